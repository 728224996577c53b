/// How a connection was closed in good order (RFC 6455 section 7).
public struct WebSocketClose: Hashable, Sendable {
    public static let normal: UInt16 = 1000
    public static let goingAway: UInt16 = 1001
    /// The peer's close frame had no code (section 7.1.5); never sent.
    public static let noCode: UInt16 = 1005

    public var code: UInt16
    /// At most 123 bytes travel.
    public var reason: String
    /// Whether the peer closed, or this side.
    public var isFromPeer: Bool

    public init(code: UInt16, reason: String = "", isFromPeer: Bool = false) {
        self.code = code
        self.reason = reason
        self.isFromPeer = isFromPeer
    }

    /// Whether a frame may carry `code` (section 7.4).
    static func isValid(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }

    /// A close frame's payload: nothing without a code, the reason cut between characters.
    var payload: [UInt8] {
        guard code != WebSocketClose.noCode else { return [] }
        var payload = [UInt8(truncatingIfNeeded: code >> 8), UInt8(truncatingIfNeeded: code)]
        for character in reason.unicodeScalars {
            guard payload.count + UTF8.width(character) <= 125 else { break }
            payload.append(contentsOf: Array(String(character).utf8))
        }
        return payload
    }
}
