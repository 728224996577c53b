import MediaTypes
import Synchronization
import Testing

@testable import RoomEgress

struct FrameFanOutTests {
    private final class Recorder: FrameOutput {
        let seen = Mutex<[String]>([])

        func start(_ tracks: [TrackDescription]) {
            seen.withLock { $0.append("start " + tracks.map { "\($0.id.value)" }.joined(separator: ",")) }
        }
        func send(_ frame: EncodedFrame) {
            seen.withLock { $0.append("\(frame.track.value)@\(frame.presentationTime.nanoseconds / 1_000_000)") }
        }
        func finish() async -> [OutputResult] { [] }
    }

    private let video = TrackDescription(
        id: 1,
        parameters: .h264(
            H264Parameters(sequenceParameterSets: [], pictureParameterSets: [], width: 16, height: 16)))
    private let audio = TrackDescription(
        id: 2, parameters: .aac(AACParameters(audioSpecificConfig: [], sampleRate: 48_000, channels: 2)))

    private func frame(_ track: TrackID, _ milliseconds: Int64) -> EncodedFrame {
        EncodedFrame(
            track: track, presentationTime: .milliseconds(milliseconds), isKeyframe: true, payload: FramePayload([0]))
    }

    private func fanOut(
        _ media: RecordedMedia = .audioAndVideo, limit: Duration? = nil, events: Events = Events()
    ) -> FrameFanOut {
        FrameFanOut(
            media: media, framerate: 30, limit: limit, onStart: { events.add("start") },
            onLimit: { events.add("limit") })
    }

    private final class Events: Sendable {
        let list = Mutex<[String]>([])
        func add(_ event: String) { list.withLock { $0.append(event) } }
    }

    @Test func `frames wait until every track is known, and keep their order`() {
        let events = Events()
        let fanOut = fanOut(events: events)
        let output = Recorder()
        fanOut.add(output)
        fanOut.receive(video)
        fanOut.receive(frame(1, 0))
        fanOut.receive(frame(1, 33))
        #expect(output.seen.withLock { $0 }.isEmpty)
        fanOut.receive(audio)
        fanOut.receive(frame(2, 10))
        #expect(output.seen.withLock { $0 } == ["start 1,2", "1@0", "1@33", "2@10"])
        #expect(events.list.withLock { $0 } == ["start"])
    }

    @Test func `an output that comes late is told the tracks, one that leaves gets nothing more`() {
        let fanOut = fanOut()
        fanOut.receive(video)
        fanOut.receive(audio)
        let output = Recorder()
        fanOut.add(output)
        fanOut.receive(frame(1, 0))
        fanOut.remove(output)
        fanOut.receive(frame(1, 33))
        #expect(output.seen.withLock { $0 } == ["start 1,2", "1@0"])
    }

    @Test func `the limit cuts both tracks at the same media time and is told once`() {
        let events = Events()
        let fanOut = fanOut(limit: .milliseconds(100), events: events)
        let output = Recorder()
        fanOut.add(output)
        fanOut.receive(video)
        fanOut.receive(audio)
        for time in stride(from: Int64(500), through: 700, by: 50) {
            fanOut.receive(frame(1, time))
            fanOut.receive(frame(2, time))
        }
        #expect(output.seen.withLock { $0 } == ["start 1,2", "1@500", "2@500", "1@550", "2@550"])
        #expect(events.list.withLock { $0 } == ["start", "limit"])
    }

    @Test func `gaps in the picture count as dropped frames`() {
        let fanOut = fanOut()
        fanOut.receive(video)
        fanOut.receive(audio)
        for time: Int64 in [0, 33, 67, 200, 233] { fanOut.receive(frame(1, time)) }
        let statistics = fanOut.statistics
        #expect(statistics.frames == 5)
        #expect(statistics.droppedFrames == 3)
        #expect(statistics.elapsed.seconds > 0.26 && statistics.elapsed.seconds < 0.27)
    }

    @Test func `sound alone is counted and limited by its own time, after its priming`() {
        let events = Events()
        let fanOut = fanOut(.audioOnly, limit: .milliseconds(100), events: events)
        let output = Recorder()
        fanOut.add(output)
        var primed = audio
        primed.codecDelay = .milliseconds(20)
        fanOut.receive(primed)
        for time in stride(from: Int64(480), through: 680, by: 20) {
            var frame = frame(2, time)
            frame.duration = .milliseconds(20)
            fanOut.receive(frame)
        }
        #expect(output.seen.withLock { $0 } == ["start 2", "2@480", "2@500", "2@520", "2@540", "2@560", "2@580"])
        #expect(events.list.withLock { $0 } == ["start", "limit"])
        let statistics = fanOut.statistics
        #expect(!statistics.hasVideo && statistics.frames == 0 && statistics.droppedFrames == 0 && statistics.bytes == 6)
        #expect(statistics.elapsed == .milliseconds(120))
    }

    @Test func `a picture alone does not wait for sound`() {
        let fanOut = fanOut(.videoOnly, limit: .milliseconds(60))
        let output = Recorder()
        fanOut.add(output)
        fanOut.receive(video)
        for time: Int64 in [500, 533, 567] { fanOut.receive(frame(1, time)) }
        #expect(output.seen.withLock { $0 } == ["start 1", "1@500", "1@533"])
        #expect(fanOut.statistics.frames == 2)
    }
}
