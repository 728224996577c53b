/// Values stored as runs of equal ones, as `stts`, `ctts` and `stsc` do.
struct RunLengths<Value: Equatable & Sendable>: Sendable {
    struct Run: Sendable {
        var count: UInt32
        let value: Value
    }

    private(set) var runs: [Run] = []

    mutating func append(_ value: Value) {
        if let last = runs.last, last.value == value, last.count < .max {
            runs[runs.count - 1].count += 1
        } else {
            runs.append(Run(count: 1, value: value))
        }
    }
}
