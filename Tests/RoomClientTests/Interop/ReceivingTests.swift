import MediaTypes
import RoomClient
import TestSupport
import Testing

/// LiveKit's own client publishes, ours receives, and libav decodes.
@Suite(.timeLimit(.minutes(3)))
struct ReceivingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let codec: String
        let decoder: String
        var testDescription: String { codec }
    }

    @Test(arguments: [
        Case(codec: "VP8", decoder: "vp8"), Case(codec: "H264", decoder: "h264"), Case(codec: "VP9", decoder: "vp9"),
        Case(codec: "AV1", decoder: "libdav1d"),
    ])
    func `receives every picture, in order and in time`(_ test: Case) async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice")
        let room = try await rooms.join()
        _ = try await alice.publish("publish_video", ["codec": test.codec])
        let track = try await room.subscribe(to: .source(.camera, identity: "alice"), timeout: .seconds(20))
        let received = await ReceivedTrack.frames(30, of: track)
        #expect(received.frames.first?.isKeyframe == true && received.frames.first?.newParameters != nil)
        // All that were sent are there: no packet and no picture is missing. Which counters the encoder left out, as it does
        // on a busy machine, is its own decision; that they are whole and in order is ours.
        let statistics = await track.statistics()
        #expect(statistics.lost == 0 && statistics.dropped == 0 && statistics.overflowed == 0)
        let counters = try received.counters(test.decoder).compactMap { $0 }
        #expect(counters.count == 30)
        #expect(counters.isAscending, "\(counters)")
        // 15 a second.
        #expect(received.isIncreasing)
        let span = Int64(try #require(counters.last) - counters[0]) * 1_000 / 15
        #expect(abs(received.milliseconds - span) < 500, "\(received.steps)")
        await room.leave()
        await rooms.stop()
    }

    @Test func `follows a simulcast to its best layer, picture by picture`() async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice")
        let room = try await rooms.join()
        _ = try await alice.publish("publish_video", ["simulcast": true, "width": 640, "height": 360])
        let track = try await room.subscribe(to: .source(.camera, identity: "alice"), timeout: .seconds(20))
        #expect(track.info.isSimulcast)
        // Until the best layer came, and a while more.
        var received = ReceivedTrack()
        var width = 0
        while width < 640, let more = await received.take(from: track) { width = more }
        for _ in 0..<20 { _ = await received.take(from: track) }
        let counters = try received.counters("vp8").compactMap { $0 }
        #expect(counters.count == received.frames.count)
        #expect(counters.isAscending, "\(counters)")
        #expect(try received.widths("vp8").last == 640)
        let sizes = received.frames.compactMap { frame -> Int? in
            guard case .vp8(let parameters)? = frame.newParameters else { return nil }
            #expect(frame.isKeyframe)
            return parameters.width
        }
        #expect(sizes.last == 640 && zip(sizes, sizes.dropFirst()).allSatisfy { $0 != $1 })
        #expect(received.isIncreasing)
        await room.leave()
        await rooms.stop()
    }

    @Test func `receives a tone without a gap, with its true times`() async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice")
        let room = try await rooms.join()
        let sid = try await alice.publish("publish_audio", ["frequency": 1_000, "dtx": false])
        let track = try await room.subscribe(to: .sid(sid), timeout: .seconds(20))
        #expect(track.info.participantIdentity == "alice" && track.info.source == .microphone)
        let received = await ReceivedTrack.frames(100, of: track)
        let sound = try received.sound()
        #expect(sound.samples == 100 * 960)
        #expect((998...1_002).contains(sound.frequency))
        #expect((0.4...0.6).contains(sound.level))
        #expect(received.frames.allSatisfy { $0.duration == .milliseconds(20) })
        #expect(received.steps.allSatisfy { (19...21).contains($0) }, "\(received.steps)")
        guard case .opus(let parameters)? = received.frames.first?.newParameters else {
            Issue.record("no parameters")
            return
        }
        #expect(parameters.channels == 1)
        await room.leave()
        await rooms.stop()
    }
}
