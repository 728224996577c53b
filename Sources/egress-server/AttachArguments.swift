import Cryptography
import RoomEgress

/// `egress-server record --url wss://… --room R --track T out.ogg`: what a request and a configuration say otherwise.
struct AttachArguments {
    var url: String?
    var apiKey: String?
    var apiSecret: String?
    var token: String?
    var room: String?
    /// Set for a recording of this kind.
    var track: String?
    var output: String?

    /// The name of an option that means nothing without a track; nil where none is given.
    var firstOfRoom: String? {
        [("--url", url), ("--token", token), ("--room", room)].first { $0.1 != nil }?.0
    }

    /// Nil for a recording of another kind.
    var request: RecordingRequest? {
        guard let track else { return nil }
        var request = RecordingRequest()
        var wanted = TrackRequest()
        wanted.track = track
        wanted.roomName = room
        wanted.filePath = output ?? ""
        wanted.token = token.map(Secret.init)
        request.track = wanted
        return request
    }

    /// What is said here counts before the configuration.
    func apply(to configuration: inout RecorderConfiguration, environment: [String: String]) throws {
        // As LiveKit's own tools call it.
        if let url = url ?? environment["LIVEKIT_URL"], !url.isEmpty, self.url != nil || configuration.webSocketURL == nil {
            try configuration.setRoomURL(url, source: self.url == nil ? "LIVEKIT_URL" : "--url")
        }
        configuration.apiKey = apiKey ?? configuration.apiKey
        configuration.apiSecret = apiSecret.map(Secret.init) ?? configuration.apiSecret
    }
}
