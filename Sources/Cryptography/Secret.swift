/// A string that must not be seen: every way of printing it gives `***`.
///
/// Descriptions, reflection and `dump` hide it, and so does encoding, so that a configuration can be printed whole.
public struct Secret: Hashable, Sendable {
    /// What stands for any secret in print.
    public static let mask = "***"

    private let value: String

    public init(_ value: String) { self.value = value }

    /// The secret itself, to be handed to what needs it and nowhere else.
    public func reveal() -> String { value }

    public var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { Secret.mask }
    public var debugDescription: String { Secret.mask }
    /// Shows no child, so that `dump` has nothing to print.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension Secret: Codable {
    public init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes the mask: an encoded secret cannot be read back.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Secret.mask)
    }
}
