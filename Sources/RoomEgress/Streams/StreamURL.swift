/// Where an RTMP stream goes. It prints without its key and password.
public struct StreamURL: Hashable, Sendable {
    public enum Scheme: String, Hashable, Sendable { case rtmp, rtmps }

    /// Which addresses are accepted.
    public enum Rules: Hashable, Sendable {
        /// The recorder's: any RTMP address, also without application or key.
        case recorder
        /// The egress API's: application and key are needed.
        case egress
    }

    /// What `twitch://KEY` stands for: the service's entry point that leads to the nearest of its ingest servers.
    public static let twitchTemplate = "rtmps://ingest.global-contribute.live-video.net:443/app/{stream_key}"

    public let scheme: Scheme
    /// Name or address, an IPv6 address without its brackets.
    public let host: String
    public let port: Int
    /// May hold slashes; empty when the address has no path.
    public let application: String
    /// Last part of the path, with its query; empty when the address has none.
    let key: String
    let userName: String?
    let password: String?
    private let authority: String
    private let suffix: String

    /// Addresses that lead to the same stream are equal, however they were spelt.
    public static func == (left: StreamURL, right: StreamURL) -> Bool { left.identity == right.identity }
    public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
    private var identity: [String?] { [scheme.rawValue, host, String(port), application, key, userName, password] }

    /// Reads `rtmp://`, `rtmps://`, `mux://KEY` and `twitch://KEY`, with an optional ` live=1` after it.
    public init(
        _ text: String, rules: Rules = .egress, twitchTemplate: String = StreamURL.twitchTemplate
    ) throws(StreamURLError) {
        guard let separator = text.firstRange(of: "://") else {
            throw rules == .recorder ? .noScheme : .invalidScheme(url: StreamURLRedaction.unread(text))
        }
        let rest = String(text[separator.upperBound...])
        switch text[..<separator.lowerBound].lowercased() {
        case "rtmp": try self.init(scheme: .rtmp, rest: rest, given: text, rules: rules)
        case "rtmps": try self.init(scheme: .rtmps, rest: rest, given: text, rules: rules)
        case "mux":
            try self.init(scheme: .rtmps, rest: "global-live.mux.com:443/app/\(rest)", given: text, rules: .egress)
        case "twitch": try self.init(twitchKey: rest, template: twitchTemplate, given: text)
        case "srt", "ws", "wss": throw .invalidProtocol(url: StreamURLRedaction.unread(text))
        default: throw .invalidScheme(url: StreamURLRedaction.unread(text))
        }
        if host.hasSuffix(".contribute.live-video.net") {
            // An old ingest server's name: the service wants its current entry point.
            try self.init(twitchKey: key, template: twitchTemplate, given: text)
        }
    }

    private init(twitchKey: String, template: String, given: String) throws(StreamURLError) {
        let address = template.replacing("{stream_key}", with: twitchKey)
        guard let separator = address.firstRange(of: "://"),
            let scheme = Scheme(rawValue: String(address[..<separator.lowerBound]))
        else { throw .invalidFormat(url: StreamURLRedaction.unread(given)) }
        try self.init(
            scheme: scheme, rest: String(address[separator.upperBound...]), given: given, rules: .egress)
    }

    private init(scheme: Scheme, rest: String, given: String, rules: Rules) throws(StreamURLError) {
        self.scheme = scheme
        let live = " live=1"
        suffix = rest.hasSuffix(live) ? live : ""
        let address = rest.dropLast(suffix.count)
        guard !address.contains(where: \.isWhitespace) else { throw .invalidFormat(url: StreamURLRedaction.unread(given)) }
        let slash = address.firstIndex(of: "/") ?? address.endIndex
        let location = String(address[..<slash])
        let path = address[slash...].drop { $0 == "/" }

        // A key's query may hold slashes of its own.
        let pathEnd = path.firstIndex(of: "?") ?? path.endIndex
        if let last = path[..<pathEnd].lastIndex(of: "/") {
            application = String(path[..<last])
            key = String(path[path.index(after: last)...])
        } else {
            application = String(path)
            key = ""
        }
        if rules == .egress, application.isEmpty || key.isEmpty { throw .invalidFormat(url: StreamURLRedaction.unread(given)) }
        guard let authority = StreamAuthority(location) else { throw .invalidFormat(url: StreamURLRedaction.unread(given)) }
        host = authority.host
        port = authority.port ?? (scheme == .rtmps ? 443 : 1935)
        userName = authority.userName
        password = authority.password
        self.authority = authority.redacted
    }

    /// The address with what is secret shortened or left out: `rtmp://host/app/{abc...xyz}`.
    public var redacted: String {
        let start = "\(scheme.rawValue)://\(authority)"
        // The only part of a path may be a key whose application is missing.
        if key.isEmpty { return start + (application.isEmpty ? "" : "/\(StreamURLRedaction.key(application))") + suffix }
        return "\(start)/\(application)/\(StreamURLRedaction.key(key))\(suffix)"
    }

    /// Every secret text in the address, for those who must keep it out of other programs' words.
    var secrets: [String] { [key.isEmpty ? application : key, password ?? ""].filter { !$0.isEmpty } }
}

extension StreamURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { redacted }
    public var debugDescription: String { redacted }
    public var customMirror: Mirror { Mirror(self, children: ["redacted": redacted]) }
}
