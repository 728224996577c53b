import Foundation
import ProtobufRuntime
import ProtocolModels
import ServiceBus
import Testing

@testable import RoomEgress

struct EgressInfoBuilderTests {
    private typealias R = EgressRequests

    private let both = R.web(
        #""file_outputs": [{"filepath": "a.mp4"}], "stream_outputs": [{"urls": ["rtmp://a/b/planted-key-1"]}]"#)

    private func builder(_ body: String) throws -> (EgressInfoBuilder, EgressPlan) {
        let plan = try R.plan(body)
        return (EgressInfoBuilder(plan, startedAt: 100), plan)
    }

    private func file(startedAt: Int64 = 200) -> FileResult {
        var result = FileResult(filename: "/out/a.mp4", location: "/out/a.mp4")
        (result.startedAt, result.endedAt, result.duration, result.size) = (startedAt, 900, 700, 4_096)
        return result
    }

    private func stream(_ status: LiveKit.StreamInfo.Status, retries: UInt32 = 0) -> LiveKit.StreamInfo {
        .with {
            $0.url = "rtmp://a/b/{pla...y-1}"
            $0.startedAt = 300
            $0.status = status
            $0.retries = retries
            $0.lastRetryAt = retries == 0 ? 0 : 400
            if status != .active { ($0.endedAt, $0.duration) = (500, 200) }
            if status == .failed { $0.error = "refused" }
        }
    }

    // MARK: Life

    @Test func `a file's egress runs through its statuses`() throws {
        var (builder, plan) = try builder(R.web())
        #expect(builder.info.status == .starting && builder.info.startedAt == 100 && builder.info.updatedAt == 100)
        let named = LiveKit.FileInfo.with { $0.filename = "a.mp4" }
        #expect(builder.info.fileResults == [named] && builder.info.result == .file(named))
        #expect(builder.info.sourceType == .web)
        builder.activate(at: 200)
        #expect(builder.info.status == .active && builder.info.fileResults.first?.startedAt == 200)
        builder.end(.stopRequested, at: 800)
        builder.end(.sourceClosed, at: 810)
        #expect(builder.info.status == .ending && builder.info.details == "End reason: StopEgress API")
        builder.finish(.complete, files: [file()], at: 1_000)
        builder.setManifest(try #require(plan.file?.manifestPath))
        let info = builder.info
        #expect(info.status == .complete && info.endedAt == 1_000 && info.updatedAt == 1_000 && builder.isFinal)
        #expect(info.error.isEmpty && info.errorCode == 0 && info.manifestLocation == "/out/EG_test.json")
        let result = try #require(info.fileResults.first)
        #expect(result.filename == "a.mp4" && result.location == "/out/a.mp4" && result.size == 4_096)
        #expect(result.startedAt == 200 && result.endedAt == 900 && result.duration == 700)
        #expect(info.result == .file(result))
        builder.finish(.killed(error: "late"), at: 2_000)
        builder.activate(at: 2_000)
        builder.end(.failure, at: 2_000)
        #expect(builder.info == info)
    }

    @Test(arguments: [
        (EgressOutcome.limitReached, "Session limit reached", 413, "End reason: Session limit reached"),
        (.aborted(.noStartSignal), "Start signal not received", 412, ""),
        (.aborted(.limitBeforeStartSignal), "Session limit reached before start signal", 412, ""),
        (.aborted(.stoppedBeforeStart), "Stop called before pipeline could start", 412, ""),
        (.failed(error: "page load error: x", code: .invalidArgument), "page load error: x", 400, "End reason: Failure"),
        (.failed(error: "odd", code: nil), "odd", 0, "End reason: Failure"),
        (.processDied("killed by signal 9"), "killed by signal 9", 500, "End reason: Failure"),
        (.notStarted, "handler failed to start", 500, "End reason: Failure"),
        (.killed(error: "server is shutting down"), "server is shutting down", 403, "End reason: Process killed"),
    ] as [(EgressOutcome, String, Int32, String)])
    func `each end has its error, code and details`(
        outcome: EgressOutcome, error: String, code: Int32, details: String
    ) throws {
        var (builder, _) = try builder(both)
        builder.finish(outcome, at: 1_000)
        let info = builder.info
        #expect(info.error == error && info.errorCode == code && info.details == details)
        // What never started has both times the same.
        #expect(info.fileResults.allSatisfy { $0.startedAt == 1_000 && $0.endedAt == 1_000 && $0.duration == 0 })
        #expect(info.streamResults.allSatisfy { $0.startedAt == 1_000 && $0.endedAt == 1_000 && $0.status != .active })
    }

    @Test func `a reason that was given stays when the job fails`() throws {
        var (builder, _) = try builder(R.web())
        builder.end(.stopRequested, at: 150)
        builder.finish(.processDied("crashed"), at: 1_000)
        #expect(builder.info.details == "End reason: StopEgress API" && builder.info.errorCode == 500)
    }

    // MARK: Streams

    @Test func `streams are added, fail and are removed one by one`() throws {
        var (builder, plan) = try builder(both)
        var isTold = false
        #expect(builder.info.result == nil && builder.info.streamResults.first?.url == "rtmp://a/b/{pla...y-1}")
        isTold = builder.update(streams: [stream(.active)], at: 310)
        #expect(isTold)
        #expect(builder.info.streamResults.first?.startedAt == 300 && builder.info.updatedAt == 310)
        let twin = try #require(plan.streams?.first)
        builder.add([twin, EgressPlan.Stream(id: "mine", url: try StreamURL("rtmp://c/d/planted-key-2"))], at: 320)
        #expect(builder.info.streamResults.map(\.id) == ["", "", "mine"])
        isTold = builder.update(streams: [stream(.failed), stream(.finished)], at: 600)
        #expect(isTold)
        #expect(builder.info.streamResults.map(\.status) == [.failed, .finished, .active])
        // A stream that failed never comes back.
        isTold = builder.update(streams: [stream(.active)], at: 610)
        #expect(!isTold)
        #expect(builder.info.streamResults.first?.error == "refused")
        builder.finish(.complete, files: [file()], at: 1_000)
        #expect(builder.info.streamResults.map(\.status) == [.failed, .finished, .finished])
        #expect(builder.info.error.isEmpty && !builder.info.description.contains("planted"))
    }

    @Test func `retries alone are told once a minute`() throws {
        var (builder, _) = try builder(both)
        var isTold = false
        let minute: Int64 = 60_000_000_000
        isTold = builder.update(streams: [stream(.active)], at: 310)
        #expect(isTold)
        isTold = builder.update(streams: [stream(.active)], at: 320)
        #expect(!isTold)
        isTold = builder.update(streams: [stream(.active, retries: 1)], at: 400)
        #expect(isTold)
        isTold = builder.update(streams: [stream(.active, retries: 2)], at: 500)
        #expect(!isTold)
        isTold = builder.update(streams: [stream(.active, retries: 2)], at: 399 + minute)
        #expect(!isTold)
        isTold = builder.update(streams: [stream(.active, retries: 2)], at: 400 + minute)
        #expect(isTold)
        isTold = builder.update(streams: [stream(.active, retries: 2)], at: 400 + 3 * minute)
        #expect(!isTold)
        #expect(builder.info.streamResults.first?.retries == 2)
    }

    @Test func `streams alone fill the deprecated result`() throws {
        var (builder, _) = try builder(R.web(#""stream_outputs": [{"urls": ["rtmp://a/b/c", "rtmp://d/e/f"]}]"#))
        guard case .stream(let list) = builder.info.result else { throw EgressRequestError.notStreaming }
        #expect(list.info.count == 2)
        _ = builder.update(streams: [stream(.failed)], at: 500)
        let told = LiveKit.StreamInfoList.with { $0.info = builder.info.streamResults }
        #expect(builder.info.result == .stream(told))
    }

    @Test func `an UpdateStream request takes effect as far as it is valid`() throws {
        var request = LiveKit.UpdateStreamRequest()
        request.addOutputURLs = ["mux://KEY", "http://a/b/planted"]
        request.removeOutputURLs = ["rtmp://a/b/c", "nothing"]
        request.addDestinations = [.with { ($0.id, $0.url) = ("d", "rtmp://x/y/z") }]
        var change = try StreamChange(request, hasStreams: true)
        #expect(change.added.map(\.id) == ["", "d"] && change.removed.map(\.redacted) == ["rtmp://a/b/{...}"])
        change.report(.streamNotFound(url: "rtmp://a/b/{c}"))
        let error = try #require(change.error)
        #expect(error.code == .invalidArgument && error.description.split(separator: "\n").count == 3)
        #expect(error.description.hasSuffix("\nstream rtmp://a/b/{c} not found") && !error.description.contains("planted"))
        #expect(change.validRequest.addDestinations.map(\.url) == ["mux://KEY", "rtmp://x/y/z"])
        #expect(change.validRequest.removeOutputURLs == ["rtmp://a/b/c"])
        #expect(throws: EgressRequestError.notStreaming) { try StreamChange(request, hasStreams: false) }
        #expect(EgressRequestError.streamNotFound(url: "u").rpcError == RPCError(.notFound, "stream u not found"))
    }

    @Test func `a destination that may not be reached takes nothing from the others`() async throws {
        var request = LiveKit.UpdateStreamRequest()
        request.addOutputURLs = ["rtmp://inside/b/c", "rtmp://outside/b/c"]
        request.removeOutputURLs = ["rtmp://d/e/f"]
        var change = try StreamChange(request, hasStreams: true)
        await change.keepAdditions { stream throws(EgressRequestError) in
            if stream.url.host == "inside" { throw .refusedAddress("inside is not allowed") }
        }
        #expect(change.added.map(\.url.host) == ["outside"] && change.removed.count == 1 && !change.isEmpty)
        #expect(change.validRequest.addDestinations.map(\.url) == ["rtmp://outside/b/c"])
        #expect(change.error?.rpcError == RPCError(.invalidArgument, "inside is not allowed"))
    }

    // MARK: Recordings

    private func result(
        _ status: RecordingStatus, _ reason: EndReason, error: String? = nil, _ failure: RecordingFailure? = nil
    ) -> RecordingResult {
        let ending = RecordingLifecycle.Ending(
            reason: reason, error: error, failure: failure, hasRecorded: status != .aborted)
        var result = RecordingResult(
            id: "EG_test", ending: ending, startedAt: 100, outputs: [.file(file())], statistics: FrameStatistics(framerate: 30),
            cpuSeconds: 0)
        result.status = status
        return result
    }

    @Test(arguments: [
        (EndReason.stopRequested, LiveKit.EgressStatus.complete, 0, "StopEgress API"),
        (.serviceEnded, .complete, 0, "Process killed"),
        (.sourceEnded, .complete, 0, "Source closed"), (.browserEnded, .complete, 0, "Source closed"),
        (.outputsEnded, .complete, 0, "All streams stopped"), (.durationReached, .limitReached, 413, "Session limit reached"),
    ] as [(EndReason, LiveKit.EgressStatus, Int32, String)])
    func `a recording's end is told in the service's words`(
        reason: EndReason, told: LiveKit.EgressStatus, code: Int32, details: String
    ) throws {
        var (builder, plan) = try builder(R.web())
        builder.activate(at: 200)
        builder.finish(result(.complete, reason), plan: plan, at: 1_000)
        #expect(builder.info.status == told && builder.info.details == "End reason: \(details)")
        #expect(builder.info.errorCode == code)
    }

    @Test(arguments: [(.page, 400), (.frozenPipeline, 500), (.allStreams, 503), (nil, 0)] as [(RecordingFailure?, Int32)])
    func `a failure's kind decides its code, whatever its text`(failure: RecordingFailure?, code: Int32) throws {
        var (builder, plan) = try builder(R.web())
        builder.activate(at: 200)
        let text = "page load error: Start signal not received"
        builder.finish(result(.failed, .failure, error: text, failure), plan: plan, at: 1_000)
        #expect(builder.info.status == .failed && builder.info.error == text && builder.info.errorCode == code)
        #expect(builder.info.details == "End reason: Failure")
    }

    @Test func `streams that have all failed end an egress as unavailable`() throws {
        var stream = StreamResult(url: "rtmp://a/b/{...}")
        (stream.status, stream.error) = (.failed, "Connection refused")
        var (builder, plan) = try builder(R.web(#""stream_outputs": [{"urls": ["rtmp://a/b/c"]}]"#))
        // Also when somebody stops it just then.
        for input in [JobOutputs.consequence(of: [stream]), .end(.stopRequested)] {
            var lifecycle = RecordingLifecycle(awaitsStartSignal: false)
            let inputs: [RecordingLifecycle.Input?] = [.pageReady, .firstFrame, input, .endOfStream]
            for input in inputs.compactMap(\.self) { _ = lifecycle.handle(input) }
            let result = RecordingResult(
                id: "EG_test", ending: try #require(lifecycle.ending), startedAt: 100, outputs: [.stream(stream)],
                statistics: FrameStatistics(framerate: 30), cpuSeconds: 0)
            #expect(EgressOutcome(result, plan: plan) == .failed(error: "Connection refused", code: .unavailable))
            builder.finish(result, plan: plan, at: 1_000)
        }
        #expect(builder.info.errorCode == 503 && builder.info.details == "End reason: Failure")
    }

    @Test func `an end before the start is an abort`() throws {
        var (builder, plan) = try builder(R.room())
        builder.finish(result(.aborted, .stopRequested, error: "Recording aborted"), plan: plan, at: 1_000)
        #expect(builder.info.status == .aborted && builder.info.error == "Start signal not received")
        let web = try R.plan(R.web())
        #expect(EgressOutcome(result(.aborted, .stopRequested), plan: web) == .aborted(.stoppedBeforeStart))
        #expect(EgressOutcome(result(.aborted, .serviceEnded), plan: plan) == .aborted(.noStartSignal))
        #expect(EgressOutcome(result(.aborted, .durationReached), plan: plan) == .aborted(.limitBeforeStartSignal))
        let late = result(.failed, .failure, error: "start signal failed: x", .noStartSignal)
        #expect(EgressOutcome(late, plan: plan) == .aborted(.noStartSignal))
    }

    // MARK: Captured

    /// The fields that are set, as paths; lists once.
    private func shape(_ info: LiveKit.EgressInfo) throws -> Set<String> {
        let object = try JSONSerialization.jsonObject(with: Data(try info.jsonBytes()))
        var paths: Set<String> = []
        func walk(_ value: Any, _ path: String) {
            if let object = value as? [String: Any] {
                for (key, value) in object { walk(value, "\(path).\(key)") }
            } else if let list = value as? [Any] {
                for value in list { walk(value, path) }
            } else {
                paths.insert(path)
            }
        }
        walk(object, "")
        // What differs by the kind of request, and segments, which do not exist yet.
        return paths.filter { path in
            [".track", ".web", ".segmentResults", ".sourceType", ".roomName"].allSatisfy { !path.hasPrefix($0) }
        }
    }

    private func captured(_ id: String) throws -> [LiveKit.EgressInfo] {
        let url = try #require(Bundle.module.url(forResource: "egress-infos", withExtension: "jsonl", subdirectory: "Fixtures"))
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").compactMap { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let digits = Array(try #require(object?["info"] as? String))
            let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
            let info = try LiveKit.EgressInfo(protobuf: bytes)
            return info.egressID == id ? info : nil
        }
    }

    @Test func `the infos have the shape of those captured`() throws {
        let plan = try R.plan(
            #"""
            {"room_id": "RM_1", "web": {"url": "http://a", "file_outputs": [{"filepath": "/srv/recordings/composite.mp4"}],
             "stream_outputs": [{"protocol": "RTMP", "urls": ["rtmp://127.0.0.1:1936/live/good-stream-key"]}]}}
            """#)
        var builder = EgressInfoBuilder(plan, startedAt: 100)
        var mine = [builder.info]
        builder.activate(at: 200)
        mine.append(builder.info)
        _ = builder.update(streams: [stream(.active)], at: 310)
        mine.append(builder.info)
        _ = builder.update(streams: [stream(.failed)], at: 510)
        mine.append(builder.info)
        builder.end(.stopRequested, at: 800)
        mine.append(builder.info)
        builder.finish(.complete, files: [file()], at: 1_000)
        builder.setManifest(try #require(plan.file?.manifestPath))
        mine.append(builder.info)
        var theirs = try captured("EG_AHkZED4GkahX")
        // Theirs has an UpdateStream in the middle, whose second stream has the same fields.
        theirs.remove(at: 4)
        #expect(theirs.map(\.status) == mine.map(\.status))
        for (mine, theirs) in zip(mine, theirs) { #expect(try shape(mine) == shape(theirs)) }
        #expect(mine.first?.streamResults.first?.url == theirs.first?.streamResults.first?.url)
        #expect(mine.last?.manifestLocation == "/srv/recordings/EG_test.json")
    }

    @Test func `a lone file has the shape of the one captured`() throws {
        let plan = try R.plan(#"{"room_id": "RM_1", "web": {"url": "http://a", "file": {"filepath": "/srv/a.mp4"}}}"#)
        var builder = EgressInfoBuilder(plan, startedAt: 100)
        builder.activate(at: 200)
        builder.end(.stopRequested, at: 800)
        builder.finish(.complete, files: [file()], at: 1_000)
        builder.setManifest(try #require(plan.file?.manifestPath))
        let last = try #require(try captured("EG_etAHiCPjfLP6").last)
        #expect(try shape(builder.info) == shape(last))
    }

    // MARK: Manifest

    @Test func `the manifest names what was written`() throws {
        var (builder, plan) = try builder(#"{"room_id": "RM_1", "web": {"url": "https://u:pw@a.b/?token=planted", "file": {"filepath": "d/a"}}}"#)
        builder.finish(.complete, files: [file()], at: 1_000)
        let json = String(decoding: EgressManifest(builder.info, plan: plan).json, as: UTF8.self)
        #expect(json == #"{"egress_id":"EG_test","ended_at":1000,"files":[{"filename":"a.mp4","location":"/out/a.mp4"}],"#
            + #""room_id":"RM_1","started_at":100,"url":"https://***@a.b/?token=***"}"#)
    }

    @Test func `the manifest is made of the finished info`() throws {
        var (builder, plan) = try builder(R.web())
        builder.activate(at: 200)
        builder.finish(result(.complete, .stopRequested), plan: plan, at: 1_000)
        let info = builder.info
        builder.setManifest("/elsewhere/EG_test.json")
        #expect(info.manifestLocation.isEmpty && !builder.info.backupStorageUsed)
        #expect(info.endedAt == 1_000 && info.fileResults.first?.location == "/out/a.mp4" && info.status == .complete)
        #expect(builder.info.manifestLocation == "/elsewhere/EG_test.json")
    }

    @Test(arguments: [
        (EgressOutcome.complete, true), (.limitReached, true), (.aborted(.stoppedBeforeStart), false),
        (.failed(error: "odd", code: nil), false),
    ])
    func `what failed or never began has no manifest`(outcome: EgressOutcome, isStored: Bool) {
        #expect(outcome.hasManifest == isStored)
    }
}
