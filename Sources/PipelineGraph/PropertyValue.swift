/// The value of an element's or a pad's property.
public enum PropertyValue: Hashable, Sendable {
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    /// The nick of an enumeration's value (`ultrafast`), or nicks of flags joined by `+` (`fcunpublish+deletestream`).
    case nick(String)
    case caps(Caps)
    /// A string that appears nowhere but in the element: dot output and descriptions show `***`.
    case secret(SecretText)

    public static func secret(_ text: String) -> PropertyValue { .secret(SecretText(text)) }
}

extension PropertyValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByStringLiteral
{
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .int(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(stringLiteral value: String) { self = .string(value) }
}

extension PropertyValue: CustomStringConvertible {
    /// For people; a secret is `***`.
    public var description: String {
        switch self {
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .double(let value): "\(value)"
        case .string(let value), .nick(let value): value
        case .caps(let value): value.description
        case .secret(let value): value.description
        }
    }
}
