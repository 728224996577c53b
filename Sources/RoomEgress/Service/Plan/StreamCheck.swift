internal import Cryptography
internal import ProtocolModels

/// A checked stream output.
struct StreamCheck {
    let path: String
    let format: OutputFormat
    /// Nil for protocols that do not exist yet.
    let streams: [EgressPlan.Stream]?

    /// More would be a slip, and each has a thread.
    static let mostDestinations = 100

    init(
        _ asked: RequestedOutputs.Stream, hasOtherOutputs: Bool, twitchTemplate: String
    ) throws(EgressRequestError) {
        path = asked.path
        guard asked.destinations.count <= StreamCheck.mostDestinations else {
            throw .outOfRange(field: "stream url", reason: "give at most \(StreamCheck.mostDestinations)")
        }
        format = try StreamCheck.format(of: asked)
        guard hasOtherOutputs || !asked.destinations.isEmpty else { throw .invalidField("stream url") }
        guard format == .flv else {
            for destination in asked.destinations {
                try StreamCheck.check(destination.url.reveal(), format: format)
            }
            streams = nil
            return
        }
        var streams: [EgressPlan.Stream] = []
        for destination in asked.destinations {
            let url = try StreamCheck.address(destination.url.reveal(), twitchTemplate: twitchTemplate)
            streams.append(EgressPlan.Stream(id: destination.id, url: url))
        }
        self.streams = streams
    }

    static func address(_ text: String, twitchTemplate: String) throws(EgressRequestError) -> StreamURL {
        do throws(StreamURLError) {
            return try StreamURL(text, twitchTemplate: twitchTemplate)
        } catch {
            throw .streamURL(error)
        }
    }

    private static func format(of asked: RequestedOutputs.Stream) throws(EgressRequestError) -> OutputFormat {
        switch asked.streamProtocol {
        case .rtmp: return .flv
        case .srt: return .transportStream
        case .websocket: return .webSocket
        case .unrecognized: throw .invalidField("stream protocol")
        case .defaultProtocol:
            guard let first = asked.destinations.first?.url.reveal() else { throw .invalidField("stream protocol") }
            guard let format = format(ofScheme: scheme(of: first)) else {
                throw .streamURL(.invalidScheme(url: StreamURLRedaction.unread(first)))
            }
            return format
        }
    }

    /// For the formats that ``StreamURL`` does not read.
    private static func check(_ url: String, format: OutputFormat) throws(EgressRequestError) {
        guard let found = self.format(ofScheme: scheme(of: url)) else {
            throw .streamURL(.invalidScheme(url: StreamURLRedaction.unread(url)))
        }
        guard found == format else { throw .streamURL(.invalidProtocol(url: StreamURLRedaction.unread(url))) }
    }

    private static func scheme(of url: String) -> String {
        url.firstRange(of: "://").map { url[..<$0.lowerBound].lowercased() } ?? ""
    }

    private static func format(ofScheme scheme: String) -> OutputFormat? {
        switch scheme {
        case "rtmp", "rtmps", "mux", "twitch": .flv
        case "srt": .transportStream
        case "ws", "wss": .webSocket
        default: nil
        }
    }
}
