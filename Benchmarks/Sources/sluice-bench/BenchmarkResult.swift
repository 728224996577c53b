/// One number of ours, beside what it is compared with in the same run.
struct BenchmarkResult: Codable {
    let subject: String
    let metric: String
    let unit: String
    /// Medians over the rounds.
    let ours: Double
    /// Of another program, or of what is physically possible.
    var peer: Double?
    /// What `ours` may be at most.
    var limit: Double?
    /// What `ours / peer` may be at most.
    var ratioLimit: Double?

    var ratio: Double? { peer.map { ours / $0 } }

    /// Nil where there is no goal.
    var meetsGoal: Bool? {
        if let limit { return ours <= limit }
        if let ratio, let ratioLimit { return ratio <= ratioLimit }
        return nil
    }
}

/// Something to measure; `run` takes its time.
struct BenchmarkSubject {
    let name: String
    let run: () throws -> [BenchmarkResult]
}
