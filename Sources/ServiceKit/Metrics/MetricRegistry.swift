internal import Synchronization

/// The numbers a service shows to Prometheus.
///
/// Metrics are registered once, at the start, by names that stand in the code: a wrong or a repeated name is a mistake
/// of the program and traps. Values may be changed on any thread.
public final class MetricRegistry: Sendable {
    private let constantLabels: [MetricLabel]
    private let state = Mutex(State())

    private struct State {
        var families: [MetricFamily] = []
        var collectors: [@Sendable () -> Void] = []
    }

    /// `constantLabels` are added to every sample.
    public init(constantLabels: [(name: String, value: String)] = []) {
        for (name, _) in constantLabels { MetricName.check(label: name) }
        self.constantLabels = constantLabels.map { MetricLabel(name: $0.name, value: $0.value) }
    }

    /// A number that only grows; its name ends in `_total`.
    public func counter(_ name: String, help: String, labels: [String] = []) -> CounterMetric {
        CounterMetric(register(name, help: help, kind: .counter, labels: labels))
    }

    /// A number that goes up and down.
    public func gauge(_ name: String, help: String, labels: [String] = []) -> GaugeMetric {
        GaugeMetric(register(name, help: help, kind: .gauge, labels: labels))
    }

    /// Counts of observations up to each of `bounds`, which rise; the last bucket, without a bound, is added.
    public func histogram(_ name: String, help: String, bounds: [Double], labels: [String] = []) -> HistogramMetric {
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy(<), "\(name): the bounds of a histogram must rise")
        precondition(bounds.allSatisfy(\.isFinite), "\(name): the last bucket is added by itself")
        return HistogramMetric(register(name, help: help, kind: .histogram(bounds), labels: labels))
    }

    /// `body` runs before each reading, to set what is known only by asking.
    public func onCollect(_ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.collectors.append(body) }
    }

    /// All samples in Prometheus' text format, version 0.0.4.
    public func text() -> String {
        for collector in state.withLock({ $0.collectors }) { collector() }
        return state.withLock { $0.families }.map { $0.text(constantLabels) }.joined()
    }

    private func register(_ name: String, help: String, kind: MetricFamily.Kind, labels: [String]) -> MetricFamily {
        let taken = Set(constantLabels.map(\.name))
        MetricName.check(metric: name)
        for label in labels {
            MetricName.check(label: label)
            precondition(!taken.contains(label) && label != "le", "\(name): the label \(label) is taken")
        }
        let family = MetricFamily(name: name, help: help, kind: kind, labels: labels)
        state.withLock { state in
            precondition(!state.families.contains { $0.name == name }, "the metric \(name) is registered twice")
            state.families.append(family)
        }
        return family
    }
}
