import Cryptography
import Foundation
import ProtobufRuntime
import ProtocolModels
import TestSupport
import Testing
import TwirpTransport

/// `egress-server dev`: rooms and the egress API on one port, with LiveKit's own client in the room.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TrackServiceTests {
    /// The program, and how a user talks to it.
    private struct Dev {
        let server: EgressServer
        let port: Int
        let folder: URL
        let state: TemporaryFolder

        init(_ name: String) async throws {
            port = try ServerProcess.freePort()
            state = try TemporaryFolder()
            let media = ProcessInfo.processInfo.environment["SLUICE_TEST_MEDIA"] ?? NSTemporaryDirectory() + "sluice-tests"
            folder = URL(fileURLWithPath: media).appending(path: name)
            try? FileManager.default.removeItem(at: folder)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            server = try EgressServer(["dev", "--port", "\(port)"], environment: ["TMPDIR": state.url.path])
            guard await server.waitForLog("egress service ready") else {
                throw TestFailure(description: (await server.outcome()).log)
            }
        }

        func token(_ identity: String, _ change: (inout VideoGrant) -> Void) throws -> Secret {
            var grant = VideoGrant()
            change(&grant)
            return try AccessToken(
                apiKey: "devkey", identity: identity, video: grant, now: Int64(Date().timeIntervalSince1970)
            ).signed(with: Secret("secret"))
        }

        func peer(_ identity: String) async throws -> LiveKitPeer {
            let peer = try await LiveKitPeer()
            let token = try token(identity) { ($0.roomJoin, $0.room) = (true, "my-room") }
            try await peer.join("ws://127.0.0.1:\(port)", token: token.reveal())
            return peer
        }

        func call<Request, Response>(_ method: ServiceMethod<Request, Response>, _ request: Request) async throws -> Response {
            try await TwirpClient(url: "http://127.0.0.1:\(port)").call(method, request, token: token("test") { $0.roomRecord = true })
        }

        func start(_ sid: String, _ output: LiveKit.TrackEgressRequest.Output) async throws -> String {
            var request = LiveKit.TrackEgressRequest()
            (request.roomName, request.trackID, request.output) = ("my-room", sid, output)
            return try await call(LiveKit.Egress.startTrackEgress, request).egressID
        }

        func info(_ id: String) async throws -> LiveKit.EgressInfo {
            let list = try await call(LiveKit.Egress.listEgress, .with { $0.egressID = id })
            return try #require(list.items.first)
        }

        func until(_ id: String, _ statuses: LiveKit.EgressStatus...) async throws -> LiveKit.EgressInfo {
            while true {
                let info = try await info(id)
                if statuses.contains(info.status) { return info }
                try #require(![.complete, .failed, .aborted].contains(info.status), "\(info)")
                try await Task.sleep(for: .milliseconds(50))
            }
        }

        func stop() async {
            server.signal(SIGINT)
            _ = await server.outcome()
        }
    }

    private func file(_ path: String) -> LiveKit.TrackEgressRequest.Output {
        .file(.with { $0.filepath = path })
    }

    @Test func `a track's file is named, told and ended with its track`() async throws {
        let dev = try await Dev("track-service")
        let alice = try await dev.peer("alice")
        let sid = try await alice.publish("publish_video", ["codec": "H264"])
        let id = try await dev.start(sid, file(dev.folder.path + "/{room_name}-{publisher_identity}-{track_source}"))
        let active = try await dev.until(id, .active)
        #expect(active.sourceType == .sdk && active.fileResults.first?.filename.hasSuffix("/my-room-alice-camera.mp4") == true)
        try await Task.sleep(for: .seconds(3))
        try await alice.ask("unpublish", ["sid": sid])
        let final = try await dev.until(id, .complete)
        #expect(final.details == "End reason: Source closed" && final.error.isEmpty && final.roomID.hasPrefix("RM_"))
        let result = try #require(final.fileResults.first)
        #expect(result.duration > 2_500_000_000 && result.size > 1_000 && result.startedAt > final.startedAt)
        let pictures = try TrackFile(result.location).pictures
        let first = try #require(pictures.first?.counter)
        #expect(pictures.count > 35 && pictures.map(\.counter) == (0..<pictures.count).map { first + $0 })
        let manifest = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: final.manifestLocation))) as? [String: Any]
        #expect(manifest?["track_id"] as? String == sid && manifest?["publisher_identity"] as? String == "alice")
        #expect(manifest?["track_kind"] as? String == "video" && manifest?["track_source"] as? String == "camera")
        await dev.stop()
    }

    @Test func `sound goes to a WebSocket as samples, mutes in their place`() async throws {
        let dev = try await Dev("track-websocket")
        let receiver = try await TrackReceiver()
        let alice = try await dev.peer("alice")
        let sid = try await alice.publish("publish_audio", ["frequency": 1_000])
        let id = try await dev.start(sid, .websocketURL("ws://127.0.0.1:\(receiver.webSocketPort)/receive"))
        _ = try await dev.until(id, .active)
        try await Task.sleep(for: .seconds(1))
        try await alice.ask("mute", ["sid": sid])
        try await Task.sleep(for: .seconds(1))
        try await alice.ask("unmute", ["sid": sid])
        try await Task.sleep(for: .seconds(1))
        _ = try await dev.call(LiveKit.Egress.stopEgress, .with { $0.egressID = id })
        let conversation = try await receiver.conversation()
        #expect(conversation.contentType == "audio/x-raw" && conversation.closeCode == 1000)
        let texts = conversation.events.filter { $0.hasPrefix("text") }
        #expect(texts == [#"text {"muted":true}"#, #"text {"muted":false}"#])
        // 16 bits, two channels, 48 kHz: in real time, through the mute as well.
        #expect((2.3...4.5).contains(Double(conversation.data.count) / 192_000))
        let final = try await dev.until(id, .complete)
        #expect(final.streamResults.count == 1 && final.streamResults[0].status == .finished)
        await dev.stop()
    }

    @Test func `a track goes to a web server as one request`() async throws {
        let dev = try await Dev("track-post")
        let receiver = try await TrackReceiver()
        let alice = try await dev.peer("alice")
        let sid = try await alice.publish("publish_video", ["codec": "VP8"])
        let id = try await dev.start(sid, file("http://127.0.0.1:\(receiver.uploadPort)/ok"))
        _ = try await dev.until(id, .active)
        try await Task.sleep(for: .seconds(2))
        try await alice.ask("disconnect")
        let upload = try await receiver.upload()
        #expect(upload.contentType == "video/vp8" && upload.transferEncoding == "chunked")
        #expect(upload.chunkSizes.count > 20 && upload.chunkSizes.reduce(0, +) == upload.body.count)
        let final = try await dev.until(id, .complete)
        #expect(final.details == "End reason: Source closed")
        #expect(final.fileResults.first?.size == Int64(upload.body.count))
        await dev.stop()
    }

    @Test func `a recorder that takes another's place is told of by nobody`() async throws {
        let dev = try await Dev("track-replaced")
        let alice = try await dev.peer("alice")
        let sid = try await alice.publish("publish_audio")
        let id = try await dev.start(sid, file(dev.folder.path + "/a.ogg"))
        _ = try await dev.until(id, .active)
        _ = try await dev.peer(id)
        #expect(await dev.server.waitForLog("egress goes on elsewhere"))
        #expect(try await dev.info(id).status == .active)
        await dev.stop()
    }

    @Test func `what cannot be exported fails with its reason`() async throws {
        let dev = try await Dev("track-failures")
        let alice = try await dev.peer("alice")
        let sid = try await alice.publish("publish_audio")
        let id = try await dev.start(sid, .websocketURL("ws://127.0.0.1:1/nobody?token=planted"))
        let final = try await dev.until(id, .failed)
        #expect(final.errorCode == 400 && !"\(final)".contains("planted"))
        // Two on one track, and one that is stopped before its track came.
        let first = try await dev.start(sid, file(dev.folder.path + "/one.ogg"))
        let second = try await dev.start(sid, file(dev.folder.path + "/two.ogg"))
        let third = try await dev.start("TR_nobody", file(dev.folder.path + "/three.ogg"))
        _ = try await dev.until(first, .active)
        _ = try await dev.until(second, .active)
        for egress in [first, second, third] { _ = try await dev.call(LiveKit.Egress.stopEgress, .with { $0.egressID = egress }) }
        _ = try await dev.until(first, .complete)
        _ = try await dev.until(second, .complete)
        #expect(try await dev.until(third, .aborted).error == "Stop called before pipeline could start")
        await dev.stop()
    }
}
