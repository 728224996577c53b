import Foundation
import ProtobufRuntime
import ProtocolModels
import RedisClient
import ServiceBus
import TestSupport
import Testing

/// Calls between our psrpc and the one in Python, in both roles.
@Suite(.timeLimit(.minutes(1)))
struct PythonPeerTests {
    private func request(_ identifier: String) -> RPC.StartEgressRequest {
        var web = LiveKit.WebEgressRequest()
        web.url = "https://example.org/"
        var request = RPC.StartEgressRequest()
        request.egressID = identifier
        request.request = .web(web)
        return request
    }

    private func info(_ identifier: String, _ room: String = "") -> LiveKit.EgressInfo {
        var info = LiveKit.EgressInfo()
        info.egressID = identifier
        info.roomName = room
        return info
    }

    private func client(_ network: BusNetwork, _ service: String) async throws -> RPCClient {
        try await RPCClient(bus: try await network.bus(), service: service, unixNanoseconds: unixNanoseconds)
    }

    @Test func `serves us`() async throws {
        let network = try await BusNetwork(.redis)
        let redis = try #require(network.redis)
        let (first, second) = (try await PythonPeer(redis: redis), try await PythonPeer(redis: redis))
        _ = try await first.ask(["do": "serve", "name": "one", "affinity": 0.5, "topic": "EG_1"])
        _ = try await second.ask(["do": "serve", "name": "two", "affinity": 0.9])
        let egress = try await client(network, "EgressInternal")
        let best = CallOptions(timeout: .seconds(20), selection: SelectionOptions(maximumAffinity: 0.9, timeout: nil))
        let started = try await egress.call(
            RPC.EgressInternal.startEgress, request("EG_a"), topic: [""], options: best)
        #expect(started.egressID == "EG_a" && started.roomName == "two")
        await #expect(throws: RPCError(.notFound, "egress does not exist")) {
            try await egress.call(RPC.EgressInternal.startEgress, request("EG_missing"), topic: [""], options: best)
        }
        var active: Set<String> = []
        for await answer in egress.callAll(
            RPC.EgressInternal.listActiveEgress, RPC.ListActiveEgressRequest(), topic: [""],
            options: CallOptions(timeout: .seconds(1)))
        {
            active.formUnion(try answer.get().egressIDs)
        }
        #expect(active == ["EG_one", "EG_two"])
        let handler = try await client(network, "EgressHandler")
        var stop = LiveKit.StopEgressRequest()
        stop.egressID = "EG_1"
        let stopped = try await handler.call(
            RPC.EgressHandler.stopEgress, stop, topic: ["EG_1"], options: .patient)
        #expect(stopped.roomName == "one")
        // A queue of both: each update is handled by one of them.
        let server = try await client(network, "IOInfo")
        for number in 0..<20 {
            _ = try await server.call(RPC.IOInfo.updateEgress, info("EG_\(number)"), options: .patient)
        }
        let handled = try await first.ask(["do": "handled"]).result ?? []
        let others = try await second.ask(["do": "handled"]).result ?? []
        let updates = (handled + others).filter { $0.contains("UpdateEgress") }
        #expect(Set(updates.map { $0.split(separator: " ").last }).count == 20 && updates.count == 20)
        for client in [egress, handler, server] { await client.close() }
    }

    @Test func `calls us`() async throws {
        let network = try await BusNetwork(.redis)
        let peer = try await PythonPeer(redis: try #require(network.redis))
        let tally = Tally()
        var servers: [RPCServer] = []
        for (name, affinity) in [("one", 0.5), ("two", 1), ("full", -1)] as [(String, Float)] {
            let server = try await network.server()
            servers.append(server)
            try await server.handle(RPC.EgressInternal.startEgress, topic: [""]) { request, _ in
                if request.egressID == "EG_missing" { throw RPCError(.unavailable, "not enough CPU") }
                return info(request.egressID, name)
            } affinity: { _ in
                affinity
            }
            try await server.handle(RPC.EgressInternal.listActiveEgress, topic: [""]) { _, _ in Answer("EG_\(name)") }
            try await server.handle(RPC.IOInfo.updateEgress) { _, _ in
                await tally.add("update")
                return Google.Empty()
            }
        }
        try await servers[0].handle(RPC.EgressHandler.stopEgress, topic: ["EG_1"]) { request, context in
            info(request.egressID, context.metadata["traceparent"] ?? "")
        }
        let start: [String: any Sendable] = [
            "do": "call", "method": "StartEgress", "maximum": 1, "short": 15, "timeout": 20,
        ]
        let started = try await peer.ask(start.merging(["fields": ["egress_id": "EG_a"]]) { $1 })
        #expect(started.result?.prefix(2) == ["EG_a", "two"])
        let refused = try await peer.ask(start.merging(["fields": ["egress_id": "EG_missing"]]) { $1 })
        #expect(refused.code == "unavailable" && refused.error == "not enough CPU")
        let active = try await peer.ask(["do": "call", "method": "ListActiveEgress", "timeout": 1])
        #expect(active.result == ["EG_full", "EG_one", "EG_two"])
        let stopped = try await peer.ask([
            "do": "call", "method": "StopEgress", "topic": "EG_1", "fields": ["egress_id": "EG_1"],
            "metadata": ["traceparent": "00-y"], "timeout": 20,
        ])
        #expect(stopped.result == ["EG_1", "00-y", "1"])
        for number in 0..<20 {
            let reply = try await peer.ask([
                "do": "call", "method": "UpdateEgress", "fields": ["egress_id": "EG_\(number)"], "timeout": 20,
            ])
            // One claim only: the others left the request to the one that had the lock.
            #expect(reply.result?.last == "1")
        }
        #expect(await tally.counts["update"] == 20)
        let malformed = try await peer.ask(["do": "call", "method": "UpdateEgress", "raw": "ff", "timeout": 20])
        #expect(malformed.code == "malformed_request")
        let nobody = try await peer.ask([
            "do": "call", "method": "StopEgress", "topic": "EG_2", "fields": ["egress_id": "EG_2"], "timeout": 0.2,
        ])
        #expect(nobody.error == "no response from servers")
        for server in servers { await server.shutDown(.graceful) }
    }

    @Test func `shares a queue with us`() async throws {
        let network = try await BusNetwork(.redis)
        let peer = try await PythonPeer(redis: try #require(network.redis))
        _ = try await peer.ask(["do": "serve", "name": "python"])
        let server = try await network.server()
        let tally = Tally()
        try await server.handle(RPC.IOInfo.updateEgress) { _, _ in
            await tally.add("ours")
            return Google.Empty()
        }
        let client = try await client(network, "IOInfo")
        for number in 0..<50 {
            _ = try await client.call(RPC.IOInfo.updateEgress, info("EG_\(number)"), options: .patient)
        }
        let theirs = try await peer.ask(["do": "handled"]).result ?? []
        #expect(await tally.counts["ours", default: 0] + theirs.count == 50)
        await client.close()
        await server.shutDown(.graceful)
    }
}
