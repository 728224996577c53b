/// How far an upload is: what its journal's records add up to.
struct UploadState: Hashable, Sendable {
    /// A time in which a store may have begun an upload that we never heard of, in seconds since 1970.
    struct Opening: Hashable, Sendable {
        var destination: String
        var from: Int64
        /// Nil when the process ended before it heard.
        var to: Int64?

        /// How far the store's clock and ours may be apart, in seconds. Larger differences leave an upload without parts behind,
        /// which costs nothing; a larger tolerance would reach for uploads of others.
        private static let clockTolerance: Int64 = 60
        /// How long a call to begin an upload may have been under way when the process ended, in seconds.
        private static let longestCall: Int64 = 15 * 60

        /// Whether an upload that began then, by the store's clock, may be the one that was asked for.
        func covers(_ time: Int64) -> Bool {
            let end = to ?? from.addingReportingOverflow(Self.longestCall).partialValue
            return time >= from &- Self.clockTolerance && time <= end &+ Self.clockTolerance
        }
    }

    struct Stored: Hashable, Sendable {
        var destination: String
        var size: UInt64
        var tag: String
    }

    var file: JournaledFile
    var finalSize: UInt64?
    var opened: OpenedUpload?
    var parts: [Int: SentPart] = [:]
    /// Uploads in parts that are to be aborted.
    private(set) var abandoned: [OpenedUpload] = []
    private(set) var openings: [Opening] = []
    private(set) var stored: Stored?

    init(file: JournaledFile) { self.file = file }

    /// Nil when not even the first record was written: then nothing was begun.
    init?(_ records: [JournalRecord]) {
        guard case .file(let file)? = records.first else { return nil }
        self.init(file: file)
        for record in records.dropFirst() { apply(record) }
    }

    /// Whether nothing is left to be done at any store.
    var isSettled: Bool { stored != nil && opened == nil && abandoned.isEmpty && openings.isEmpty }

    mutating func apply(_ record: JournalRecord) {
        switch record {
        case .file: break
        case .finished(let size): finalSize = size
        case .opening(let destination, let time):
            abandonOpened()
            openings.append(Opening(destination: destination, from: time))
        case .opened(let upload):
            if let last = openings.indices.last, openings[last].destination == upload.destination {
                openings[last].to = upload.at
            }
            opened = upload
        case .part(let sent): parts[sent.part.number] = sent
        case .stored(let destination, let uploadID, let size, let tag):
            stored = Stored(destination: destination, size: size, tag: tag)
            if opened?.upload.id == uploadID { opened = nil }
            abandonOpened()
        case .aborted(let destination, let uploadID):
            abandoned.removeAll { $0.destination == destination && $0.upload.id == uploadID }
            if opened?.destination == destination, opened?.upload.id == uploadID { opened = nil }
        case .swept(let destination): openings.removeAll { $0.destination == destination }
        }
    }

    private mutating func abandonOpened() {
        if let opened { abandoned.append(opened) }
        opened = nil
        parts = [:]
    }
}
