import ProtocolModels
import ServiceBus

/// Where it is told what becomes of egresses.
protocol EgressReporter: Sendable {
    /// Makes a new egress known. Its changes are told after this has returned.
    func create(_ info: LiveKit.EgressInfo) async throws
    /// Tells a change. Returns at once; the newest word about an egress arrives in the end, those before it may not.
    func update(_ info: LiveKit.EgressInfo) async
    /// Tells the last word about an egress. `settle` is called once it has arrived, or is refused for good: until then it
    /// must not be forgotten.
    func finish(_ info: LiveKit.EgressInfo, settle: @escaping @Sendable () -> Void) async
    /// Tells that the start of an egress came too late for whoever asked for it, where nobody would ask again; `info` is how
    /// it failed.
    func withdraw(_ info: LiveKit.EgressInfo) async
    /// Since when nothing can be told; `nil` while all is well.
    var failingSince: ContinuousClock.Instant? { get async }
    /// Returns once everything is told, or given up.
    func drain() async
    /// Gives up what is not told yet.
    func close() async
}
