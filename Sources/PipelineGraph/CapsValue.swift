/// The value of one field of `Caps`.
public indirect enum CapsValue: Hashable, Sendable {
    case bool(Bool)
    case int(Int)
    case intRange(ClosedRange<Int>)
    case fraction(Int, Int)
    case string(String)
    case bytes([UInt8])
    /// Any one of these.
    case choice([CapsValue])
    /// All of these, in order (`streamheader`).
    case array([CapsValue])
}

extension CapsValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .int(value) }
    public init(stringLiteral value: String) { self = .string(value) }
}

extension CapsValue: CustomStringConvertible {
    /// In GStreamer's caps syntax, with its type.
    public var description: String {
        switch self {
        case .bool(let value): "(boolean)\(value)"
        case .int(let value): "(int)\(value)"
        case .intRange(let range): "(int)[ \(range.lowerBound), \(range.upperBound) ]"
        case .fraction(let numerator, let denominator): "(fraction)\(numerator)/\(denominator)"
        case .string(let text): "(string)\(Self.quoted(text))"
        case .bytes(let bytes): "(buffer)\(Self.hexadecimal(bytes))"
        case .choice(let values): "{ \(values.map(\.description).joined(separator: ", ")) }"
        case .array(let values): "< \(values.map(\.description).joined(separator: ", ")) >"
        }
    }

    /// GStreamer reads few characters as they are; the others are octal escapes inside quotes.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"),
                UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "+"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 8)
                result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return result + "\""
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        var result = ""
        result.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            result += byte < 16 ? "0" : ""
            result += String(byte, radix: 16)
        }
        return result
    }
}
