internal import CSQLite

/// One prepared statement; sole owner of its handle. Used by its database alone.
final class SQLiteStatement {
    private let handle: OpaquePointer
    /// Tells the library to copy what it is given: `SQLITE_TRANSIENT`, a cast that Swift does not import.
    private static let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// Nil when the library refuses; the connection then knows why.
    init?(_ sql: String, connection: OpaquePointer) {
        var handle: OpaquePointer?
        guard sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil) == SQLITE_OK,
            let handle
        else { return nil }
        self.handle = handle
    }

    deinit { sqlite3_finalize(handle) }

    /// Runs the statement to its end and returns its rows; nil when the library refuses.
    func run(_ values: [SQLiteValue]) -> [[SQLiteValue]]? {
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (index, value) in values.enumerated() where bind(value, at: Int32(index + 1)) != SQLITE_OK { return nil }
        var rows: [[SQLiteValue]] = []
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: rows.append((0..<sqlite3_column_count(handle)).map(column))
            case SQLITE_DONE: return rows
            default: return nil
            }
        }
    }

    private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let value): sqlite3_bind_int64(handle, index, value)
        case .text(let text):
            sqlite3_bind_text(handle, index, text, Int32(clamping: text.utf8.count), SQLiteStatement.copies)
        case .bytes(let bytes):
            // An empty array has no address, and a null one would mean NULL.
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, index, 0)
                : sqlite3_bind_blob(handle, index, bytes, Int32(clamping: bytes.count), SQLiteStatement.copies)
        }
    }

    private func column(_ index: Int32) -> SQLiteValue {
        switch sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
        case SQLITE_TEXT:
            let text = UnsafeBufferPointer(start: sqlite3_column_text(handle, index), count: size(index))
            return .text(String(decoding: text, as: UTF8.self))
        case SQLITE_BLOB:
            return .bytes(Array(UnsafeRawBufferPointer(start: sqlite3_column_blob(handle, index), count: size(index))))
        default: return .null
        }
    }

    /// Of the text or bytes asked for just before.
    private func size(_ index: Int32) -> Int { Int(sqlite3_column_bytes(handle, index)) }
}
