/// How often values fell into which range, per set of label values.
public struct HistogramMetric: Sendable {
    private let family: MetricFamily

    init(_ family: MetricFamily) { self.family = family }

    /// Label values are given in the order of registration. What is no number is not counted.
    public func observe(_ value: Double, _ labels: String...) {
        guard case .histogram(let bounds) = family.kind, !value.isNaN else { return }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        family.update(labels) { series in
            series.buckets[bucket] += 1
            series.value += value
        }
    }

    /// Adds what was observed elsewhere: `counts` of each bucket, the one without a bound last, and the `sum` of the values.
    /// Counts of other buckets add nothing.
    public func add(counts: [UInt64], sum: Double, _ labels: String...) {
        guard case .histogram(let bounds) = family.kind, counts.count == bounds.count + 1, sum.isFinite else { return }
        family.update(labels) { series in
            for (index, count) in counts.enumerated() { series.buckets[index] &+= count }
            series.value += sum
        }
    }
}
