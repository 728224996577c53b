/// A number per set of label values that goes up and down.
public struct GaugeMetric: Sendable {
    private let family: MetricFamily

    init(_ family: MetricFamily) { self.family = family }

    /// Label values are given in the order of registration.
    public func set(_ value: Double, _ labels: String...) {
        family.update(labels) { $0.value = value }
    }

    /// 1 or 0.
    public func set(_ value: Bool, _ labels: String...) {
        family.update(labels) { $0.value = value ? 1 : 0 }
    }

    public func add(_ amount: Double, _ labels: String...) {
        family.update(labels) { $0.value += amount }
    }

    /// The series of these label values is shown no longer.
    public func remove(_ labels: String...) { family.remove(labels) }

    public func value(_ labels: String...) -> Double { family.value(labels).value }
}
