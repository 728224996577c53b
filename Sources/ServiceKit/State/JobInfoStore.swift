/// What jobs are running and were, kept in one SQLite file across restarts and kills.
///
/// Runs on a queue of its own, because the disk blocks.
public actor JobInfoStore {
    private let executor: QueueExecutor
    private let database: SQLiteDatabase

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens or makes the file; its folder must exist. Blocks while opening. Throws ``SQLiteError``.
    public init(path: String) throws(SQLiteError) {
        executor = QueueExecutor(label: "job-info-store")
        database = try SQLiteDatabase(path: path, schema: JobInfoStore.schema)
    }

    private static let schema = [
        """
        CREATE TABLE job (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            room_name TEXT NOT NULL,
            is_active INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            ended_at INTEGER NOT NULL,
            payload BLOB NOT NULL
        );
        CREATE INDEX job_by_room ON job (room_name, sequence);
        CREATE INDEX job_by_activity ON job (is_active, sequence);
        """
    ]

    /// Adds the record or replaces an older one; false when what is kept is newer.
    @discardableResult
    public func store(_ record: JobInfoRecord) throws(SQLiteError) -> Bool {
        // An update in place keeps the sequence, and with it the order of the list.
        let changes = try database.write(
            """
            INSERT INTO job (id, room_name, is_active, started_at, updated_at, ended_at, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET room_name = excluded.room_name, is_active = excluded.is_active,
                started_at = excluded.started_at, updated_at = excluded.updated_at, ended_at = excluded.ended_at,
                payload = excluded.payload
            WHERE excluded.updated_at >= job.updated_at
            """,
            [
                .text(record.id), .text(record.roomName), .integer(record.isActive ? 1 : 0), .integer(record.startedAt),
                .integer(record.updatedAt), .integer(record.endedAt), .bytes(record.payload),
            ])
        return changes > 0
    }

    /// The job called `id`.
    public func record(_ id: String) throws(SQLiteError) -> JobInfoRecord? {
        try list(JobInfoQuery(id: id, pageSize: 1)).records.first
    }

    /// A page of jobs, oldest first; a job that is stored while a client reads page after page comes on the last one.
    public func list(_ query: JobInfoQuery = JobInfoQuery()) throws(SQLiteError) -> JobInfoPage {
        var conditions = ["sequence > ?"]
        var values: [SQLiteValue] = [.integer(query.pageToken?.sequence ?? 0)]
        func require(_ condition: String, _ value: SQLiteValue?) {
            guard let value else { return }
            conditions.append(condition)
            values.append(value)
        }
        require("id = ?", query.id.map { .text($0) })
        require("room_name = ?", query.roomName.map { .text($0) })
        require("is_active = ?", query.isActive.map { .integer($0 ? 1 : 0) })
        // One more than asked tells whether there is another page.
        values.append(.integer(Int64(query.pageSize + 1)))
        let rows = try database.read(
            """
            SELECT sequence, id, room_name, is_active, started_at, updated_at, ended_at, payload FROM job
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY sequence LIMIT ?
            """, values)
        let page = rows.prefix(query.pageSize)
        let last = page.last?.first?.integer
        return JobInfoPage(
            records: page.compactMap(JobInfoRecord.init(row:)),
            next: rows.count > query.pageSize ? last.map(JobPageToken.init(after:)) : nil)
    }

    /// Removes jobs that ended before `time`, in nanoseconds since the Unix epoch; returns how many.
    @discardableResult
    public func prune(endedBefore time: Int64) throws(SQLiteError) -> Int {
        // A job that ended before it began to count has the time of its last update.
        try database.write(
            "DELETE FROM job WHERE is_active = 0 AND CASE ended_at WHEN 0 THEN updated_at ELSE ended_at END < ?",
            [.integer(time)])
    }
}

extension JobInfoRecord {
    /// From a row of the list; nil when somebody else changed the file.
    fileprivate init?(row: [SQLiteValue]) {
        guard row.count == 8, let id = row[1].text, let roomName = row[2].text, let isActive = row[3].integer,
            let startedAt = row[4].integer, let updatedAt = row[5].integer, let endedAt = row[6].integer,
            let payload = row[7].bytes
        else { return nil }
        self.init(
            id: id, roomName: roomName, isActive: isActive != 0, startedAt: startedAt, updatedAt: updatedAt,
            endedAt: endedAt, payload: payload)
    }
}
