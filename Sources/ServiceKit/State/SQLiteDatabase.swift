internal import CSQLite
internal import Foundation

/// One connection to a database file; sole owner of its handle.
///
/// Calls block for the disk, up to ``busyTimeout`` for other programs, and belong to one thread at a time. A committed
/// write survives the end of the process at any instant, and of the machine; an interrupted one leaves nothing behind.
public struct SQLiteDatabase: ~Copyable {
    /// How long another program's lock is waited for.
    public static let busyTimeout = Duration.seconds(5)

    private let connection: Connection

    /// Opens `path`, readable by its owner alone, and makes it when it is not there. `schema` holds the statements that
    /// lead from each version to the next; those a file has not seen yet are run, all or none.
    public init(path: String, schema: [String]) throws(SQLiteError) {
        let connection = try Connection(path: path)
        for pragma in ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"] {
            _ = try connection.run("PRAGMA \(pragma)", [], .open)
        }
        try connection.grow(schema)
        self.connection = connection
    }

    /// Runs one statement, prepared at its first use, and returns how many rows it changed.
    @discardableResult
    public func write(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) -> Int {
        _ = try connection.run(sql, values, .write)
        return Int(sqlite3_changes(connection.handle))
    }

    /// The rows of one query, prepared at its first use.
    public func read(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) -> [[SQLiteValue]] {
        try connection.run(sql, values, .read)
    }

    /// Makes all writes of `body` or, when it throws, none.
    public func transaction<Result>(
        _ body: (borrowing SQLiteDatabase) throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result {
        try connection.transaction { () throws(SQLiteError) in try body(self) }
    }
}

/// The handle and its statements, which end before it.
private final class Connection {
    let handle: OpaquePointer
    private let path: String
    private var statements: [String: SQLiteStatement] = [:]

    init(path: String) throws(SQLiteError) {
        self.path = path
        // Made first, so that nobody else may read what the library would make readable; its other files follow suit.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let status = sqlite3_open_v2(path, &opened, flags, nil)
        guard status == SQLITE_OK, let opened else {
            let detail = opened.map { String(cString: sqlite3_errmsg($0)) } ?? ""
            sqlite3_close_v2(opened)
            throw SQLiteError(operation: .open, path: path, problem: SQLiteError.Problem(code: status), detail: detail)
        }
        handle = opened
        sqlite3_busy_timeout(opened, Int32(SQLiteDatabase.busyTimeout.components.seconds * 1_000))
    }

    deinit {
        statements = [:]
        sqlite3_close_v2(handle)
    }

    func run(
        _ sql: String, _ values: [SQLiteValue], _ operation: SQLiteError.Operation
    ) throws(SQLiteError) -> [[SQLiteValue]] {
        guard let statement = statements[sql] ?? SQLiteStatement(sql, connection: handle) else {
            throw failure(operation == .open ? .open : .prepare)
        }
        statements[sql] = statement
        guard let rows = statement.run(values) else { throw failure(operation) }
        return rows
    }

    /// Brings the file to the newest version of the schema.
    func grow(_ schema: [String]) throws(SQLiteError) {
        let found = try run("PRAGMA user_version", [], .open).first?.first?.integer ?? 0
        let version = Int(clamping: found)
        guard (0...schema.count).contains(version) else { throw error(.open, .newerVersion(version), detail: "") }
        guard version < schema.count else { return }
        try transaction { () throws(SQLiteError) in
            for statements in schema[version...] {
                guard sqlite3_exec(handle, statements, nil, nil, nil) == SQLITE_OK else { throw failure(.open) }
            }
            _ = try run("PRAGMA user_version = \(schema.count)", [], .open)
        }
    }

    func transaction<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        _ = try run("BEGIN IMMEDIATE", [], .write)
        do throws(SQLiteError) {
            let result = try body()
            _ = try run("COMMIT", [], .write)
            return result
        } catch {
            _ = try? run("ROLLBACK", [], .write)
            throw error
        }
    }

    private func error(
        _ operation: SQLiteError.Operation, _ problem: SQLiteError.Problem, detail: String
    ) -> SQLiteError {
        SQLiteError(operation: operation, path: path, problem: problem, detail: detail)
    }

    private func failure(_ operation: SQLiteError.Operation) -> SQLiteError {
        let code = sqlite3_extended_errcode(handle)
        return error(operation, SQLiteError.Problem(code: code), detail: String(cString: sqlite3_errmsg(handle)))
    }
}

extension SQLiteError.Problem {
    /// From an extended result code, whose low byte is the class.
    fileprivate init(code: Int32) {
        self =
            switch code & 0xFF {
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged
            case SQLITE_FULL: .diskFull
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM: .notWritable
            default: .failed(code: code)
            }
    }
}
