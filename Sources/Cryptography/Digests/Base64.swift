/// Base64 with the plain alphabet and padding (RFC 4648 section 4).
public enum Base64 {
    public static func encode(_ bytes: Span<UInt8>) -> String {
        let text = Base64URL.encode(bytes).utf8.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        let padding = [UInt8](repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
        return String(decoding: text + padding, as: UTF8.self)
    }

    /// The bytes of `text`; nil when it is not what an encoder writes.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        let padding = text.reversed().prefix(2).prefix { $0 == UInt8(ascii: "=") }.count
        var plain: [UInt8] = []
        for byte in text.dropLast(padding) {
            switch byte {
            case UInt8(ascii: "+"): plain.append(UInt8(ascii: "-"))
            case UInt8(ascii: "/"): plain.append(UInt8(ascii: "_"))
            case UInt8(ascii: "-"), UInt8(ascii: "_"): return nil
            default: plain.append(byte)
            }
        }
        return Base64URL.decode(plain)
    }
}
