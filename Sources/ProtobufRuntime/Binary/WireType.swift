/// How a field's value is laid out on the wire: the low three bits of its tag.
public enum WireType {
    public static let varint: UInt8 = 0
    public static let fixed64: UInt8 = 1
    public static let lengthDelimited: UInt8 = 2
    static let startGroup: UInt8 = 3
    static let endGroup: UInt8 = 4
    public static let fixed32: UInt8 = 5
    /// The reader stands on a JSON value. Beyond three bits, so that no tag has it.
    static let json: UInt8 = 8
}
