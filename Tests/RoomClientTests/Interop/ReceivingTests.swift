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
        let counters = try received.counters(test.decoder)
        #expect(counters.count == 30)
        let first = try #require(counters.first ?? nil)
        #expect(counters == (0..<30).map { first + $0 })
        // 15 a second: the encoder takes pictures when they come, and the timeline must not make it worse.
        let length = received.frames.last!.presentationTime - received.frames[0].presentationTime
        #expect((1_750...2_100).contains(length.nanoseconds / 1_000_000), "\(received.steps)")
        #expect(received.steps.allSatisfy { (20...140).contains($0) }, "\(received.steps)")
        let statistics = await track.statistics()
        #expect(statistics.lost == 0 && statistics.overflowed == 0 && statistics.frames >= 30)
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
        #expect(sound.silence < 48)
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
