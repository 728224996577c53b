/// Keeps a message's text as UTF-8, and makes the `String` when it is asked for.
///
/// A text that was read is a part of the message's bytes, which all texts of the message share: most are passed on or not
/// looked at, and then cost no memory of their own. So the bytes stay in memory as long as a message made from them does; a
/// `String` taken from it does not hold them.
@propertyWrapper
public struct WireText: Sendable {
    // Valid UTF-8 inside of `bytes` at all times; no bytes at all of an empty text.
    @usableFromInline let bytes: [UInt8]
    @usableFromInline let start: UInt32
    @usableFromInline let length: UInt32

    /// An empty text. Inlinable, since a message begins with many.
    @inlinable
    public init() {
        bytes = []
        start = 0
        length = 0
    }

    /// - Parameter wrappedValue: Of less than 4 GB; a message that can be sent has less than two.
    public init(wrappedValue: String) {
        bytes = Array(wrappedValue.utf8)
        start = 0
        length = UInt32(bytes.count)
    }

    /// The part `start..<start + count` of `bytes`, which is valid UTF-8 and inside of the first 4 GB.
    init(unchecked bytes: [UInt8], start: Int, count: Int) {
        self.bytes = count == 0 ? [] : bytes
        self.start = UInt32(truncatingIfNeeded: start)
        length = UInt32(truncatingIfNeeded: count)
    }

    public var wrappedValue: String {
        get { isEmpty ? "" : String(decoding: bytes[range], as: UTF8.self) }
        set { self = WireText(wrappedValue: newValue) }
    }

    var isEmpty: Bool { length == 0 }
    var count: Int { Int(length) }
    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
}
