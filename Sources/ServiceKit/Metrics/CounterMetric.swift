/// A number per set of label values that only grows.
public struct CounterMetric: Sendable {
    private let family: MetricFamily

    init(_ family: MetricFamily) { self.family = family }

    /// Adds to the series of these label values, given in the order of registration. A negative `amount` adds nothing.
    public func increment(by amount: Double = 1, _ labels: String...) {
        family.update(labels) { $0.value += max(0, amount) }
    }

    public func value(_ labels: String...) -> Double { family.value(labels).value }
}
