import GStreamerRuntime
import JobScheduler
import ProtobufRuntime
import ProtocolModels
import ServiceBus
public import ServiceKit

/// One egress in a process of its own: `egress-server handler`.
public enum EgressHandler {
    /// Runs the egress that the service has handed to this process, to its end, and answers the exit status.
    public static func run(writer: LogWriter) async throws -> Int32 {
        let channel = try await JobChannel.inherited()
        let request = try HandlerRequest(decoding: channel.request)
        var configuration = try RecorderConfiguration(
            yaml: request.configuration, source: request.configurationName, environment: request.environment)
        let pinned = PinnedHosts(request.pinnedHosts)
        configuration.chromeFlags = pinned.flags(over: configuration.chromeFlags)
        let network = NetworkGuard(policy: AddressPolicy(configuration), resolver: pinned)
        // Each connection of a stream, later ones too, looks its server up again, and goes nowhere unchecked.
        HostLookup.install { try await network.addresses(of: $0).map { "\($0)" } }
        let plan = try EgressPlanner(configuration, takenPaths: Set(request.takenPaths))
            .plan(request.startRequest(), at: request.start)
        let logger = Logger(configuration, writer: writer)
        defer { logger.flush() }
        if let storage = plan.storage, let secret = configuration.apiSecret {
            // A full disk fails the recording with a better word than this could.
            try? SealedRequest.write(request.startRequest(), beside: storage, secret)
        }
        // An exported track needs no media framework.
        if plan.track == nil { try MediaLog.install(logger, level: configuration.mediaLogLevel) }
        channel.ready()
        let job: EgressJob
        do {
            job = try EgressJob(
                plan, start: request.start, configuration: configuration, network: network, logger: logger
            ) {
                channel.send($0.encoded)
            }
        } catch {
            // A folder that cannot be written, or a file that something else records to: the egress's own failure.
            var builder = EgressInfoBuilder(plan, startedAt: request.start.unixTime)
            builder.finish(.failed(error: "\(error)", code: .invalidArgument), at: UnixClock.now())
            await channel.finish(HandlerWord(builder.info).encoded)
            return 1
        }
        let commands = Task { await follow(channel, job) }
        defer { commands.cancel() }
        let final = await job.run()
        await channel.finish(final.encoded)
        return 0
    }

    private static func follow(_ channel: JobChannel, _ job: EgressJob) async {
        for await command in channel.commands {
            switch command {
            case .stop: await job.stop(.stopRequested)
            case .shutDown: await job.stop(.serviceEnded)
            // Whoever asked for one that is abandoned asks another service, and must find the place free.
            case .hasten, .abandoned: await job.hasten(.serviceEnded)
            case .orphaned: break  // it finishes alone, and the next service reports it
            case .query(let query):
                do throws(RPCError) {
                    query.accept(try await job.update(query.bytes).encoded())
                } catch { query.refuse(HandlerRefusal(error).encoded()) }
            }
        }
    }
}
