import SessionDescription
import Testing
import WebRTCTransport

@Suite(.timeLimit(.minutes(2)))
struct DataChannelTests {
    /// A connected pair with a channel, seen from both ends.
    private static func channels(
        _ options: DataChannelOptions
    ) async throws -> (pair: ConnectionPair, ours: DataChannel, theirs: DataChannel) {
        let pair = try await ConnectionPair()
        let ours = try await pair.caller.createDataChannel(options)
        try await pair.connect()
        for await event in pair.callee.events {
            if case .dataChannel(let theirs) = event {
                #expect(await ours.opened())
                return (pair, ours, theirs)
            }
        }
        throw PeerConnectionError.closed
    }

    @Test(arguments: [
        DataChannelOptions(label: "_reliable"),
        DataChannelOptions(label: "_lossy", isOrdered: false, reliability: .retransmissions(0)),
        DataChannelOptions(label: "zeit 🕰️", isOrdered: true, reliability: .lifetime(milliseconds: 500)),
    ])
    func `opens a channel as its other end sees it, and carries messages both ways`(
        options: DataChannelOptions
    ) async throws {
        let (pair, ours, theirs) = try await DataChannelTests.channels(options)
        #expect(theirs.options == options)
        let messages: [DataMessage] = [.text("hello"), .binary([1, 2, 3]), .text(""), .binary([])]
        for message in messages {
            try await ours.send(message)
            try await theirs.send(message)
        }
        var (there, here) = (theirs.messages.makeAsyncIterator(), ours.messages.makeAsyncIterator())
        for message in messages {
            #expect(await there.next() == message)
            #expect(await here.next() == message)
        }
        await pair.close()
        #expect(await there.next() == nil)
        #expect(ours.state == .closed)
    }

    @Test func `carries large messages whole and in order`() async throws {
        let (pair, ours, theirs) = try await DataChannelTests.channels(DataChannelOptions(label: "large"))
        let sent = [200_000, 1, 262_144, 65_536].map { count in
            DataMessage.binary((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ count) })
        }
        for message in sent { try await ours.send(message) }
        var there = theirs.messages.makeAsyncIterator()
        for message in sent { #expect(await there.next() == message) }
        await #expect(throws: PeerConnectionError.messageTooLarge(byteCount: 262_145, limit: 262_144)) {
            try await ours.send(.binary([UInt8](repeating: 0, count: 262_145)))
        }
        await pair.close()
    }

    @Test func `says that its buffer is full instead of keeping everything`() async throws {
        let (pair, ours, theirs) = try await DataChannelTests.channels(DataChannelOptions(label: "burst"))
        let message = DataMessage.binary([UInt8](repeating: 1, count: 100_000))
        // All at once: the loop takes them one after the other before it does any I/O.
        let sent = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<60 {
                group.addTask {
                    do throws(PeerConnectionError) {
                        try await ours.send(message)
                        return true
                    } catch {
                        #expect(error == .bufferFull(label: "burst"))
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(sent >= 10 && sent < 60)
        // What was taken arrives all the same.
        var there = theirs.messages.makeAsyncIterator()
        for _ in 0..<sent { #expect(await there.next() == message) }
        try await ours.send(.text("again"))
        #expect(await there.next() == .text("again"))
        await pair.close()
    }

    @Test func `closes a channel whose messages nobody takes`() async throws {
        let (pair, ours, theirs) = try await DataChannelTests.channels(DataChannelOptions(label: "flood"))
        let message = DataMessage.binary([UInt8](repeating: 1, count: 200_000))
        await #expect(throws: PeerConnectionError.channelNotOpen(label: "flood")) {
            for _ in 0..<100_000 {
                do throws(PeerConnectionError) {
                    try await ours.send(message)
                } catch {
                    guard case .bufferFull = error else { throw error }
                    await Task.yield()
                }
            }
        }
        #expect(theirs.state == .closed)
        await pair.close()
    }

    @Test func `closes a channel at both ends and leaves the others open`() async throws {
        let (pair, ours, theirs) = try await DataChannelTests.channels(DataChannelOptions(label: "one"))
        let other = try await pair.callee.createDataChannel(DataChannelOptions(label: "two"))
        #expect(await other.opened())
        try await ours.send(.text("last"))
        await ours.close()
        var there = theirs.messages.makeAsyncIterator()
        #expect(await there.next() == .text("last"))
        #expect(await there.next() == nil)
        #expect(theirs.state == .closed && other.state == .open)
        await #expect(throws: PeerConnectionError.channelNotOpen(label: "one")) { try await ours.send(.text("x")) }
        await pair.close()
    }

    @Test(
        arguments: [
            [], [1], [3], [3, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 65], [3, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [9, 9, 9],
        ] as [[UInt8]])
    func `takes no malformed message of the opening protocol`(bytes: [UInt8]) { #expect(DCEPMessage(bytes) == nil) }

    @Test func `writes the opening message as RFC 8832 draws it`() {
        var options = DataChannelOptions(label: "ab", isOrdered: false, reliability: .retransmissions(5))
        options.protocolName = "p"
        let bytes: [UInt8] = [3, 0x81, 0, 0, 0, 0, 0, 5, 0, 2, 0, 1, 97, 98, 112]
        #expect(DCEPMessage.open(options).bytes == bytes)
        #expect(DCEPMessage(bytes) == .open(options))
        #expect(DCEPMessage([2]) == .acknowledge)
    }
}
