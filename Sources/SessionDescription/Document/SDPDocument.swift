/// A session description (RFC 8866) as a value: every line is kept, in its order, so that writing gives the text read.
public struct SDPDocument: SDPLines, Hashable, Sendable {
    /// The lines before the first media section.
    public var lines: [SDPLine]
    public var media: [SDPMediaSection]

    public init(lines: [SDPLine] = [], media: [SDPMediaSection] = []) {
        self.lines = lines
        self.media = media
    }

    /// Reads `text`, whose lines end with CRLF or LF. Sizes are limited, see `SDPLimits`.
    public init(parsing text: String) throws(SDPError) {
        let bytes = text.utf8
        guard bytes.count <= SDPLimits.bytes else {
            throw .tooLong(byteCount: bytes.count, limit: SDPLimits.bytes)
        }
        self.init()
        var number = 0
        for var line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard number <= SDPLimits.lines else { throw .tooManyLines(limit: SDPLimits.lines) }
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            // An empty line is what the last line break leaves; some writers end with more of them.
            if line.isEmpty { continue }
            try append(line, number: number)
        }
        guard lines.first == SDPLine(kind: "v", value: "0") else { throw .unsupportedVersion }
    }

    private mutating func append(_ line: Substring.UTF8View, number: Int) throws(SDPError) {
        guard line.count >= 2, let letter = line.first, letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z"),
            line.dropFirst().first == UInt8(ascii: "=")
        else { throw .malformedLine(number: number) }
        let value = String(Substring(line.dropFirst(2)))
        if letter == UInt8(ascii: "m") {
            guard let section = SDPMediaSection(mediaLine: value) else { throw .malformedMediaLine(number: number) }
            guard media.count < SDPLimits.mediaSections else {
                throw .tooManyMediaSections(limit: SDPLimits.mediaSections)
            }
            media.append(section)
        } else {
            let parsed = SDPLine(kind: Character(UnicodeScalar(letter)), value: value)
            if media.isEmpty { lines.append(parsed) } else { media[media.count - 1].lines.append(parsed) }
        }
    }

    /// The text, with CRLF after every line.
    public var text: String {
        var text = ""
        func write(_ line: SDPLine) {
            text.append(line.kind)
            text += "="
            text += line.value
            text += "\r\n"
        }
        for line in lines { write(line) }
        for section in media {
            write(SDPLine(kind: "m", value: section.mediaLine))
            for line in section.lines { write(line) }
        }
        return text
    }
}
