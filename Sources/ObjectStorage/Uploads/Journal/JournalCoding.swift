internal import Cryptography
import MediaTypes

/// The bytes of a journal: eight that name the format, then records of a length, a CRC-32C of what follows, and a body. All
/// numbers are big-endian; texts are a length of 32 bits and UTF-8.
enum JournalCoding {
    static let signature: [UInt8] = Array("SluiceU1".utf8)
    /// What a record may have at most; a playlist that waits for thousands of segments is the longest.
    static let maximumRecordSize = 1 << 24
    /// No list or map in a record is longer.
    static let maximumCount = 20_000

    /// A record as it is appended.
    static func encode(_ record: JournalRecord) -> [UInt8] {
        let body = body(of: record)
        var writer = ByteWriter(reserving: body.count + 8)
        writer.write(UInt32(clamping: body.count))
        writer.write(checksum(of: body))
        writer.write(body)
        return writer.bytes
    }

    static func checksum(of body: [UInt8]) -> UInt32 {
        var checksum = CRC32C()
        checksum.update(body.span)
        return checksum.value
    }

    private static func body(of record: JournalRecord) -> [UInt8] {
        var writer = ByteWriter()
        switch record {
        case .file(let file):
            writer.write(UInt8(1))
            write(file, to: &writer)
        case .finished(let size):
            writer.write(UInt8(2))
            writer.write(size)
        case .opening(let destination, let time):
            writer.write(UInt8(3))
            writer.write(text: destination)
            writer.write(time)
        case .opened(let opened):
            writer.write(UInt8(4))
            write(opened, to: &writer)
        case .part(let sent):
            writer.write(UInt8(5))
            writer.write(UInt32(clamping: sent.part.number))
            writer.write(sent.offset)
            writer.write(sent.part.size)
            writer.write(sent.checksum)
            writer.write(text: sent.part.tag)
        case .stored(let destination, let uploadID, let size, let tag):
            writer.write(UInt8(6))
            writer.write(text: destination)
            writer.write(text: uploadID)
            writer.write(size)
            writer.write(text: tag)
        case .aborted(let destination, let uploadID):
            writer.write(UInt8(7))
            writer.write(text: destination)
            writer.write(text: uploadID)
        case .swept(let destination):
            writer.write(UInt8(8))
            writer.write(text: destination)
        }
        return writer.bytes
    }

    private static func write(_ file: JournaledFile, to writer: inout ByteWriter) {
        for text in [file.path, file.key, file.primary, file.backup] { writer.write(text: text) }
        writer.write(UInt8(file.keepsLocalCopy ? 1 : 0) | (file.isVersion ? 2 : 0))
        writer.write(file.changingHead)
        writer.write(file.addedAt)
        writer.write(file.sequence)
        let properties = file.properties
        for text in [properties.contentType, properties.contentDisposition, properties.tagging] {
            writer.write(UInt8(text == nil ? 0 : 1))
            writer.write(text: text ?? "")
        }
        let fields = properties.metadata.sorted { $0.key < $1.key }
        writer.write(UInt32(clamping: fields.count))
        for (name, value) in fields {
            writer.write(text: name)
            writer.write(text: value)
        }
        writer.write(UInt32(clamping: file.follows.count))
        for key in file.follows { writer.write(text: key) }
    }

    private static func write(_ opened: OpenedUpload, to writer: inout ByteWriter) {
        for text in [opened.destination, opened.upload.key, opened.upload.id] { writer.write(text: text) }
        writer.write(UInt8(opened.upload.startedAt == nil ? 0 : 1))
        writer.write(opened.upload.startedAt ?? 0)
        writer.write(opened.partSize)
        writer.write(UInt8(opened.grows ? 1 : 0))
        writer.write(opened.at)
    }
}

extension ByteWriter {
    fileprivate mutating func write(text: String) {
        let bytes = Array(text.utf8)
        write(UInt32(clamping: bytes.count))
        write(bytes)
    }
}
