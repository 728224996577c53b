import Cryptography
import Foundation
import HTTPTransport
public import JobScheduler
import ProtobufRuntime
public import ProtocolModels
import RedisClient
import ServiceBus
public import ServiceKit
import TwirpTransport

/// A whole egress service on one machine: beside a livekit-server on its Redis, or alone with the API of its own.
public final class EgressNode: Sendable {
    /// Where the API of a service that stands alone is; nil beside a server.
    public let apiPort: Int?
    /// The API as calls within the process; nil beside a server.
    public let api: EgressAPI?
    /// What becomes of egresses, as it is told to the server or kept. For one consumer; when it is slow, the oldest are
    /// dropped. Ends with the service.
    public var changes: AsyncStream<LiveKit.EgressInfo> { reporter.changes }
    private let service: EgressService
    private let scheduler: NodeScheduler
    private let reporter: ObservedReporter
    private let store: StoreReporter?
    private let busServer: EgressBusServer?
    private let httpServer: HTTPServer?
    private let redis: RedisClient?
    private let metricsServer: MetricsServer?
    private let healthServer: HealthServer?
    private let retention: Duration

    /// Starts the service; it takes requests when this returns. `program` is what runs a job's process, with the handler's
    /// arguments. A `neighbour` is served on the API's port, where there is one.
    public init(
        _ setting: EgressSetting, program: JobProgram, neighbour: PortNeighbour? = nil, logger: Logger
    ) async throws {
        let configuration = setting.configuration
        let folder = try EgressStateFolder(configuration.service)
        let supervisor = JobSupervisor(program: program, folder: try JobStateFolder(folder.jobs))
        retention = configuration.service.retention
        let registry = MetricRegistry(
            constantLabels: [
                ("node_id", try RandomBytes.identifier(prefix: "NE_")), ("cluster_id", configuration.clusterID ?? ""),
            ])
        let board = UploadBoard(registry)
        var settings = NodeScheduler.Settings()
        settings.memorySource = configuration.service.costs.memorySource
        let cores = await supervisor.capacity.cores
        if let refusal = configuration.service.costs.refusalOfCheapest(cores: cores) { throw EgressNodeError.noRoom(refusal) }
        let scheduler = NodeScheduler(
            supervisor: supervisor, limits: configuration.service.costs.limits(cores: cores), settings: settings,
            metrics: SchedulerMetrics(registry), ending: Self.ending)
        self.scheduler = scheduler
        let port = configuration.service.prometheusPort
        metricsServer = port == 0 ? nil : try MetricsServer(port: port, registry: registry)
        let network = NetworkGuard(policy: AddressPolicy(configuration))
        if let options = configuration.service.redis {
            if let secret = configuration.apiSecret, let weak = try WeakSecret.check(secret, for: .connecting) {
                logger.warn("\(weak)")
            }
            let health = RedisHealth()
            let redis = try await RedisClient.connect(options) { health.note($0) }
            let bus = RedisBus(redis)
            let client = try await RPCClient(bus: bus, service: "IOInfo", unixNanoseconds: UnixClock.now)
            let reporter = ObservedReporter(BusReporter(client, options: configuration.service, logger: logger))
            self.reporter = reporter
            await scheduler.watchHealth {
                guard health.isConnected else { return "redis is away" }
                return await reporter.failingSince.map { _ in "the server has not answered lately" }
            }
            service = EgressService(
                setting, scheduler: scheduler, reporter: reporter, network: network, uploads: board, logger: logger)
            let busServer = EgressBusServer(service, bus: bus, clusterID: configuration.clusterID ?? "", logger: logger)
            try await busServer.start()
            (self.redis, self.busServer, httpServer, apiPort, api, store) = (redis, busServer, nil, nil, nil, nil)
        } else {
            let jobs = try JobInfoStore(path: folder.store)
            let store = StoreReporter(jobs, logger: logger)
            let reporter = ObservedReporter(store)
            for lost in try await LostEgresses.find(in: jobs, supervisor.folder, at: UnixClock.now()) {
                logger.warn("an egress of an earlier service is lost", LogField("egress_id", lost.egressID))
                await reporter.update(lost)
            }
            self.reporter = reporter
            service = EgressService(
                setting, scheduler: scheduler, reporter: reporter, network: network, uploads: board, logger: logger)
            let api = EgressAPI(service, store: store, layouts: LayoutUpdater(configuration))
            let server = try Self.serve(api, neighbour, configuration, logger)
            (redis, busServer, httpServer, apiPort) = (nil, nil, server, server.port)
            (self.api, self.store) = (api, store)
        }
        let service = service
        healthServer = configuration.healthPort == 0 ? nil : try HealthServer(port: configuration.healthPort) {
            await service.healthReport(availableCPU: await scheduler.availableCPU)
        }
    }

    /// How a job ended, by its last word.
    private static func ending(_ result: [UInt8]) -> SchedulerMetrics.Ending {
        HandlerWord(decoding: result)?.info.status == .aborted ? .aborted : .completed
    }

    private static func serve(
        _ api: EgressAPI, _ neighbour: PortNeighbour?, _ configuration: RecorderConfiguration, _ logger: Logger
    ) throws -> HTTPServer {
        guard let key = configuration.apiKey, let secret = configuration.apiSecret else {
            throw EgressNodeError.missingKey
        }
        if let weak = try WeakSecret.check(secret, for: configuration.service.isDevelopment ? .servingInDevelopment : .serving) {
            logger.warn("\(weak)")
        }
        var twirp = TwirpServer(
            authenticator: TwirpAuthenticator(
                verifier: AccessTokenVerifier(apiKey: key, apiSecret: secret), now: { UnixClock.now() / 1_000_000_000 }),
            report: { logger.error("API call failed", LogField("method", $0), LogField("error", "\($1)")) })
        api.register(on: &twirp)
        let server = twirp
        // A secret for trying is known to everybody.
        let host = configuration.service.isDevelopment ? "127.0.0.1" : "0.0.0.0"
        return try HTTPServer(
            host: host, port: configuration.service.apiPort, maximumConnections: neighbour == nil ? 256 : 1_024,
            refusal: { TwirpServer.response(to: $0) }, webSockets: neighbour?.webSockets,
            handler: { request in
                if let neighbour, neighbour.serves(request.path) { return await neighbour.answer(request) }
                return await server.answer(request)
            })
    }

    // MARK: Ending

    /// Serves until `signals` have ended it: SIGTERM and SIGQUIT let running egresses finish, SIGINT ends them well now, a
    /// further signal hastens.
    public func run(until signals: some AsyncSequence<Signal, Never> & Sendable) async {
        let tasks = [
            Task { for await signal in signals { await service.handle(signal) } }, Task { await scheduler.run() },
            Task { await service.reportOrphans() }, Task { await prune() }, Task { await resumeUploads() },
        ]
        await service.ended()
        // Requests under way are answered, and what they have changed is told.
        await busServer?.stop()
        await httpServer?.stop(patience: Self.answerLimit)
        await service.drained()
        for task in tasks { task.cancel() }
        await metricsServer?.stop()
        await healthServer?.stop()
        await redis?.close()
    }

    private static let answerLimit = Duration.seconds(10)

    /// Goes on with what waits for a store and belongs to no job any more, looked at every ten minutes: a store may have been
    /// out of order for long.
    private func resumeUploads() async {
        repeat {
            await service.resumeUploads()
        } while (try? await Task.sleep(for: .seconds(600))) != nil
    }

    /// What ended long ago is forgotten, looked at every ten minutes.
    private func prune() async {
        guard let store else { return }
        repeat { await store.prune(endedBefore: UnixClock.now() - Int64(retention / .nanoseconds(1))) }
            while (try? await Task.sleep(for: .seconds(600))) != nil
    }
}
