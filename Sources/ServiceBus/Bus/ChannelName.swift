/// The names of channels, as psrpc builds them: parts joined by `|`, an empty topic adding nothing.
enum ChannelName {
    /// What the servers of a method subscribe to: requests, or with `subscription` methods the messages themselves.
    static func request(_ service: String, _ method: String, _ topic: [String]) -> String {
        join([service, method] + topic, "REQ")
    }

    /// Where a client tells the servers of a method whom it chose.
    static func claimResponse(_ service: String, _ method: String, _ topic: [String]) -> String {
        join([service, method] + topic, "RCLAIM")
    }

    /// Where servers tell a client that they could do it.
    static func claimRequest(_ service: String, client: String) -> String { join([service, client], "CLAIM") }

    /// Where servers answer a client.
    static func response(_ service: String, client: String) -> String { join([service, client], "RES") }

    private static func join(_ parts: [String], _ suffix: String) -> String {
        (parts.filter { !$0.isEmpty }.map(sanitized) + [suffix]).joined(separator: "|")
    }

    /// Letters, digits and `_` stay; everything else becomes `u+` and four, or `U+` and eight, hexadecimal digits.
    static func sanitized(_ part: String) -> String {
        if part.utf8.allSatisfy(isPlain) { return part }  // nearly all are
        var name = ""
        for scalar in part.unicodeScalars {
            switch scalar {
            case "0"..."9", "A"..."Z", "a"..."z", "_": name.unicodeScalars.append(scalar)
            default:
                let isShort = scalar.value < 0x10000
                let digits = String(scalar.value, radix: 16)
                let zeros = String(repeating: "0", count: max(0, (isShort ? 4 : 8) - digits.utf8.count))
                name += "\(isShort ? "u+" : "U+")\(zeros)\(digits)"
            }
        }
        return name
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
