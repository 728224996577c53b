import ProtobufRuntime
import ProtocolModels
import RedisClient
import Synchronization
import TestSupport
import Testing

@testable import ServiceBus

/// Calls between clients and servers of ours, on each kind of bus.
@Suite(.timeLimit(.minutes(1)))
struct CallTests {
    @Test(arguments: BusKind.allCases)
    func `of two servers of a queue one handles each call`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        let tally = Tally()
        var servers: [RPCServer] = []
        for name in ["one", "two"] {
            let server = try await network.server()
            servers.append(server)
            try await server.handle(TestService.queue) { request, _ in
                await tally.add(name)
                return Answer(request.egressID, name)
            }
        }
        let client = try await network.client()
        for number in 0..<20 {
            let answer = try await client.call(TestService.queue, Question("\(number)"), options: .patient)
            #expect(answer.egressIDs.first == "\(number)")
        }
        #expect(await tally.counts.values.reduce(0, +) == 20)
        await client.close()
    }

    @Test(arguments: BusKind.allCases)
    func `every server is asked for its affinity, the best handles`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        let tally = Tally()
        var servers: [RPCServer] = []
        for (name, affinity) in [("full", -1), ("idle", 0.5), ("busy", 0.9)] as [(String, Float)] {
            let server = try await network.server()
            servers.append(server)
            try await server.handle(TestService.affinity, topic: ["cluster"]) { _, _ in
                Answer(name)
            } affinity: { _ in
                await tally.add(name)
                return affinity
            }
        }
        let client = try await network.client()
        // With a maximum it does not depend on how fast the others are.
        let selection = SelectionOptions(maximumAffinity: 0.9, timeout: nil)
        let answer = try await client.call(
            TestService.affinity, Question("x"), topic: ["cluster"],
            options: CallOptions(timeout: .seconds(30), selection: selection))
        #expect(answer.egressIDs == ["busy"])
        for name in ["full", "idle", "busy"] { await tally.wait(for: name) }
        #expect(await tally.counts == ["full": 1, "idle": 1, "busy": 1])
        await client.close()
    }

    @Test(arguments: BusKind.allCases)
    func `of servers that decline nobody answers`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        let server = try await network.server()
        try await server.handle(TestService.affinity) { _, _ in
            Answer()
        } affinity: {
            $0.egressID == "no" ? -1 : 0.2
        }
        let client = try await network.client()
        let short = SelectionOptions(minimumAffinity: 0.5, timeout: .milliseconds(500))
        await #expect(throws: RPCError.noResponse) {
            try await client.call(TestService.affinity, Question("no"), options: CallOptions(selection: short))
        }
        let error = await #expect(throws: RPCError.self) {
            try await client.call(TestService.affinity, Question("little"), options: CallOptions(selection: short))
        }
        #expect(error?.message == "no servers available (received 1 responses)" && error?.code == .unavailable)
        await client.close()
    }

    @Test(arguments: BusKind.allCases)
    func `a multi call hears every server, errors too, until its timeout`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        var servers: [RPCServer] = []
        for name in ["one", "two", "three"] {
            let server = try await network.server()
            servers.append(server)
            try await server.handle(TestService.multi, topic: [""]) { _, _ in
                if name == "two" { throw RPCError(.internal, "foo") }
                return Answer(name)
            }
        }
        let client = try await network.client()
        var answers: Set<String> = []
        for await result in client.callAll(
            TestService.multi, Question("x"), topic: [""], options: CallOptions(timeout: .seconds(1)))
        {
            switch result {
            case .success(let answer): answers.formUnion(answer.egressIDs)
            case .failure(let error): answers.insert("\(error)")
            }
        }
        #expect(answers == ["one", "three", "foo (internal)"])
        await client.close()
    }

    @Test(arguments: BusKind.allCases)
    func `a topic belongs to who serves it now`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        let (first, second) = (try await network.server(), try await network.server())
        let client = try await network.client()
        let options = CallOptions(selection: SelectionOptions(acceptsFirst: true, timeout: .milliseconds(100)))
        let registration = try await first.handle(TestService.queue, topic: ["EG_a-b"]) { _, _ in Answer("first") }
        #expect(
            try await client.call(TestService.queue, Question(), topic: ["EG_a-b"], options: .patient).egressIDs == [
                "first"
            ])
        await #expect(throws: RPCError.noResponse) {
            try await client.call(TestService.queue, Question(), topic: ["EG_other"], options: options)
        }
        await registration.stop(.graceful)
        try await second.handle(TestService.queue, topic: ["EG_a-b"]) { _, _ in Answer("second") }
        #expect(
            try await client.call(TestService.queue, Question(), topic: ["EG_a-b"], options: .patient).egressIDs == [
                "second"
            ])
        await client.close()
    }

    @Test(arguments: BusKind.allCases)
    func `a single server is not asked for a claim`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        let claims = Mutex(0)
        let server = try await network.server()
        try await server.handle(TestService.single, topic: ["EG_1"]) { _, _ in Answer("done") }
        let client = try await network.client()
        let watch = try await network.bus().subscribe(
            to: ChannelName.claimRequest(TestService.name, client: client.identifier), as: .every
        ) { _ in claims.withLock { $0 += 1 } }
        #expect(
            try await client.call(TestService.single, Question(), topic: ["EG_1"], options: .patient).egressIDs == [
                "done"
            ])
        #expect(claims.withLock { $0 } == 0)
        await watch.cancel()
        await client.close()
    }

    @Test(arguments: BusKind.allCases)
    func `errors arrive with code, text and details`(kind: BusKind) async throws {
        struct Odd: Error, CustomStringConvertible { let description = "odd" }
        let network = try await BusNetwork(kind)
        let thrown = RPCError(
            .failedPrecondition, "not now", details: [.init(typeURL: "type.googleapis.com/x.Y", value: [1, 2])])
        let server = try await network.server()
        try await server.handle(TestService.queue) { request, _ in
            if request.egressID == "odd" { throw Odd() }
            throw thrown
        }
        let client = try await network.client()
        await #expect(throws: thrown) { try await client.call(TestService.queue, Question(), options: .patient) }
        await #expect(throws: RPCError(.unknown, "odd")) {
            try await client.call(TestService.queue, Question("odd"), options: .patient)
        }
        await client.close()
    }

    @Test(arguments: BusKind.allCases)
    func `what cannot be read is answered or passed over`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        let server = try await network.server()
        try await server.handle(TestService.single) { request, _ in Answer(request.egressID) }
        let bus = try await network.bus()
        let responses = Mutex<[PSRPC.Response]>([])
        let tally = Tally()
        let watch = try await bus.subscribe(to: "TestService|CLI_raw|RES", as: .every) { payload in
            if let response = Envelope.message(PSRPC.Response.self, in: payload) {
                responses.withLock { $0.append(response) }
                Task { await tally.add("response") }
            }
        }
        var request = PSRPC.Request()
        request.clientID = "CLI_raw"
        request.expiry = unixNanoseconds() + 5_000_000_000
        var expired = request
        expired.requestID = "REQ_expired"
        expired.expiry = unixNanoseconds() - 1
        var unreadable = request
        unreadable.requestID = "REQ_unreadable"
        unreadable.rawRequest = [0xFF]
        var good = request
        good.requestID = "REQ_good"
        good.rawRequest = Question("good").encoded()
        var other = PSRPC.ClaimResponse()
        other.requestID = "REQ_other"
        let payloads = [
            [], [0xFF, 0xFF], Array("hello".utf8), Envelope.payload(expired), Envelope.payload(other),
            Envelope.payload(unreadable), Envelope.payload(good),
        ]
        for payload in payloads { bus.publish(payload, to: "TestService|Single|REQ") { _ in } }
        await tally.wait(for: "response", count: 2)
        let codes = responses.withLock { all in Dictionary(uniqueKeysWithValues: all.map { ($0.requestID, $0.code) }) }
        #expect(codes == ["REQ_unreadable": "malformed_request", "REQ_good": ""])
        await watch.cancel()
    }

    @Test(arguments: BusKind.allCases)
    func `metadata and deadline reach the handler`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        let server = try await network.server()
        try await server.handle(TestService.queue) { _, context in
            let left = context.deadline - .now
            return Answer(
                context.metadata["traceparent"] ?? "", context.clientID, "\(left > .zero && left < .seconds(7))")
        }
        let client = try await network.client()
        let options = CallOptions(
            timeout: .seconds(7), selection: .init(acceptsFirst: true, timeout: nil), metadata: ["traceparent": "00-x"])
        let answer = try await client.call(TestService.queue, Question(), options: options)
        #expect(answer.egressIDs == ["00-x", client.identifier, "true"])
        await client.close()
    }

    @Test(arguments: BusKind.allCases)
    func `a handler is cancelled at the deadline and answers all the same`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        let tally = Tally()
        let server = try await network.server()
        try await server.handle(TestService.queue) { _, _ in
            await withTaskCancellationHandler {
                await tally.wait(for: "cancelled")
            } onCancel: {
                Task { await tally.add("cancelled") }
            }
            await tally.add("answered")
            return Answer()
        }
        let client = try await network.client()
        // The answer and the caller's own end of patience come at the same time; either may be first.
        do { _ = try await client.call(TestService.queue, Question(), options: CallOptions(timeout: .seconds(1))) } catch {
            #expect(error == .timedOut)
        }
        await tally.wait(for: "answered")
        await client.close()
    }

    @Test(arguments: BusKind.allCases)
    func `cancelling the caller or closing the client ends its calls`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        let tally = Tally()
        let server = try await network.server()
        try await server.handle(TestService.queue) { _, _ in
            await tally.add("begun")
            await tally.wait(for: "never")
            return Answer()
        }
        let client = try await network.client()
        let first = Task { try await client.call(TestService.queue, Question(), options: .patient) }
        await tally.wait(for: "begun")
        first.cancel()
        await #expect(throws: RPCError.cancelled) { try await first.value }
        let second = Task { try await client.call(TestService.queue, Question(), options: .patient) }
        await tally.wait(for: "begun", count: 2)
        await client.close()
        await #expect(throws: RPCError.clientClosed) { try await second.value }
        await #expect(throws: RPCError.clientClosed) {
            try await client.call(TestService.queue, Question(), options: .patient)
        }
        await tally.add("never")
    }

    @Test(arguments: BusKind.allCases)
    func `a graceful stop waits for what is in work, a forced one does not`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        for manner in [RPCRegistration.Stop.graceful, .forced] {
            let tally = Tally()
            let server = try await network.server()
            try await server.handle(TestService.queue) { _, _ in
                await tally.add("begun")
                await tally.wait(for: "go")
                await tally.add("done")
                return Answer("done")
            }
            let client = try await network.client()
            let call = Task { try await client.call(TestService.queue, Question(), options: .patient) }
            await tally.wait(for: "begun")
            if manner == .graceful {
                let stop = Task { await server.shutDown(manner) }
                await tally.add("go")
                #expect(try await call.value.egressIDs == ["done"])
                await stop.value
            } else {
                await server.shutDown(manner)
                #expect(await tally.counts["done"] == nil)
                await tally.add("go")
                _ = try await call.value  // its answer is sent whenever it comes
            }
            let options = CallOptions(selection: SelectionOptions(acceptsFirst: true, timeout: .milliseconds(50)))
            await #expect(throws: RPCError.noResponse) {
                try await client.call(TestService.queue, Question(), options: options)
            }
            await #expect(throws: RPCError.serverClosed) {
                try await server.handle(TestService.single) { _, _ in Answer() }
            }
            await client.close()
        }
    }

    @Test func `what is beyond its limit is left to others, and counted`() async throws {
        let bus = InProcessBus()
        let tally = Tally()
        let server = RPCServer(bus: bus, maximumRequests: 1, unixNanoseconds: unixNanoseconds)
        try await server.handle(TestService.single) { _, _ in
            await tally.add("begun")
            await tally.wait(for: "go")
            return Answer()
        }
        let client = try await RPCClient(bus: bus, service: TestService.name, unixNanoseconds: unixNanoseconds)
        async let first = client.call(TestService.single, Question(), options: .patient)
        await tally.wait(for: "begun")
        await #expect(throws: RPCError.timedOut) {
            try await client.call(TestService.single, Question(), options: CallOptions(timeout: .milliseconds(20)))
        }
        #expect(server.droppedRequests == 1)
        await tally.add("go")
        _ = try await first
        await client.close()
        await server.shutDown(.graceful)
    }

    @Test(arguments: BusKind.allCases)
    func `each retry is a request of its own`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        let requests = Mutex<[String]>([])
        let server = try await network.server()
        try await server.handle(TestService.single) { _, context in
            let count = requests.withLock { requests in
                requests.append(context.requestID)
                return requests.count
            }
            if count < 3 { throw RPCError(.unavailable, "later") }
            if count == 4 { throw RPCError(.notFound, "no") }
            return Answer("third time")
        }
        let client = try await network.client()
        let options = CallOptions(timeout: .seconds(30), retry: RetryPolicy())
        #expect(try await client.call(TestService.single, Question(), options: options).egressIDs == ["third time"])
        await #expect(throws: RPCError(.notFound, "no")) {
            try await client.call(TestService.single, Question(), options: options)
        }
        #expect(Set(requests.withLock { $0 }).count == 4)
        await client.close()
    }

    @Test(arguments: BusKind.allCases)
    func `a message channel reaches every subscriber of its topic`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        let tally = Tally()
        let channel = MessageChannel<Question>(service: TestService.name, method: "Updates", topic: ["t"])
        let other = MessageChannel<Question>(service: TestService.name, method: "Updates", topic: ["other"])
        var subscriptions: [BusSubscription] = []
        for name in ["one", "two"] {
            subscriptions.append(
                try await channel.subscribe(on: try await network.bus()) { message in
                    Task { await tally.add(name + message.egressID) }
                })
        }
        let bus = try await network.bus()
        try await other.publish(Question("x"), on: bus)
        try await channel.publish(Question("a"), on: bus)
        await tally.wait(for: "onea")
        await tally.wait(for: "twoa")
        #expect(await tally.counts == ["onea": 1, "twoa": 1])
        for subscription in subscriptions { await subscription.cancel() }
    }

    @Test(arguments: BusKind.allCases)
    func `many calls at once each get their own answer`(kind: BusKind) async throws {
        let network = try await BusNetwork(kind)
        var servers: [RPCServer] = []
        for _ in 0..<2 {
            let server = try await network.server()
            servers.append(server)
            try await server.handle(TestService.queue) { request, _ in Answer(request.egressID) }
        }
        let client = try await network.client()
        let wrong = await withTaskGroup { group in
            for number in 0..<500 {
                group.addTask {
                    let options = CallOptions.patient
                    return try? await client.call(TestService.queue, Question("\(number)"), options: options).egressIDs
                        == ["\(number)"]
                }
            }
            return await group.reduce(0) { $0 + ($1 == true ? 0 : 1) }
        }
        #expect(wrong == 0)
        await client.close()
    }
}
