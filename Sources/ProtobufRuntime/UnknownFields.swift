/// Fields that a message's schema does not have, tags included, as they came.
public struct UnknownFields: Hashable, Sendable {
    public internal(set) var bytes: [UInt8] = []

    public init() {}
    @inlinable public var isEmpty: Bool { bytes.isEmpty }

    mutating func append(_ field: UnsafeRawBufferPointer) { unsafe bytes.append(contentsOf: field) }
}
