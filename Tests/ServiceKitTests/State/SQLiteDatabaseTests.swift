import ServiceKit
import TestSupport
import Testing

struct SQLiteDatabaseTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `values of every kind come back`() throws {
        let database = try SQLiteDatabase(path: folder.path("a.db"), schema: ["CREATE TABLE t (v)"])
        let values: [SQLiteValue] = [.null, .integer(.min), .text(""), .text("é\0b"), .bytes([]), .bytes([0, 1, 255])]
        for value in values { #expect(try database.write("INSERT INTO t VALUES (?)", [value]) == 1) }
        #expect(try database.read("SELECT v FROM t ORDER BY rowid").flatMap { $0 } == values)
    }

    @Test func `a transaction that fails leaves nothing`() throws {
        let database = try SQLiteDatabase(path: folder.path("a.db"), schema: ["CREATE TABLE t (v UNIQUE)"])
        let error = #expect(throws: SQLiteError.self) {
            try database.transaction { database throws(SQLiteError) in
                try database.write("INSERT INTO t VALUES (1)")
                try database.write("INSERT INTO t VALUES (1)")
            }
        }
        #expect(error?.operation == .write)
        #expect(try database.read("SELECT v FROM t").isEmpty)
        #expect(throws: SQLiteError.self) { try database.read("SELECT nothing FROM nowhere") }
    }

    @Test func `a schema grows by the versions a file has not seen`() throws {
        let path = folder.path("a.db")
        _ = try SQLiteDatabase(path: path, schema: ["CREATE TABLE t (v)"])
        let versions = ["CREATE TABLE t (v)", "ALTER TABLE t ADD COLUMN w; CREATE INDEX i ON t (w)"]
        let grown = try SQLiteDatabase(path: path, schema: versions)
        try grown.write("INSERT INTO t (v, w) VALUES (1, 2)")
        let broken = versions + ["CREATE TABLE u (a); NONSENSE"]
        #expect(throws: SQLiteError.self) { _ = try SQLiteDatabase(path: path, schema: broken) }
        // The failed step left nothing behind, so that a better one can be taken.
        let mended = try SQLiteDatabase(path: path, schema: versions + ["CREATE TABLE u (a)"])
        #expect(try mended.read("SELECT w FROM t") == [[.integer(2)]])
    }
}
