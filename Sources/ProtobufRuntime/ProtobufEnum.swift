/// A proto3 enum, which is open: a number without a name is kept.
public protocol ProtobufEnum: Hashable, Sendable, CaseIterable, CustomStringConvertible {
    static var enumTable: EnumTable { get }
    init(rawValue: Int32)
    var rawValue: Int32 { get }
}

extension ProtobufEnum {
    /// The schema's name of the value, or its number.
    public var description: String { Self.enumTable[rawValue] ?? String(rawValue) }
}

/// The schema's names of an enum's values.
public struct EnumTable: Sendable {
    private let names: [Int32: String]
    private let numbers: [String: Int32]

    public init(_ values: KeyValuePairs<Int32, String>) {
        // Of two names for one number the first counts for writing.
        names = Dictionary(values.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        numbers = Dictionary(values.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    }

    public subscript(number: Int32) -> String? { names[number] }
    public subscript(name: String) -> Int32? { numbers[name] }
}
