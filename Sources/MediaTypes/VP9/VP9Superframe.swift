/// A picture in spatial layers as one superframe (VP9 bitstream specification annex B).
///
/// Encoders that send layers mark the frame of each as shown, so that a receiver may have any of them. Decoders of files show
/// what is marked so, and those that know no layers take only the first frame of a picture. In a superframe all are decoded,
/// and of these only the highest is shown.
public enum VP9Superframe {
    public struct Layer: Hashable, Sendable {
        /// Where its frame begins in the picture.
        public var start: Int
        /// In pixels, where it is known; otherwise zero.
        public var width: Int

        public init(start: Int, width: Int) {
            self.start = start
            self.width = width
        }
    }

    private static let mostLayers = 8

    /// The superframe of `picture`, whose frames lie one behind the other, lowest layer first; `nil` where they cannot be read.
    public static func joining(_ picture: RawSpan, _ layers: [Layer]) -> [UInt8]? {
        guard layers.count > 1, layers.count <= mostLayers else { return nil }
        var joined: [UInt8] = []
        joined.reserveCapacity(picture.byteCount + 64)
        var sizes: [Int] = []
        for (index, layer) in layers.enumerated() {
            let end = index + 1 < layers.count ? layers[index + 1].start : picture.byteCount
            guard layer.start >= 0, layer.start < end, end <= picture.byteCount else { return nil }
            let frame = picture.extracting(layer.start..<end)
            let before = joined.count
            if index + 1 < layers.count {
                guard append(hidden: frame, width: layer.width, to: &joined) else { return nil }
            } else {
                append(frame, from: 0, to: &joined)
            }
            sizes.append(joined.count - before)
        }
        append(index: sizes, to: &joined)
        return joined
    }

    private static func append(_ frame: RawSpan, from start: Int, to bytes: inout [UInt8]) {
        for offset in start..<max(start, frame.byteCount) { bytes.append(frame.byte(at: offset) ?? 0) }
    }

    private static func append(index sizes: [Int], to bytes: inout [UInt8]) {
        var width = 1
        while width < 4, (sizes.max() ?? 0) >> (8 * width) != 0 { width += 1 }
        let marker = 0xC0 | UInt8(width - 1) << 3 | UInt8(sizes.count - 1)
        bytes.append(marker)
        for size in sizes {
            for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: size >> (8 * byte))) }
        }
        bytes.append(marker)
    }

    /// Appends a frame with its show_frame taken away. A hidden frame that is no key frame has one bit more in its header,
    /// intra_only, so that the rest of the header moves.
    private static func append(hidden frame: RawSpan, width: Int, to bytes: inout [UInt8]) -> Bool {
        guard let first = frame.byte(at: 0), first >> 6 == 2, first & 0x30 != 0x30, first & 0x08 == 0 else { return false }
        if first & 0x02 == 0 {
            append(frame, from: 0, to: &bytes)
            return true
        }
        bytes.append(first & ~0x02)
        if first & 0x04 == 0 {
            append(frame, from: 1, to: &bytes)
            return true
        }
        guard let end = VP9InterHeader.bitCount(of: frame, width: width) else { return false }
        var carry: UInt8 = 0
        for offset in 1..<(end + 7) / 8 {
            let byte = frame.byte(at: offset) ?? 0
            bytes.append(carry << 7 | byte >> 1)
            carry = byte & 1
        }
        // What followed the header's end in its last byte is zero.
        if end % 8 == 0 { bytes.append(carry << 7) }
        append(frame, from: (end + 7) / 8, to: &bytes)
        return true
    }
}
