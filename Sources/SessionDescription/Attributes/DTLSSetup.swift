/// Who opens the DTLS session (RFC 4145 section 4, RFC 8842): the active side is its client.
public enum DTLSSetup: String, Hashable, Sendable {
    case active, passive
    case either = "actpass"
}

extension SDPDocument {
    /// The role for a section: its own, or else that of the session.
    public func setup(of section: SDPMediaSection) -> DTLSSetup? {
        (section.attribute("setup") ?? attribute("setup")).flatMap { DTLSSetup(rawValue: String($0)) }
    }
}
