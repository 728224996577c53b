/// What failed with a database file.
public struct SQLiteError: Error, Hashable, Sendable {
    public enum Operation: String, Hashable, Sendable {
        case open = "opening"
        case prepare = "preparing a statement for"
        case write = "writing to"
        case read = "reading"
    }

    public enum Problem: Hashable, Sendable {
        /// Another program keeps it locked.
        case busy
        /// No database, or a damaged one.
        case damaged
        case diskFull
        case notWritable
        /// Made by a newer version of the program.
        case newerVersion(Int)
        case failed(code: Int32)
    }

    public let operation: Operation
    public let path: String
    public let problem: Problem
    /// The library's own words.
    public let detail: String
}

extension SQLiteError: CustomStringConvertible {
    public var description: String {
        "\(operation.rawValue) the database \(path) failed: \(reason)" + (detail.isEmpty ? "" : " (\(detail))")
    }

    private var reason: String {
        switch problem {
        case .busy: "another program holds it; stop that, or give each service its own file"
        case .damaged: "it is damaged or no database; move it away and start again"
        case .diskFull: "the disk is full; free some space"
        case .notWritable: "it cannot be written; check the folder and its permissions"
        case .newerVersion(let version):
            "version \(version) of it was made by a newer program; use that one, or move it away"
        case .failed(let code): "SQLite's code is \(code)"
        }
    }
}
