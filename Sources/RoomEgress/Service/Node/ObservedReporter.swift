import ProtocolModels

/// Tells what another reporter is told to a sequence as well.
final class ObservedReporter: EgressReporter {
    /// The latest words, for one consumer; when it is slow, the oldest are dropped.
    let changes: AsyncStream<LiveKit.EgressInfo>
    private let reporter: any EgressReporter
    private let newChanges: AsyncStream<LiveKit.EgressInfo>.Continuation

    private static let keptChanges = 256

    init(_ reporter: any EgressReporter) {
        self.reporter = reporter
        (changes, newChanges) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.keptChanges))
    }

    func create(_ info: LiveKit.EgressInfo) async throws {
        newChanges.yield(info)
        try await reporter.create(info)
    }

    func update(_ info: LiveKit.EgressInfo) async {
        newChanges.yield(info)
        await reporter.update(info)
    }

    func finish(_ info: LiveKit.EgressInfo, settle: @escaping @Sendable () -> Void) async {
        newChanges.yield(info)
        await reporter.finish(info, settle: settle)
    }

    func withdraw(_ info: LiveKit.EgressInfo) async {
        newChanges.yield(info)
        await reporter.withdraw(info)
    }

    var failingSince: ContinuousClock.Instant? { get async { await reporter.failingSince } }

    func close() async { await reporter.close() }

    func drain() async {
        await reporter.drain()
        newChanges.finish()
    }
}
