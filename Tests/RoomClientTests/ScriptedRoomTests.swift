import Cryptography
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import Synchronization
import TestSupport
import Testing
import WebRTCTransport

@testable import RoomClient

/// Servers that do what no honest one does, or only a strict one would notice.
@Suite(.timeLimit(.minutes(1)))
struct ScriptedRoomTests {
    private func join(
        _ server: ScriptedServer, _ change: (inout RoomOptions) -> Void = { _ in }
    ) async throws -> Room {
        var options = RoomOptions()
        options.connectivity = .loopback
        options.reconnection.delay = .milliseconds(1)
        options.reconnection.attempts = 3
        change(&options)
        return try await Room.connect(
            to: server.address, credentials: .token(Secret("the token")), options: options)
    }

    @Test func `sends the token in the header alone`() async throws {
        let server = try ScriptedServer { connection in
            await connection.say(ScriptedServer.join())
            await connection.listen()
        }
        let room = try await join(server)
        let request = try #require(server.requests.first)
        #expect(request.headers["authorization"] == "Bearer the token")
        #expect(request.path == "/rtc" && request.queryValue("auto_subscribe") == "0")
        await room.leave()
        try await eventually {
            server.messages.contains {
                if case .leave(let leave) = $0 { leave.reason == .clientInitiated } else { false }
            }
        }
        await server.stop()
    }

    @Test func `lets go of everything when it is released`() async throws {
        let server = try ScriptedServer { connection in
            await connection.say(ScriptedServer.join())
            await connection.listen()
            connection.log.requests.withLock { $0.removeAll() }
        }
        weak var released: SubscriberMedia?
        do {
            let room = try await join(server)
            released = await room.receiver
            #expect(released != nil && server.requests.count == 1)
        }
        try await eventually { released == nil && server.requests.isEmpty }
        await server.stop()
    }

    @Test func `refuses a server that does not begin with a join`() async throws {
        let server = try ScriptedServer { await $0.say(.pong(1)) }
        await #expect { _ = try await join(server) } throws: {
            if case .protocolBroken? = $0 as? RoomError { true } else { false }
        }
        await server.stop()
    }

    @Test func `does not wait for a server that says nothing, or leaves`() async throws {
        let silent = try ScriptedServer { await $0.listen() }
        await #expect { _ = try await join(silent) { $0.joinTimeout = .milliseconds(20) } } throws: {
            if case .timedOut(.joining)? = $0 as? RoomError { true } else { false }
        }
        await silent.stop()
        let gone = try ScriptedServer { _ in }
        await #expect { _ = try await join(gone) } throws: {
            if case .protocolBroken? = $0 as? RoomError { true } else { false }
        }
        await gone.stop()
    }

    @Test func `lives through frames that are nothing`() async throws {
        let server = try ScriptedServer { connection in
            await connection.say(ScriptedServer.join())
            for bytes in [[], [0xFF], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [UInt8](repeating: 0x08, count: 1_000)] {
                try? await connection.socket.send(.binary(bytes))
            }
            try? await connection.socket.send(.text("{\"offer\": 3"))
            await connection.say(.trickle(.with { $0.candidateInit = "{\"candidate\": \"candidate:x\"}" }))
            await connection.say(.answer(.with { $0.sdp = "v=0" }))
            await connection.say(.roomUpdate(.with { $0.room = .with { $0.name = "after" } }))
            await connection.listen()
        }
        let room = try await join(server)
        try await eventually { await room.information.name == "after" }
        #expect(await room.status == .connected)
        await room.leave()
        await server.stop()
    }

    @Test func `gives up on a server whose offers are broken, after its attempts`() async throws {
        let server = try ScriptedServer { connection in
            await connection.say(ScriptedServer.join())
            await connection.say(.offer(.with { $0.sdp = "v=0\r\nm=nonsense" }))
            await connection.listen()
        }
        let room = try await join(server) { $0.reconnection.attemptTimeout = .milliseconds(50) }
        #expect(try await room.waitUntilDisconnected() == .connectionLost)
        #expect(server.requests.count == 4)
        await server.stop()
    }

    @Test(arguments: [
        (LiveKit.DisconnectReason.roomClosed, DisconnectReason.roomClosed),
        (.participantRemoved, .participantRemoved), (.duplicateIdentity, .duplicateIdentity),
    ])
    func `stays out when it is told to leave`(_ said: LiveKit.DisconnectReason, _ reason: DisconnectReason) async throws
    {
        let server = try ScriptedServer { connection in
            await connection.say(ScriptedServer.join())
            await connection.say(
                .leave(
                    .with {
                        $0.reason = said
                        // Nobody is to come back who was pushed out, whatever the rest says.
                        if said == .duplicateIdentity { $0.action = .reconnect }
                    }))
            await connection.listen()
        }
        let room = try await join(server)
        #expect(try await room.waitUntilDisconnected() == reason)
        #expect(server.requests.count == 1)
        await server.stop()
    }

    @Test func `comes back with the newest token, and says what it had`() async throws {
        let server = try ScriptedServer { connection in
            guard !connection.isResuming else {
                await connection.say(.reconnect(LiveKit.ReconnectResponse()))
                return await connection.listen()
            }
            guard case .join(var response) = ScriptedServer.join() else { return }
            response.otherParticipants = [
                .with {
                    $0.sid = "PA_1"
                    $0.tracks = [.with { $0.sid = "TR_1" }]
                }
            ]
            await connection.say(.join(response))
            await connection.say(.refreshToken("the newer token"))
            // Until it has subscribed.
            await connection.listen { if case .subscription = $0 { true } else { false } }
        }
        let room = try await join(server) { $0.reconnection.attemptTimeout = .seconds(20) }
        _ = try await room.subscribe(to: "TR_1")
        try await eventually { server.messages.contains { if case .syncState = $0 { true } else { false } } }
        let request = try #require(server.requests.last)
        #expect(request.queryValue("reconnect") == "1" && request.queryValue("sid") == "PA_me")
        #expect(request.headers["authorization"] == "Bearer the newer token")
        let states = server.messages.compactMap { if case .syncState(let state) = $0 { state } else { nil } }
        #expect(states.first?.subscription?.trackSIDs == ["TR_1"])
        #expect(states.first?.subscription?.subscribe == true)
        #expect(await room.status == .resuming)
        await room.leave()
        await server.stop()
    }

    @Test(arguments: [LiveKit.DisconnectReason.clientInitiated, .connectionTimeout, .duplicateIdentity])
    func `waits for a publisher that was lost longer than for one that left`(_ reason: LiveKit.DisconnectReason) async throws {
        let server = try ScriptedServer { connection in
            func publisher(_ sid: String, _ track: String) -> LiveKit.ParticipantInfo {
                .with {
                    ($0.sid, $0.identity) = (sid, "alice")
                    $0.tracks = [.with { $0.sid = track }]
                }
            }
            guard case .join(var response) = ScriptedServer.join() else { return }
            response.otherParticipants = [publisher("PA_1", "TR_1")]
            await connection.say(.join(response))
            await connection.listen { if case .subscription = $0 { true } else { false } }
            var gone = publisher("PA_1", "TR_1")
            (gone.state, gone.disconnectReason, gone.version) = (.disconnected, reason, 1)
            await connection.say(.update(.with { $0.participants = [gone] }))
            await connection.say(.update(.with { $0.participants = [publisher("PA_2", "TR_2")] }))
            await connection.listen()
        }
        let room = try await join(server)
        var options = SubscriptionOptions()
        options.lossReturnTimeout = .seconds(3_600)
        let track = try await room.subscribe(to: "TR_1", options: options)
        if reason == .clientInitiated {
            var media = track.media.makeAsyncIterator()
            guard case .ended(.participantLeft)? = await media.next() else {
                Issue.record("the track goes on")
                return
            }
        } else {
            try await eventually { track.info.sid == "TR_2" }
        }
        await room.leave()
        await server.stop()
    }

    @Test func `does not take a socket that closes again for a connection`() async throws {
        let server = try ScriptedServer { connection in
            guard !connection.isResuming else { return await connection.say(.reconnect(LiveKit.ReconnectResponse())) }
            await connection.say(ScriptedServer.join())
        }
        let room = try await join(server) { $0.reconnection.attemptTimeout = .seconds(20) }
        #expect(try await room.waitUntilDisconnected() == .connectionLost)
        #expect(server.requests.map { $0.queryValue("reconnect") } == [nil, "1", "1", "1"])
        await server.stop()
    }

    @Test func `pings, and notices a server that does not answer`() async throws {
        let server = try ScriptedServer { connection in
            await connection.say(ScriptedServer.join(pingInterval: 1))
            await connection.listen()
        }
        let room = try await join(server)
        try await eventually { server.messages.contains { if case .pingReq = $0 { true } else { false } } }
        // As if it had been silent for long.
        await room.pretendSilence()
        try await eventually { await room.status != .connected }
        await room.leave()
        await server.stop()
    }
}

extension Room {
    func pretendSilence() { lastHeard = .now - .seconds(3_600) }
}
