/// A value in a database's row.
public enum SQLiteValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    /// Nil for anything but an integer.
    public var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    public var text: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }

    public var bytes: [UInt8]? {
        guard case .bytes(let value) = self else { return nil }
        return value
    }
}
