/// One number of ours beside what it is compared with in the same run.
struct BenchmarkResult: Codable {
    let subject: String
    let metric: String
    let unit: String
    /// Medians over the rounds.
    let ours: Double
    /// `nil` where the goal is absolute.
    let peer: Double?
    /// At most this: for `ours / peer` where there is a peer, for `ours` itself where there is none.
    let goal: Double

    var ratio: Double? { peer.map { ours / $0 } }
    var meetsGoal: Bool { (ratio ?? ours) <= goal }
}

/// Something to measure; `run` takes its time.
struct BenchmarkSubject {
    let name: String
    let run: () throws -> [BenchmarkResult]
}
