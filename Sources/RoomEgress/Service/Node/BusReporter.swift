import ProtocolModels
import ServiceBus
import ServiceKit

/// Tells livekit-server over the service bus (`IOInfo`).
final class BusReporter: EgressReporter {
    private let client: RPCClient
    private let options: ServiceOptions
    private let queue: UpdateQueue<Update, ContinuousClock>

    private struct Update: Sendable {
        let info: LiveKit.EgressInfo
        var settle: @Sendable () -> Void = {}
    }

    init(_ client: RPCClient, options: ServiceOptions, logger: Logger) {
        self.client = client
        self.options = options
        let call = CallOptions(
            timeout: options.updateTimeout, selection: SelectionOptions(acceptsFirst: true, timeout: options.selectionTimeout))
        queue = UpdateQueue(
            clock: ContinuousClock(), lanes: options.updateWorkers,
            onEvent: { event in
                switch event {
                case .delivered: break
                case .postponed(let id, let pause, let error):
                    logger.warn(
                        "an update waits for the server", LogField("egress_id", id), LogField("seconds", pause / .seconds(1)),
                        LogField("error", "\(error)"))
                case .dropped(let id, let error):
                    logger.error("an update was refused", LogField("egress_id", id), LogField("error", "\(error)"))
                }
            },
            deliver: { _, update in
                do {
                    _ = try await client.call(RPC.IOInfo.updateEgress, update.info, options: call)
                } catch where UpdateRetry().keeps(error) {
                    throw error  // it comes again
                } catch {
                    update.settle()
                    throw error
                }
                update.settle()
            })
    }

    func create(_ info: LiveKit.EgressInfo) async throws {
        let call = CallOptions(
            timeout: options.createTimeout, selection: SelectionOptions(acceptsFirst: true, timeout: options.selectionTimeout))
        try await queue.create(info.egressID) { [client] in
            _ = try await client.call(RPC.IOInfo.createEgress, info, options: call)
        }
    }

    func update(_ info: LiveKit.EgressInfo) async { await queue.submit(Update(info: info), for: info.egressID) }

    func finish(_ info: LiveKit.EgressInfo, settle: @escaping @Sendable () -> Void) async {
        await queue.submit(Update(info: info, settle: settle), for: info.egressID)
    }

    /// A server asks again, and what is said about the first attempt would be taken for the second.
    func withdraw(_ info: LiveKit.EgressInfo) async {}

    var failingSince: ContinuousClock.Instant? { get async { await queue.failingSince } }

    func drain() async { await queue.drain() }

    func close() async { await queue.close() }
}
