import JobScheduler
import MediaContainers
import MediaTypes
import ProtobufRuntime
import ProtocolModels
import ServiceBus
import TestSupport
import Testing

@testable import RoomEgress

struct DeadEgressTests {
    private typealias R = EgressRequests

    private static let streams = #""stream_outputs": [{"urls": ["rtmp://a/b/c", "rtmp://d/e/f"]}]"#
    private static let file = #""file_outputs": [{"filepath": "a.mp4"}]"#

    /// As the service last heard of an egress, which has been recording: its first stream streams, its second has ended.
    private func last(_ outputs: String) throws -> LiveKit.EgressInfo {
        let plan = try R.plan(R.web(outputs))
        var builder = EgressInfoBuilder(plan, startedAt: 100)
        builder.activate(at: 200)
        let streams = (plan.streams ?? []).enumerated().map { number, _ in
            LiveKit.StreamInfo.with {
                $0.startedAt = 300
                if number == 1 { ($0.status, $0.endedAt, $0.duration) = (.finished, 500, 200) }
            }
        }
        _ = builder.update(streams: streams, at: 500)
        // Over the wire, as from a job.
        return try LiveKit.EgressInfo(protobuf: builder.info.encoded())
    }

    @Test(arguments: [
        (.ended(reason: "server is shutting down"), "server is shutting down", 403, "End reason: Process killed"),
        (.outOfMemory(used: 3 << 30, limit: 2 << 30), "OOM: ", 403, "End reason: Failure"),
        (.outOfMemory(used: nil, limit: nil), "OOM: ", 403, "End reason: Failure"),
        (.killed(signal: 9), "the job's process was killed from outside", 500, "End reason: Failure"),
        (.crashed(signal: 11), "the job's process crashed", 500, "End reason: Failure"),
        (.noResult(status: 3), "the job's process ended with status 3", 500, "End reason: Failure"),
        (.hung(silentFor: .seconds(30)), "the job's process gave no sign of life", 500, "End reason: Failure"),
    ] as [(JobError, String, Int32, String)])
    func `a job's error has the code that is documented`(
        error: JobError, text: String, code: Int32, details: String
    ) throws {
        let info = DeadEgress.info(after: try last(Self.file), EgressOutcome(error), at: 1_000)
        #expect(info.status == .failed && info.error.hasPrefix(text) && info.errorCode == code && info.details == details)
        #expect(info.endedAt == 1_000 && info.updatedAt == 1_000 && info.startedAt == 100)
    }

    @Test func `streams and files end with their job, and the deprecated result is the same`() throws {
        for outputs in [Self.streams, Self.file, Self.file + ", " + Self.streams] {
            let before = try last(outputs)
            let info = DeadEgress.info(after: before, .processDied("killed"), at: 1_000)
            #expect(info.fileResults.map(\.endedAt) == before.fileResults.map { _ in 1_000 })
            #expect(info.fileResults.map(\.startedAt) == before.fileResults.map { _ in 200 })
            if !info.streamResults.isEmpty {
                #expect(info.streamResults.map(\.status) == [.failed, .finished])
                #expect(info.streamResults.map(\.endedAt) == [1_000, 500])
                #expect(info.streamResults.map(\.duration) == [700, 200])
                #expect(info.streamResults.map(\.error) == ["killed", ""])
                #expect(info.streamResults.map(\.url) == before.streamResults.map(\.url))
            }
            switch info.result {
            case .file(let file): #expect(outputs == Self.file && file == info.fileResults.first)
            case .stream(let list): #expect(outputs == Self.streams && list.info == info.streamResults)
            case .segments: Issue.record("there are no segments")
            case nil: #expect(info.fileResults.count == 1 && info.streamResults.count == 2)
            }
        }
    }

    @Test func `the recording that was left is finished and told`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.mp4")
        let track = TrackDescription(id: 0, parameters: .opus(OpusParameters(channels: 1, preSkip: 0)))
        var writer = HybridMP4Writer(output: try LocalFile(creating: path), tracks: [track])
        for number in 0..<250 {
            try writer.write(
                EncodedFrame(
                    track: 0, presentationTime: .milliseconds(Int64(number) * 20), duration: .milliseconds(20),
                    isKeyframe: true, payload: FramePayload([0x08, 0xFF, 0xFE])))
        }
        _ = consume writer
        let info = DeadEgress.info(after: try last(Self.file), .processDied("killed"), recording: path, at: 1_000)
        let file = try #require(info.fileResults.first)
        #expect(file.location == path && file.filename == "a.mp4" && file.duration > 3_900_000_000 && file.size > 0)
        #expect(file.startedAt == 200 && file.endedAt == 1_000 && info.result == .file(file))
        try MP4Checker.check(path: path)
    }

    @Test func `what has ended stays as it was told, and what nobody knows of is no trouble`() throws {
        var builder = EgressInfoBuilder(try R.plan(R.web()), startedAt: 100)
        builder.finish(.complete, at: 900)
        #expect(DeadEgress.info(after: builder.info, .processDied("killed"), at: 1_000) == builder.info)
        let unknown = DeadEgress.info(after: LiveKit.EgressInfo(), .notStarted, recording: "/nowhere/a.mp4", at: 1_000)
        #expect(unknown.status == .failed && unknown.errorCode == 500 && unknown.result == nil)
        let early = DeadEgress.info(
            after: EgressInfoBuilder(try R.plan(R.web()), startedAt: 100).info, .notStarted, at: 1_000)
        #expect(early.fileResults.first?.startedAt == 1_000 && early.fileResults.first?.endedAt == 1_000)
    }
}
