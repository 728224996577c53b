internal import MediaTypes

/// The first message to a job's process: what to do, and how to live.
public struct JobStart: Hashable, Sendable {
    public var jobID: String
    /// The folder for what must outlive both processes.
    public var stateFolder: String
    public var heartbeatMilliseconds: UInt32
    public var request: [UInt8]

    /// Both processes are usually the same program, but an upgrade may replace it between them.
    private static let version: UInt8 = 1

    public init(jobID: String, stateFolder: String, heartbeatMilliseconds: UInt32, request: [UInt8]) {
        self.jobID = jobID
        self.stateFolder = stateFolder
        self.heartbeatMilliseconds = heartbeatMilliseconds
        self.request = request
    }

    @_lifetime(reader: copy reader)
    init(_ reader: inout ByteReader) throws(JobMessageError) {
        let version: UInt8 = try reader.field()
        guard version == Self.version else { throw .otherVersion(version) }
        heartbeatMilliseconds = try reader.field()
        jobID = try reader.text()
        stateFolder = try reader.text()
        request = reader.rest()
    }

    func write(to writer: inout ByteWriter) {
        writer.write(Self.version)
        writer.write(heartbeatMilliseconds)
        for text in [jobID, stateFolder] {
            // Names and paths are far shorter; a longer one arrives cut, and is not found.
            let bytes = Array(text.utf8.prefix(Int(UInt16.max)))
            writer.write(UInt16(bytes.count))
            writer.write(bytes)
        }
        writer.write(request)
    }
}
