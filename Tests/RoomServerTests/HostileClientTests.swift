import Cryptography
import Foundation
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import RoomServer
import TestSupport
import Testing

/// Clients that have a right to be there and want too much, and those that have none: it costs little, and the others nothing.
@Suite(.timeLimit(.minutes(2)))
struct HostileClientTests {
    private static func generous(_ configuration: inout RoomServerConfiguration) {
        (configuration.limits.signalBurst, configuration.limits.signalsPerSecond) = (100_000, 100_000)
    }

    private func pair(
        _ rooms: TestRooms, change: (inout AccessToken) -> Void = { _ in }
    ) async throws -> (witness: RawClient, mallory: RawClient) {
        let witness = try await RawClient(rooms, token: try rooms.token("witness"))
        _ = try await witness.join()
        let mallory = try await RawClient(rooms, token: try rooms.token("mallory", change))
        _ = try await mallory.join()
        return (witness, mallory)
    }

    private func expectUndisturbed(_ witness: RawClient) async throws {
        let mark = Int64.random(in: 1...(.max))
        try await witness.send(.ping(mark))
        let pong: Int64? = try await witness.next { if case .pong(let time) = $0 { time } else { nil } }
        #expect(pong == mark)
    }

    @Test func `one who changes all the time is told of now and then, the newest state last`() async throws {
        let rooms = try TestRooms(Self.generous)
        let (witness, mallory) = try await pair(rooms) { $0.video.canUpdateOwnMetadata = true }
        for number in 1...2_000 {
            try await mallory.send(.updateMetadata(.with { $0.metadata = "\(number)" }))
        }
        var (told, versions): ([Int], [UInt32]) = ([], [])
        while told.last != 2_000 {
            let next: LiveKit.ParticipantInfo?? = try await witness.next { message in
                guard case .update(let update) = message else { return nil }
                return update.participants.first { $0.identity == "mallory" }
            }
            guard let information = try #require(next) else { continue }
            told.append(Int(information.metadata) ?? 0)
            versions.append(information.version)
        }
        #expect(told.count < 600 && told == told.sorted() && versions == versions.sorted(), "\(told.count)")
        await rooms.listener.stop()
    }

    @Test func `large states are told of more seldom`() async throws {
        let rooms = try TestRooms(Self.generous)
        let (witness, mallory) = try await pair(rooms) { $0.video.canUpdateOwnMetadata = true }
        let filling = String(repeating: "m", count: 60_000)
        for number in 1...50 {
            try await mallory.send(.updateMetadata(.with { $0.metadata = "\(filling)\(number)" }))
        }
        var count = 0
        var last = ""
        while last != "\(filling)50" {
            let next: String? = try await witness.next { message in
                guard case .update(let update) = message else { return nil }
                return update.participants.first { $0.identity == "mallory" }?.metadata
            }
            last = try #require(next)
            count += 1
        }
        #expect(count < 25, "\(count)")
        await rooms.listener.stop()
    }

    @Test func `metadata beyond the limit is refused, and a message beyond it ends the connection`() async throws {
        let rooms = try TestRooms()
        let (witness, mallory) = try await pair(rooms) { $0.video.canUpdateOwnMetadata = true }
        try await mallory.send(.updateMetadata(.with { $0.metadata = String(repeating: "m", count: 100_000) }))
        let reason: LiveKit.RequestResponse.Reason? = try await mallory.next { message in
            if case .requestResponse(let response) = message { response.reason } else { nil }
        }
        #expect(reason == .limitExceeded)
        try await mallory.send(.updateMetadata(.with { $0.metadata = String(repeating: "m", count: 3 << 20) }))
        while try await mallory.receive() != nil {}
        guard case .closed(let close)? = mallory.socket.end else { return #expect(Bool(false), "it is open") }
        #expect(close.code == 1009)
        try await eventually { try await RoomAPI(rooms).participants().map(\.identity) == ["witness"] }
        try await expectUndisturbed(witness)
        await rooms.listener.stop()
    }

    @Test func `of a thousand tracks twenty are taken`() async throws {
        let rooms = try TestRooms(Self.generous)
        let (witness, mallory) = try await pair(rooms)
        for number in 0..<1_000 {
            try await mallory.send(
                .addTrack(
                    .with {
                        $0.cid = "cid\(number)"
                        $0.type = number.isMultiple(of: 2) ? .audio : .video
                        $0.source = number.isMultiple(of: 2) ? .microphone : .camera
                    }))
        }
        var (taken, refused) = (0, 0)
        while taken + refused < 1_000, let message = try await mallory.receive() {
            switch message {
            case .trackPublished: taken += 1
            case .requestResponse(let response): refused += response.reason == .limitExceeded ? 1 : 0
            default: break
            }
        }
        #expect(taken == 20 && refused == 980)
        try await expectUndisturbed(witness)
        await rooms.listener.stop()
    }

    @Test func `a thousand sections are refused`() async throws {
        let rooms = try TestRooms()
        let (witness, mallory) = try await pair(rooms)
        var text = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
        for number in 0..<1_000 {
            text += "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=mid:\(number)\r\na=sendonly\r\na=rtpmap:111 opus/48000/2\r\n"
        }
        try await mallory.send(.offer(.with { $0.type = "offer"; $0.sdp = text }))
        #expect(try await mallory.leave()?.reason == .stateMismatch)
        try await expectUndisturbed(witness)
        await rooms.listener.stop()
    }

    @Test func `a flood of subscriptions to what is not there is kept small`() async throws {
        let rooms = try TestRooms(Self.generous)
        let (witness, mallory) = try await pair(rooms)
        for round in 0..<5 {
            for subscribe in [true, false] {
                try await mallory.send(
                    .subscription(
                        .with {
                            $0.trackSIDs = (0..<2_000).map { "TR_\(round)_\($0)" } + [String(repeating: "x", count: 300_000)]
                            $0.subscribe = subscribe
                        }))
            }
        }
        try await expectUndisturbed(mallory)
        try await expectUndisturbed(witness)
        await rooms.listener.stop()
    }

    @Test func `a token for one room opens no other`() async throws {
        let rooms = try TestRooms()
        let witness = try await RawClient(rooms, token: try rooms.token("witness"))
        let own = try #require(try await witness.join()?.participant)
        func token(_ identity: String) throws -> String { try rooms.token(identity) { $0.video.room = "attic" } }
        // The query cannot name another room than the token does.
        let mallory = try await RawClient(rooms, token: try token("mallory"), query: "protocol=16&room=studio")
        let join = try #require(try await mallory.join())
        #expect(join.room?.name == "attic" && join.otherParticipants.isEmpty)
        // Nor can anybody go on as somebody else, or in another room.
        for (identity, room) in [("mallory", "studio"), ("witness", "attic")] {
            let thief = try await RawClient(
                rooms, token: try rooms.token(identity) { $0.video.room = room },
                query: "protocol=16&reconnect=1&sid=\(own.sid)&room=studio")
            let leave = try await thief.leave()
            #expect(leave?.reason == .stateMismatch && leave?.action == .reconnect)
        }
        #expect(try await RoomAPI(rooms).participants().map(\.sid) == [own.sid])
        try await expectUndisturbed(witness)
        await rooms.listener.stop()
    }

    /// Those who are refused and stay, and those who never finish asking.
    @Test func `floods of those without a token keep nobody out`() async throws {
        let rooms = try TestRooms { $0.limits.signalConnections = 128 }
        let witness = try await RawClient(rooms, token: try rooms.token("witness"))
        _ = try await witness.join()
        let upgrade =
            "GET /rtc?protocol=16 HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        var sockets: [StreamSocket] = []
        for _ in 0..<100 {
            sockets.append(try StreamSocket(port: rooms.listener.port))
            try sockets[sockets.count - 1].send(upgrade)
        }
        for _ in 0..<300 {
            sockets.append(try StreamSocket(port: rooms.listener.port))
            try sockets[sockets.count - 1].send(upgrade + "\r\n")
            // It stays, with its answer unread.
            try await sockets[sockets.count - 1].waitForAnswer()
        }
        let late = try await RawClient(rooms, token: try rooms.token("late"))
        #expect(try await late.join()?.otherParticipants.map(\.identity) == ["witness"])
        try await expectUndisturbed(witness)
        withExtendedLifetime(sockets) {}
        await rooms.listener.stop()
    }
}
