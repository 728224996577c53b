/// What is kept of a job: a few fields to find it by, and its description as bytes that only its owner reads.
///
/// Times are nanoseconds since the Unix epoch; 0 where there is none yet.
public struct JobInfoRecord: Hashable, Sendable {
    public var id: String
    public var roomName: String
    /// Whether the job has not ended.
    public var isActive: Bool
    public var startedAt: Int64
    /// An update older than what is kept is ignored.
    public var updatedAt: Int64
    public var endedAt: Int64
    public var payload: [UInt8]

    public init(
        id: String, roomName: String = "", isActive: Bool, startedAt: Int64 = 0, updatedAt: Int64, endedAt: Int64 = 0,
        payload: [UInt8]
    ) {
        self.id = id
        self.roomName = roomName
        self.isActive = isActive
        self.startedAt = startedAt
        self.updatedAt = updatedAt
        self.endedAt = endedAt
        self.payload = payload
    }
}
