public import RoomClient

extension TrackSelection {
    /// Reads a track's id, `TR_…`, or `identity:source`, where the identity may have colons itself. Nil for anything else.
    public init?(_ text: String) {
        if let colon = text.lastIndex(of: ":") {
            let identity = String(text[..<colon])
            guard !identity.isEmpty, let source = TrackSource(rawValue: text[text.index(after: colon)...].lowercased()),
                source != .unknown
            else { return nil }
            self = .source(source, identity: identity)
        } else {
            guard text.hasPrefix("TR_"), text.utf8.count > 3 else { return nil }
            self = .sid(text)
        }
    }
}
