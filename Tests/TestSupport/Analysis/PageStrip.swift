/// Where the test page shows what a program can read, and how to read it back from a small grey picture.
///
/// The geometry is the one `Examples/Pages/counter.html` documents at its top: 24 cells along the bottom eighteenth, a
/// flash in the rightmost sixteenth above them.
public struct PageStrip: Sendable {
    /// Cells in the strip: two guards, the counter, parity, a guard.
    public static let cellCount = 24
    /// Bits of the counter, most significant first.
    public static let counterBits = 20
    /// Grey pixels each cell is scaled to before it is read.
    static let pixelsPerCell = 8
    /// Rows of the strip, and then of the flash, in a scaled picture.
    static let rowsPerPart = 2
    static let rowLength = cellCount * pixelsPerCell
    static let pictureSize = rowLength * rowsPerPart * 2

    /// The ffmpeg filter that turns a picture of `width` x `height` into the small one `read` takes.
    static func filter(width: Int, height: Int) -> String {
        let stripTop = height * 17 / 18
        let stripHeight = height - stripTop
        let flashWidth = max(width / 32, 1)
        let size = "scale=\(rowLength):\(rowsPerPart):flags=area"
        // Only the middle half of the strip and of the flash: the codec smears their edges.
        return "[0:v:0]format=gray,split[s][f];"
            + "[s]crop=\(width):\(max(stripHeight / 2, 1)):0:\(stripTop + stripHeight / 4),\(size)[strip];"
            + "[f]crop=\(flashWidth):\(height * 3 / 4):\(width * 15 / 16 + flashWidth / 2):\(height / 16),\(size)[flash];"
            + "[strip][flash]vstack,split[pixels][times]"
    }

    /// What one picture shows.
    public struct Reading: Hashable, Sendable {
        /// `nil` when a guard or the parity is wrong, or a cell is neither black nor white.
        public var counter: Int?
        public var isFlash: Bool
    }

    /// Reads one small picture of `pictureSize` bytes.
    static func read(_ picture: some Collection<UInt8>) -> Reading {
        let pixels = Array(picture)
        let flash = pixels.suffix(rowLength * rowsPerPart)
        let brightness = flash.reduce(0) { $0 + Int($1) } / max(flash.count, 1)
        return Reading(counter: counter(pixels), isFlash: brightness > 127)
    }

    private static func counter(_ pixels: [UInt8]) -> Int? {
        var cells: [Bool] = []
        for cell in 0..<cellCount {
            let level = level(ofCell: cell, pixels)
            guard level < 70 || level > 185 else { return nil }
            cells.append(level > 127)
        }
        let counted = cells[2...(counterBits + 2)]
        guard cells[0], !cells[1], cells[cellCount - 1], counted.count(where: { $0 }).isMultiple(of: 2) else {
            return nil
        }
        return counted.dropLast().reduce(0) { $0 * 2 + ($1 ? 1 : 0) }
    }

    /// The mean of a cell's middle pixels.
    private static func level(ofCell cell: Int, _ pixels: [UInt8]) -> Int {
        let middle = cell * pixelsPerCell + pixelsPerCell / 2 - 1
        var sum = 0
        for row in 0..<rowsPerPart {
            let left = row * rowLength + middle
            sum += Int(pixels[left]) + Int(pixels[left + 1])
        }
        return sum / (rowsPerPart * 2)
    }

    /// Paints a whole grey picture, for files with a known content.
    public static func paint(counter: Int, isFlash: Bool, width: Int, height: Int) -> [UInt8] {
        let flashLeft = width * 15 / 16
        let background = [UInt8](repeating: 40, count: flashLeft)
        let upper = background + [UInt8](repeating: isFlash ? 255 : 40, count: width - flashLeft)
        let cells = cells(of: counter)
        let strip = (0..<width).map { cells[$0 * cellCount / width] ? UInt8(255) : 0 }
        let stripTop = height * 17 / 18
        return (0..<height).flatMap { $0 < stripTop ? upper : strip }
    }

    private static func cells(of counter: Int) -> [Bool] {
        let bits = (0..<counterBits).map { (counter >> (counterBits - 1 - $0)) & 1 == 1 }
        let parity = !bits.count(where: { $0 }).isMultiple(of: 2)
        return [true, false] + bits + [parity, true]
    }
}
