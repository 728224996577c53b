import ProtobufRuntime
import ProtocolModels
import RedisClient
import ServiceBus
import TestSupport
import Testing

/// What happens to calls when Redis goes away and comes back.
@Suite(.timeLimit(.minutes(1)))
struct RedisLossTests {
    @Test func `a call survives a restart of Redis between its request and its answer`() async throws {
        let network = try await BusNetwork(.redis)
        let redis = try #require(network.redis)
        let tally = Tally()
        let server = try await network.server()
        try await server.handle(TestService.queue) { request, _ in
            await tally.add("begun")
            await tally.wait(for: "restarted")
            return Answer(request.egressID)
        }
        let client = try await network.client()
        let call = Task {
            try await client.call(TestService.queue, Question("a"), options: .patient)
        }
        await tally.wait(for: "begun")
        redis.stop()
        try await redis.start()
        // Answered only once both are back: an answer that nobody hears is lost for good.
        await network.waitUntilReached("\(TestService.name)|\(client.identifier)|RES")
        await tally.add("restarted")
        #expect(try await call.value.egressIDs == ["a"])
        #expect(await tally.counts["begun"] == 1)
        // And everything goes on as before.
        await network.waitUntilReached("\(TestService.name)|Queue|REQ")
        await network.waitUntilReached("\(TestService.name)|Queue|RCLAIM")
        await network.waitUntilReached("\(TestService.name)|\(client.identifier)|CLAIM")
        #expect(try await client.call(TestService.queue, Question("b"), options: .patient).egressIDs == ["b"])
        #expect(await tally.counts["begun"] == 2)
        await client.close()
    }

    @Test func `updates that Redis kept back are delivered once, the newest of each job`() async throws {
        let network = try await BusNetwork(.redis)
        let redis = try #require(network.redis)
        let tally = Tally()
        let server = try await network.server()
        try await server.handle(TestService.queue) { request, _ in
            await tally.add(request.egressID)
            return Answer()
        }
        let client = try await network.client()
        let retry = UpdateRetry(firstPause: .milliseconds(20), longestPause: .milliseconds(50))
        let queue = UpdateQueue<String, ContinuousClock>(clock: .continuous, retry: retry) { job, update in
            if update == "2" { await tally.add("tried") }
            let selection = SelectionOptions(acceptsFirst: true, timeout: .milliseconds(500))
            _ = try await client.call(
                TestService.queue, Question(job + update), options: CallOptions(selection: selection))
        }
        await queue.submit("1", for: "a")
        await queue.drain()
        redis.stop()
        for job in ["a", "b", "c"] { await queue.submit("2", for: job) }
        await tally.wait(for: "tried")
        for job in ["a", "b", "c"] { await queue.submit("3", for: job) }
        try await redis.start()
        await queue.drain()
        let counts = await tally.counts
        for job in ["a", "b", "c"] { #expect(counts[job + "3"] == 1) }
        #expect(counts["a1"] == 1)
        #expect(await queue.failingSince == nil)
        await client.close()
    }
}
