public import Cryptography
public import RoomClient
public import ServiceKit

/// Everything the export of one track of a room needs, validated.
public struct TrackJob: Sendable {
    /// Names the job in logs and results.
    public var id: String
    public var room: RoomAccess
    public var track: TrackSelection
    public var output: Output
    /// Takes the file to its store; nil leaves it where it is written.
    public var uploads: JobUploads?
    /// Ends the export after this much time from the first frame; nil for no limit.
    public var duration: Duration?
    /// How long the participant and the track may take to come.
    public var trackTimeout = Duration.seconds(30)
    /// Decides which addresses a WebSocket or a POST may go to; nil for any.
    public var network: NetworkGuard?
    /// What sound is sent as over a WebSocket.
    public var webSocketEncoding = TrackSettings.WebSocketEncoding.pcm

    public enum Output: Sendable {
        case file(TrackFileNaming)
        /// `ws://` or `wss://`; may hold credentials.
        case webSocket(Secret)
        /// `http://` or `https://`: one request, a frame a chunk; may hold credentials.
        case post(Secret)
    }

    /// Where it connects to beside the room.
    var outputURL: Secret? {
        switch output {
        case .file: nil
        case .webSocket(let url), .post(let url): url
        }
    }

    /// Those of `url` that may be connected to; empty for any.
    func addresses(of url: Secret) async throws -> [String] {
        guard let network else { return [] }
        return try await network.check(url.reveal()).addresses.map { "\($0)" }
    }

    public init(id: String = RecordingJob.standaloneID, room: RoomAccess, track: TrackSelection, output: Output) {
        self.id = id
        self.room = room
        self.track = track
        self.output = output
    }
}
