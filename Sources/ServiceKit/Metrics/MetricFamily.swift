internal import Synchronization

/// One metric with all its samples, a series per set of label values.
final class MetricFamily: Sendable {
    enum Kind: Hashable, Sendable {
        case counter, gauge
        case histogram([Double])

        var name: String {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            }
        }
    }

    struct Series: Sendable {
        /// A counter's or gauge's value; a histogram's sum.
        var value = 0.0
        /// Observations per bucket, the one without a bound last.
        var buckets: [UInt64] = []
    }

    let name: String
    let help: String
    let kind: Kind
    private let labels: [String]
    private let series = Mutex<[[String]: Series]>([:])

    init(name: String, help: String, kind: Kind, labels: [String]) {
        (self.name, self.help, self.kind, self.labels) = (name, help, kind, labels)
        // What has no labels is there from the beginning, so that a rate over it works from the first event on.
        if labels.isEmpty { update([]) { _ in } }
    }

    func update(_ values: [String], _ body: (inout Series) -> Void) {
        precondition(values.count == labels.count, "\(name) has the labels \(labels), not \(values.count)")
        series.withLock { body(&$0[values, default: emptySeries]) }
    }

    func remove(_ values: [String]) { series.withLock { $0[values] = nil } }

    func removeAll() { series.withLock { $0 = [:] } }

    func value(_ values: [String]) -> Series { series.withLock { $0[values] ?? emptySeries } }

    private var emptySeries: Series {
        guard case .histogram(let bounds) = kind else { return Series() }
        return Series(buckets: Array(repeating: 0, count: bounds.count + 1))
    }

    // MARK: Text

    func text(_ constantLabels: [MetricLabel]) -> String {
        let sorted = series.withLock { $0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        guard !sorted.isEmpty else { return "" }
        var text = "# HELP \(name) \(MetricText.escaped(help: help))\n# TYPE \(name) \(kind.name)\n"
        for (values, series) in sorted {
            let own = zip(labels, values).map { MetricLabel(name: $0, value: $1) }
            text += samples(of: series, labels: constantLabels + own)
        }
        return text
    }

    private func samples(of series: Series, labels: [MetricLabel]) -> String {
        guard case .histogram(let bounds) = kind else {
            return MetricText.sample(name, labels, MetricText.number(series.value))
        }
        var text = ""
        var count: UInt64 = 0
        for (bound, observations) in zip(bounds + [.infinity], series.buckets) {
            count += observations
            let bucket = MetricLabel(name: "le", value: MetricText.number(bound))
            text += MetricText.sample("\(name)_bucket", labels + [bucket], String(count))
        }
        text += MetricText.sample("\(name)_sum", labels, MetricText.number(series.value))
        return text + MetricText.sample("\(name)_count", labels, String(count))
    }
}

struct MetricLabel: Hashable, Sendable {
    var name: String
    var value: String
}
