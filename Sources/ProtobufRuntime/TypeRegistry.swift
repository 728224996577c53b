/// Message types by their full names, for what can only be known while running: the contents of an `Any`.
public struct TypeRegistry: Sendable {
    private let types: [String: any ProtobufMessage.Type]

    public init(_ types: [any ProtobufMessage.Type] = []) {
        self.types = Dictionary(types.map { ($0.protobufName, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The type with a full name, such as `livekit.EgressInfo`.
    public subscript(name: String) -> (any ProtobufMessage.Type)? { types[name] }

    /// Every type, in the order of their names.
    public var all: [any ProtobufMessage.Type] { types.sorted { $0.key < $1.key }.map(\.value) }

    /// The types of both registries.
    public func merging(_ other: TypeRegistry) -> TypeRegistry {
        TypeRegistry(Array(types.values) + Array(other.types.values))
    }
}
