/// Which jobs to list: those that fit everything given.
public struct JobInfoQuery: Hashable, Sendable {
    public var id: String?
    public var roomName: String?
    public var isActive: Bool?
    /// From the page before; nil begins.
    public var pageToken: JobPageToken?
    /// Records on a page, 1 to ``maximumPageSize``.
    public var pageSize: Int

    public static let maximumPageSize = 1_000

    public init(
        id: String? = nil, roomName: String? = nil, isActive: Bool? = nil, pageToken: JobPageToken? = nil,
        pageSize: Int = maximumPageSize
    ) {
        self.id = id
        self.roomName = roomName
        self.isActive = isActive
        self.pageToken = pageToken
        self.pageSize = min(max(1, pageSize), JobInfoQuery.maximumPageSize)
    }
}

/// Where the next page begins. It stays good whatever is added, changed or removed in between, restarts included.
public struct JobPageToken: Hashable, Sendable {
    let sequence: Int64

    init(after sequence: Int64) { self.sequence = sequence }

    /// Reads a token that a client brings back; nil for what was never given out.
    public init?(_ text: String) {
        guard text.utf8.count <= 20, text.hasPrefix("p"), let sequence = Int64(text.dropFirst(), radix: 36),
            sequence > 0,
            JobPageToken(after: sequence).text == text
        else { return nil }
        self.init(after: sequence)
    }

    public var text: String { "p" + String(sequence, radix: 36) }
}

/// One page of jobs, in the order in which they were first stored.
public struct JobInfoPage: Hashable, Sendable {
    public var records: [JobInfoRecord]
    /// Nil on the last page.
    public var next: JobPageToken?
}
