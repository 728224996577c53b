/// Which id each header extension was negotiated under, for one m-section.
public struct HeaderExtensionMap: Sendable {
    /// By `HeaderExtension.rawValue`; 0 where the extension was not negotiated.
    private var ids = InlineArray<10, UInt8>(repeating: 0)

    public init() {}

    public init(_ ids: [HeaderExtension: UInt8]) {
        for (kind, id) in ids { self[kind] = id }
    }

    /// `nil` where it was not negotiated. Ids are 1...255; 15 is not usable with one-byte headers.
    public subscript(_ kind: HeaderExtension) -> UInt8? {
        get {
            let id = ids[Int(kind.rawValue)]
            return id == 0 ? nil : id
        }
        set { ids[Int(kind.rawValue)] = newValue ?? 0 }
    }

    /// Whether an id needs two-byte headers.
    public var needsTwoByteHeaders: Bool {
        for index in 0..<10 where ids[index] > 14 { return true }
        return false
    }
}
