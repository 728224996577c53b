import MediaTypes

/// Reads a journal as far as it is whole. A process that was killed while it wrote leaves a torn last record, which then
/// does not count, nor anything after it.
struct JournalReader {
    /// Where the last whole record ends: where a writer goes on.
    private(set) var validLength = 0
    private(set) var records: [JournalRecord] = []

    /// Throws when the bytes are not a journal of this version.
    init(_ bytes: [UInt8], path: String) throws(UploadError) {
        guard bytes.starts(with: JournalCoding.signature) else {
            // Killed before the first bytes were on the disk: nothing was ever promised.
            guard JournalCoding.signature.starts(with: bytes) else { throw .notAJournal(path: path) }
            return
        }
        var reader = ByteReader(bytes.span.bytes)
        _ = reader.skip(JournalCoding.signature.count)
        validLength = reader.position
        while let body = Self.nextBody(&reader) {
            // The bytes are as they were written: what cannot be read was written by a newer version.
            guard let record = Self.record(body) else { throw .notAJournal(path: path) }
            records.append(record)
            validLength = reader.position
        }
    }

    /// Whether the first record was never written to its end.
    static func isTornAtStart(_ bytes: [UInt8]) -> Bool {
        var reader = ByteReader(bytes.span.bytes)
        _ = reader.skip(JournalCoding.signature.count)
        guard let length = reader.read(UInt32.self), length > 0 else { return true }
        return bytes.count - reader.position < Int(length) + MemoryLayout<UInt32>.size
    }

    @_lifetime(reader: copy reader)
    private static func nextBody(_ reader: inout ByteReader) -> [UInt8]? {
        guard let length = reader.read(UInt32.self), length <= JournalCoding.maximumRecordSize,
            let checksum = reader.read(UInt32.self), let span = reader.readBytes(Int(length))
        else { return nil }
        let body = span.withUnsafeBytes { Array($0) }
        return JournalCoding.checksum(of: body) == checksum ? body : nil
    }

    private static func record(_ body: [UInt8]) -> JournalRecord? {
        var reader = ByteReader(body.span.bytes)
        guard let kind = reader.read(UInt8.self), let record = record(kind, &reader), reader.remaining == 0 else { return nil }
        return record
    }

    @_lifetime(reader: copy reader)
    private static func record(_ kind: UInt8, _ reader: inout ByteReader) -> JournalRecord? {
        switch kind {
        case 1: return file(&reader).map(JournalRecord.file)
        case 2: return reader.read(UInt64.self).map(JournalRecord.finished)
        case 3:
            guard let destination = text(&reader), let time = reader.read(Int64.self) else { return nil }
            return .opening(destination: destination, at: time)
        case 4: return opened(&reader).map(JournalRecord.opened)
        case 5: return part(&reader).map(JournalRecord.part)
        case 6:
            guard let destination = text(&reader), let uploadID = text(&reader), let size = reader.read(UInt64.self),
                let tag = text(&reader)
            else { return nil }
            return .stored(destination: destination, uploadID: uploadID, size: size, tag: tag)
        case 7:
            guard let destination = text(&reader), let uploadID = text(&reader) else { return nil }
            return .aborted(destination: destination, uploadID: uploadID)
        case 8: return text(&reader).map(JournalRecord.swept)
        default: return nil
        }
    }

    @_lifetime(reader: copy reader)
    private static func file(_ reader: inout ByteReader) -> JournaledFile? {
        guard let path = text(&reader), let key = text(&reader), let primary = text(&reader), let backup = text(&reader),
            let flags = reader.read(UInt8.self), let head = reader.read(UInt64.self), let added = reader.read(Int64.self),
            let sequence = reader.read(UInt64.self), let properties = properties(&reader), let follows = texts(&reader)
        else { return nil }
        return JournaledFile(
            path: path, key: key, properties: properties, keepsLocalCopy: flags & 1 != 0, changingHead: head,
            isVersion: flags & 2 != 0, follows: follows, primary: primary, backup: backup, addedAt: added,
            sequence: sequence)
    }

    @_lifetime(reader: copy reader)
    private static func properties(_ reader: inout ByteReader) -> ObjectProperties? {
        guard let type = optionalText(&reader), let disposition = optionalText(&reader), let tagging = optionalText(&reader),
            let count = reader.read(UInt32.self), count <= JournalCoding.maximumCount
        else { return nil }
        var metadata: [String: String] = [:]
        for _ in 0..<count {
            guard let name = text(&reader), let value = text(&reader) else { return nil }
            metadata[name] = value
        }
        return ObjectProperties(
            contentType: type.text, contentDisposition: disposition.text, metadata: metadata, tagging: tagging.text)
    }

    @_lifetime(reader: copy reader)
    private static func opened(_ reader: inout ByteReader) -> OpenedUpload? {
        guard let destination = text(&reader), let key = text(&reader), let id = text(&reader),
            let hasStart = reader.read(UInt8.self), let start = reader.read(Int64.self),
            let size = reader.read(UInt64.self), let grows = reader.read(UInt8.self), let time = reader.read(Int64.self)
        else { return nil }
        return OpenedUpload(
            destination: destination, upload: MultipartUpload(key: key, id: id, startedAt: hasStart == 0 ? nil : start),
            partSize: size, grows: grows != 0, at: time)
    }

    @_lifetime(reader: copy reader)
    private static func part(_ reader: inout ByteReader) -> SentPart? {
        guard let number = reader.read(UInt32.self), let offset = reader.read(UInt64.self),
            let size = reader.read(UInt64.self), let checksum = reader.read(UInt32.self), let tag = text(&reader),
            number >= 1, !offset.addingReportingOverflow(size).overflow
        else { return nil }
        return SentPart(
            part: UploadedPart(number: Int(number), size: size, tag: tag), offset: offset, checksum: checksum)
    }

    @_lifetime(reader: copy reader)
    private static func text(_ reader: inout ByteReader) -> String? {
        guard let length = reader.read(UInt32.self), let bytes = reader.readBytes(Int(length)) else { return nil }
        return bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    @_lifetime(reader: copy reader)
    private static func optionalText(_ reader: inout ByteReader) -> (text: String?, Void)? {
        guard let isThere = reader.read(UInt8.self), let text = text(&reader) else { return nil }
        return (isThere == 0 ? nil : text, ())
    }

    @_lifetime(reader: copy reader)
    private static func texts(_ reader: inout ByteReader) -> [String]? {
        guard let count = reader.read(UInt32.self), count <= JournalCoding.maximumCount else { return nil }
        var texts: [String] = []
        for _ in 0..<count {
            guard let text = text(&reader) else { return nil }
            texts.append(text)
        }
        return texts
    }
}
