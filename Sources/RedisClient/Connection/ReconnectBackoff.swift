/// How long to wait before the next attempt to connect: not at all, then 100 ms doubling to one second.
struct ReconnectBackoff {
    private var failures = 0

    /// The wait after one more failure.
    mutating func next() -> Duration {
        defer { failures = min(failures + 1, 5) }
        return failures == 0 ? .zero : min(.milliseconds(50 << failures), .seconds(1))
    }

    /// To be called once a connection works.
    mutating func reset() { failures = 0 }
}
