import Cryptography
import Foundation
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import RoomServer
import SessionDescription
import TestSupport
import Testing
import TwirpTransport

/// Who is let in, and what becomes of clients that ask too much.
@Suite(.timeLimit(.minutes(2)))
struct AdmissionTests {
    @Test func `lets nobody in without a token that is right`() async throws {
        let rooms = try TestRooms()
        func status(_ change: (inout AccessToken) -> Void) async throws -> Int? {
            try await RawClient.refusal(rooms, token: try rooms.token("alice", change))?.status
        }
        #expect(try await RawClient.refusal(rooms, token: nil)?.status == 401)
        #expect(try await RawClient.refusal(rooms, token: "no.token.atall")?.status == 401)
        #expect(try await status { $0.expires = 1_000 } == 401)
        #expect(try await status { $0.notBefore = .max / 2 } == 401)
        #expect(try await status { $0.apiKey = "another" } == 401)
        #expect(try await status { $0.video.roomJoin = false } == 401)
        #expect(try await status { $0.video.room = nil } == 400)
        #expect(try await status { $0.identity = "" } == 400)
        #expect(try await status { $0.identity = String(repeating: "x", count: 1_000) } == 400)
        let foreign = AccessToken(
            apiKey: TestRooms.key, identity: "alice", video: VideoGrant(room: "studio", roomJoin: true),
            now: Int64(Date().timeIntervalSince1970))
        let forged = try foreign.signed(with: Secret("another secret of thirty-two bytes")).reveal()
        #expect(try await RawClient.refusal(rooms, token: forged)?.status == 401)
        #expect(try await status { _ in } == nil)
        await rooms.listener.stop()
    }

    @Test func `knows the older path alone, and checks without a connection`() async throws {
        let rooms = try TestRooms()
        let token = try rooms.token("alice")
        #expect(try await RawClient.refusal(rooms, path: "/rtc/v1", token: token)?.status == 404)
        let base = "http://127.0.0.1:\(rooms.listener.port)"
        func get(_ path: String, _ token: String) async throws -> HTTPResponse {
            try await HTTPClient().send(
                HTTPClientRequest(url: base + path, headers: ["authorization": "Bearer \(token)"]))
        }
        let right = try await get("/rtc/validate", token)
        #expect(right.status == 200 && String(decoding: right.body, as: UTF8.self).hasPrefix("success"))
        #expect(try await get("/rtc/validate", "x").status == 401)
        #expect(try await get("/rtc", token).status == 404)
        #expect(try await get("/rtc/v1/validate", token).status == 404)
        await rooms.listener.stop()
    }

    @Test func `makes no room where only the API may`() async throws {
        let rooms = try TestRooms { $0.createsRooms = false }
        #expect(try await RawClient.refusal(rooms, token: try rooms.token("alice"))?.status == 404)
        let made = try await RoomAPI(rooms).call(
            LiveKit.RoomService.createRoom,
            .with {
                $0.name = "studio"
                $0.metadata = "m"
                $0.maxParticipants = 1
                $0.departureTimeout = 7
            })
        #expect(made.name == "studio" && made.metadata == "m" && made.departureTimeout == 7)
        let alice = try await RawClient(rooms, token: try rooms.token("alice"))
        #expect(try await alice.join()?.room?.sid == made.sid)
        #expect(try await RawClient.refusal(rooms, token: try rooms.token("bob"))?.status == 503)
        await rooms.listener.stop()
    }

    @Test func `answers in the form of the client`() async throws {
        let rooms = try TestRooms()
        let alice = try await RawClient(rooms, token: try rooms.token("alice"), usesJSON: true)
        let join = try #require(try await alice.join())
        #expect(join.participant?.identity == "alice" && join.participant?.sid.hasPrefix("PA_") == true)
        #expect(join.room?.sid.hasPrefix("RM_") == true && join.subscriberPrimary && join.pingInterval == 5)
        try await alice.send(.ping(17))
        while let message = try await alice.socket.receive() {
            guard case .text(let text) = message else { continue }
            #expect(try LiveKit.SignalResponse(json: text).message == .pong(17))
            break
        }
        await rooms.listener.stop()
    }

    @Test func `allows the API only what the token says`() async throws {
        let rooms = try TestRooms()
        let lister = try RoomAPI(rooms) { $0.roomList = false }
        await #expect { try await lister.rooms() } throws: { ($0 as? TwirpError)?.code == .permissionDenied }
        let other = try RoomAPI(rooms) { $0.room = "another" }
        await #expect { try await other.participants() } throws: { ($0 as? TwirpError)?.code == .permissionDenied }
        let admin = try RoomAPI(rooms)
        #expect(try await admin.rooms().isEmpty)
        #expect(try await admin.participants().isEmpty)
        await #expect {
            try await admin.call(
                LiveKit.RoomService.getParticipant,
                .with {
                    $0.room = "studio"
                    $0.identity = "nobody"
                })
        } throws: {
            ($0 as? TwirpError)?.code == .notFound
        }
        await rooms.listener.stop()
    }

    /// What no SDK does; each ends or mends its own connection, and nobody else's.
    static let abuses: [(String, @Sendable (RawClient) async throws -> Void)] = [
        ("an oversized description", { client in
            let text = "v=0\r\n" + String(repeating: "a=x\r\n", count: SDPLimits.bytes / 5 + 1)
            try await client.send(.offer(.with { $0.type = "offer"; $0.sdp = text }))
        }),
        ("no description", { client in
            try await client.send(.offer(.with { $0.type = "offer"; $0.sdp = "not an offer" }))
        }),
        ("10,000 candidates", { client in
            for number in 0..<10_000 {
                let text = "candidate:\(number) 1 udp 2122194687 127.0.0.1 \(1_024 + number) typ host"
                try await client.send(
                    .trickle(
                        .with {
                            $0.candidateInit = #"{"candidate":"\#(text)","sdpMid":"0","sdpMLineIndex":0}"#
                            $0.target = .subscriber
                        }))
            }
        }),
        ("no protobuf", { client in try await client.socket.send(.binary([0xFF, 0xFF, 0xFF])) }),
        ("no JSON", { client in try await client.socket.send(.text("{")) }),
        ("a flood of pings", { client in for number in 0..<100_000 { try await client.send(.ping(Int64(number))) } }),
    ]

    @Test(arguments: AdmissionTests.abuses.indices)
    func `sends away who makes no sense, and nobody else`(abuse: Int) async throws {
        let rooms = try TestRooms()
        let witness = try await RawClient(rooms, token: try rooms.token("witness"))
        _ = try await witness.join()
        let client = try await RawClient(rooms, token: try rooms.token("mallory"))
        _ = try await client.join()
        // The connection may end under it.
        let flood = Task { try? await Self.abuses[abuse].1(client) }
        #expect(try await client.leave()?.reason == .stateMismatch, "\(Self.abuses[abuse].0)")
        _ = await flood.value
        try await eventually { try await RoomAPI(rooms).participants().map(\.identity) == ["witness"] }
        try await witness.send(.ping(5))
        let pong: Int64? = try await witness.next { if case .pong(let time) = $0 { time } else { nil } }
        #expect(pong == 5)
        await rooms.listener.stop()
    }

    @Test func `drops a client that does not read`() async throws {
        let rooms = try TestRooms {
            $0.limits.queuedSignalSize = 100_000
            $0.limits.metadataSize = 1_000_000  // what the kernel keeps for a socket has to be filled first
        }
        var options = WebSocketOptions()
        options.maximumUnreadSize = 1_000
        let token = try rooms.token("slow") { $0.video.canUpdateOwnMetadata = true }
        let slow = try await WebSocketClient(options: options).connect(
            "\(rooms.listener.address)/rtc?protocol=16", headers: ["authorization": "Bearer \(token)"])
        let api = try RoomAPI(rooms)
        try await eventually { try await api.participants().count == 1 }
        let metadata = String(repeating: "m", count: 900_000)
        try await eventually {
            let participants = try await api.participants()
            guard !participants.isEmpty else { return true }
            _ = try? await api.call(
                LiveKit.RoomService.updateRoomMetadata,
                .with {
                    $0.room = "studio"
                    $0.metadata = metadata + "\(UInt64.random(in: 0...(.max)))"
                })
            return false
        }
        withExtendedLifetime(slow) {}  // released, it would close
        await rooms.listener.stop()
    }

    @Test func `gives up who never connects, and takes no more than it has room for`() async throws {
        let rooms = try TestRooms {
            $0.joinTimeout = .milliseconds(300)
            $0.limits.participantsPerRoom = 2
        }
        let first = try await RawClient(rooms, token: try rooms.token("one"))
        let second = try await RawClient(rooms, token: try rooms.token("two"))
        _ = try await first.join()
        _ = try await second.join()
        #expect(try await RawClient.refusal(rooms, token: try rooms.token("three"))?.status == 503)
        // Nobody answers the server's offers: both have to go.
        try await eventually { try await RoomAPI(rooms).participants().isEmpty }
        #expect(try await first.leave()?.reason == .joinFailure)
        await rooms.listener.stop()
    }
}
