import Foundation
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import RedisClient
import ServiceBus

/// The service as an operator runs it: how soon it takes requests, how soon it answers one, and what it costs while it has
/// nothing to do.
enum ServiceSubject {
    private static let name = "service"

    static func run(folder: String) throws -> [BenchmarkResult] {
        try Waiting.forTask { try await measure(folder: folder) }
    }

    private static func measure(folder: String) async throws -> [BenchmarkResult] {
        let redis = try RedisProcess()
        defer { redis.stop() }
        let bus = RedisBus(try await ServiceBusSubject.connect(RedisAddress(host: "127.0.0.1", port: redis.port)))
        let server = RPCServer(bus: bus, unixNanoseconds: ServiceBusSubject.unixNanoseconds)
        try await server.handle(RPC.IOInfo.createEgress) { _, _ in Google.Empty() }
        try await server.handle(RPC.IOInfo.updateEgress) { _, _ in Google.Empty() }

        var startUps: [Double] = []
        var processes: [Double] = []
        for round in 0..<5 {
            let service = try ServiceProcess(redisPort: redis.port, folder: "\(folder)/start-\(round)")
            startUps.append(service.millisecondsToReady)
            try service.end()
            processes.append(try ServiceProcess.millisecondsOfVersion())
        }
        let service = try ServiceProcess(redisPort: redis.port, folder: "\(folder)/service")
        try await Task.sleep(for: .seconds(3))
        let before = try ProcessorTime.total(of: service.processID)
        try await Task.sleep(for: .seconds(15))
        let load = (try ProcessorTime.total(of: service.processID) - before) / 15 * 100
        let memory = try service.residentMegabytes()
        let starts = try await starts(bus, folder: "\(folder)/service")
        try service.end()
        await server.shutDown(.graceful)
        return [
            BenchmarkResult(
                subject: name, metric: "start of the program to ready, beside that of `version`", unit: "ms",
                ours: ProcessorTime.median(startUps), peer: ProcessorTime.median(processes), limit: 300),
            BenchmarkResult(
                subject: name, metric: "StartEgress, request to answer, claim included", unit: "ms",
                ours: ProcessorTime.median(starts), limit: 150),
            BenchmarkResult(subject: name, metric: "idle, of a core", unit: "%", ours: load, limit: 0.5),
            BenchmarkResult(subject: name, metric: "idle, resident memory", unit: "MB", ours: memory, limit: 40),
        ]
    }

    /// The times of five requests, each egress ended before the next.
    private static func starts(_ bus: RedisBus, folder: String) async throws -> [Double] {
        let pages = try HTTPServer(host: "127.0.0.1", port: 0) { _ in .html("<title>page</title>") }
        let egress = try await RPCClient(bus: bus, service: "EgressInternal", unixNanoseconds: ServiceBusSubject.unixNanoseconds)
        let handler = try await RPCClient(bus: bus, service: "EgressHandler", unixNanoseconds: ServiceBusSubject.unixNanoseconds)
        var times: [Double] = []
        for round in 0..<5 {
            var web = LiveKit.WebEgressRequest()
            web.url = "http://127.0.0.1:\(pages.port)/"
            var file = LiveKit.EncodedFileOutput()
            (file.filepath, file.disableManifest) = ("\(folder)/\(round).mp4", true)
            web.fileOutputs = [file]
            var request = RPC.StartEgressRequest()
            (request.egressID, request.request) = ("EG_benchmark\(round)", .web(web))
            let options = CallOptions(timeout: .seconds(20), selection: SelectionOptions(acceptsFirst: true, timeout: nil))
            let start = ContinuousClock.now
            _ = try await egress.call(RPC.EgressInternal.startEgress, request, options: options)
            times.append((ContinuousClock.now - start) / .milliseconds(1))
            var stop = LiveKit.StopEgressRequest()
            stop.egressID = request.egressID
            _ = try await handler.call(
                RPC.EgressHandler.stopEgress, stop, topic: [request.egressID], options: CallOptions(timeout: .seconds(20)))
            try await untilNoneIsActive(egress)
        }
        await egress.close()
        await handler.close()
        return times
    }

    private static func untilNoneIsActive(_ egress: RPCClient) async throws {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(30) {
            let answers = egress.callAll(
                RPC.EgressInternal.listActiveEgress, RPC.ListActiveEgressRequest(),
                options: CallOptions(timeout: .milliseconds(300)))
            var isIdle = false
            for await answer in answers { isIdle = try answer.get().egressIDs.isEmpty }
            if isIdle { return }
        }
        throw BenchmarkFailure("an egress did not end within 30 s")
    }
}
