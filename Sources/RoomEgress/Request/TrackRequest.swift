public import Cryptography
internal import ServiceKit

/// A request to export one track of a room, as it was asked; `TrackJob` checks it.
public struct TrackRequest: Hashable, Sendable {
    public var roomName: String?
    /// An id, or `identity:source`.
    public var track: String?
    /// A path or, to be sent as a POST request, an http or https address.
    public var filePath: String?
    public var webSocketURL: Secret?
    /// What to join with, in place of the configured key and secret.
    public var token: Secret?

    public init() {}

    /// Reads the fields of the egress API's `TrackEgressRequest`.
    init(reading section: DocumentSection) throws {
        roomName = try section.text("room_name")
        track = try section.text("track_id")
        filePath = try section.text("filepath")
        if let file = try section.section("file") {
            filePath = try file.text("filepath") ?? filePath
            _ = try file.boolean("disable_manifest")  // a recording without a service has none
            try file.rejectUnknownKeys()
        }
        webSocketURL = try section.text("websocket_url").map(Secret.init)
        token = try section.text("token").map(Secret.init)
        try section.rejectUnknownKeys()
    }
}
