/// The short-term credentials of one ICE generation (RFC 8839 section 5.4).
public struct ICECredentials: Hashable, Sendable {
    public var usernameFragment: String
    public var password: String

    public init(usernameFragment: String, password: String) {
        self.usernameFragment = usernameFragment
        self.password = password
    }

    /// Whether the lengths and characters are those of the standard (4 to 256 and 22 to 256 `ice-char`s).
    public var areValid: Bool {
        (4...256).contains(usernameFragment.utf8.count) && (22...256).contains(password.utf8.count)
            && usernameFragment.utf8.allSatisfy(ICECredentials.isPrintable)
            && password.utf8.allSatisfy(ICECredentials.isPrintable)
    }

    /// Wider than `ice-char`, as peers are: whatever is printable and no space.
    private static func isPrintable(_ byte: UInt8) -> Bool { byte > 32 && byte < 127 }
}

extension ICECredentials: CustomStringConvertible {
    /// Without the password.
    public var description: String { "\(usernameFragment) ***" }
}

extension SDPDocument {
    /// The credentials for a section: its own, or else those of the session.
    public func credentials(of section: SDPMediaSection) -> ICECredentials? {
        guard let fragment = section.attribute("ice-ufrag") ?? attribute("ice-ufrag"),
            let password = section.attribute("ice-pwd") ?? attribute("ice-pwd")
        else { return nil }
        return ICECredentials(usernameFragment: String(fragment), password: String(password))
    }

    /// The peer only answers connectivity checks (RFC 8445 section 2.5).
    public var isICELite: Bool { attribute("ice-lite") != nil }
}
