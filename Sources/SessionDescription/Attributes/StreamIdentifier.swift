/// `a=msid`: the media stream a track belongs to, and the track (RFC 8830 section 2).
public struct StreamIdentifier: Hashable, Sendable {
    /// `-` for a track of no stream.
    public var stream: String
    public var track: String?

    public init(stream: String, track: String?) {
        self.stream = stream
        self.track = track
    }

    init?(_ value: Substring) {
        let fields = value.split(separator: " ", maxSplits: 2)
        guard let stream = fields.first else { return nil }
        self.init(stream: String(stream), track: fields.count > 1 ? String(fields[1]) : nil)
    }

    var text: String { track.map { "\(stream) \($0)" } ?? stream }
}

extension SDPMediaSection {
    public var mid: String? { attribute("mid").map { String($0) } }
    public var streamIdentifiers: [StreamIdentifier] { attributes("msid").compactMap { StreamIdentifier($0) } }
}
