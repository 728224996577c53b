import Foundation
import ProtobufRuntime
import ProtocolModels
import TestSupport
import Testing

/// Recordings that go to an S3 server which checks signatures, as users make them.
@Suite(.serialized, .timeLimit(.minutes(5))) struct StoredRecordingTests {
    private let state: TemporaryFolder

    init() throws { state = try TemporaryFolder() }

    private var uploads: String { state.path("uploads") }

    /// What is left on this machine of what was to be uploaded.
    private var leftovers: [String] { FileManager.default.subpaths(atPath: uploads) ?? [] }

    private func record(_ bench: TrackBench, _ storage: String, _ output: String) throws -> EgressServer {
        let config = try state.write(
            Array("state_directory: \(state.url.path)\n\(storage)\n".utf8), as: "record.yaml")
        return try bench.export("--config", config, "--track", "publisher:microphone", "--duration", "2", output)
    }

    @Test func `a recording goes to the configured bucket, and nothing of it stays here`() async throws {
        let (bench, store) = (try TrackBench("stored-record"), try await StorageBench())
        let publisher = try await SyntheticPublisher(in: bench)
        let server = try record(bench, "storage: {prefix: pre, s3: \(store.s3(store.writer))}", "talks/ä b+c%.ogg")
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        let file = outcome.report["file_results"]?[0]
        #expect(file?["location"]?.string?.hasPrefix(store.url + "/bucket/pre/talks/") == true, "\(outcome.output)")
        let copy = bench.path("copy.ogg")
        try await store.download("pre/talks/ä b+c%.ogg", to: copy)
        #expect(abs(try TrackFile(copy).soundLength - 2) < 0.1)
        #expect(try await store.object("pre/talks/ä b+c%.ogg")?.contentType == "audio/ogg")
        #expect(leftovers.isEmpty, "\(leftovers)")
        await publisher.leave()
        await bench.stop()
    }

    @Test func `wrong keys and missing buckets are refused before anything is recorded`() async throws {
        let (bench, store) = (try TrackBench("stored-refused"), try await StorageBench())
        for (storage, word) in [
            (store.s3((store.writer.key, "planted-wrong-secret-0123456789abcdefghi")), "the credentials are refused"),
            (store.s3(("AKIAIOSFODNN7EXAMPLE", "planted")), "the credentials are refused"),
            (store.s3(store.owner, bucket: "nowhere"), "the bucket does not exist"),
        ] {
            let outcome = await (try record(bench, "s3: \(storage)", "a.ogg")).outcome()
            #expect(outcome.status == 2 && outcome.log.contains(word), "\(outcome.log)")
            #expect(!outcome.log.contains("planted") && !outcome.output.contains("planted"))
        }
        #expect(leftovers.isEmpty)
        await bench.stop()
    }

    @Test func `what the store does not take goes to the backup`() async throws {
        let (bench, store) = (try TrackBench("stored-backup"), try await StorageBench())
        let publisher = try await SyntheticPublisher(in: bench)
        let storage = "{storage: {s3: \(store.s3(store.stranger))}, backup: {local: \"\(bench.path("backup"))\", prefix: p}"
            + ", state_directory: \"\(state.url.path)\"}"
        let outcome = await (try bench.export(
            "--config-body", storage, "--track", "publisher:microphone", "--duration", "1", "a.ogg")).outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(abs(try TrackFile(bench.path("backup/p/a.ogg")).soundLength - 1) < 0.1)
        #expect(leftovers.isEmpty, "\(leftovers)")
        await publisher.leave()
        await bench.stop()
    }

    @Test func `without a place that takes it, a recording stays here, and recovery brings it to its store`() async throws {
        let (bench, store) = (try TrackBench("stored-kept"), try await StorageBench())
        let publisher = try await SyntheticPublisher(in: bench)
        let outcome = await (try record(bench, "s3: \(store.s3(store.stranger))", "a.ogg")).outcome()
        #expect(outcome.status == 1 && outcome.log.contains("no permission"), "\(outcome.log)")
        let kept = leftovers.filter { $0.hasSuffix("/files/a.ogg") }
        #expect(kept.count == 1 && outcome.log.contains(kept.first ?? "?"), "\(outcome.log) \(leftovers)")
        let config = try state.write(
            Array("state_directory: \(state.url.path)\ns3: \(store.s3(store.writer))\n".utf8), as: "again.yaml")
        let recovery = await (try EgressServer(["recover", "--config", config])).outcome()
        #expect(recovery.status == 0 && recovery.output.contains("/bucket/a.ogg"), "\(recovery.output) \(recovery.log)")
        let copy = bench.path("copy.ogg")
        try await store.download("a.ogg", to: copy)
        #expect(abs(try TrackFile(copy).soundLength - 2) < 0.1)
        #expect(leftovers.isEmpty, "\(leftovers)")
        await publisher.leave()
        await bench.stop()
    }

    // MARK: The service

    @Test func `an egress is told again when a later service has brought its file to its store`() async throws {
        let (bench, store) = (try TrackBench("stored-late"), try await StorageBench())
        let publisher = try await bench.peer("alice")
        let sid = try await publisher.publish("publish_audio", ["frequency": 1_000])
        let first = try await StoredService(bench, state, "s3: \(store.s3(store.stranger))")
        let id = try await first.start(sid, "late.ogg")
        _ = try await first.until(id, .active)
        _ = try await first.call(LiveKit.Egress.stopEgress, .with { $0.egressID = id })
        let kept = try await first.until(id, .failed)
        #expect(kept.error.contains("no permission") && kept.fileResults.first?.location.hasPrefix(uploads) == true, "\(kept)")
        #expect(
            try await first.metric("livekit_egress_pipeline_uploads", #"type="audio/ogg",status="4xx""#) == 1)
        first.server.signal(SIGKILL)
        _ = await first.server.outcome()
        let second = try await StoredService(bench, state, "s3: \(store.s3(store.writer))")
        try await eventually { try await second.info(id).status == .complete }
        let told = try await second.info(id)
        let file = try #require(told.fileResults.first)
        #expect(file.location == "\(store.url)/bucket/late.ogg")
        #expect(file.size > 0 && file.duration == kept.fileResults.first?.duration && told.error.isEmpty)
        #expect(told.manifestLocation == "\(store.url)/bucket/\(id).json" && told.endedAt == kept.endedAt)
        #expect(try await store.object("late.ogg")?.size == Int(file.size))
        try await eventually { leftovers.isEmpty }
        _ = await second.end()
        await bench.stop()
    }

    @Test func `an egress goes to its request's bucket with its manifest, and no secret is seen anywhere`() async throws {
        let (bench, store) = (try TrackBench("stored-service"), try await StorageBench())
        let publisher = try await bench.peer("alice")
        let sid = try await publisher.publish("publish_audio", ["frequency": 1_000])
        let service = try await StoredService(bench, state)
        let id = try await service.start(sid, "{room_name}/{track_id}", .s3(store.upload(store.writer)))
        _ = try await service.until(id, .active)
        // Small as it is it goes up at its end; until then it can be seen to wait.
        try await eventually { try await service.health().contains(#""Uploads":{"\#(id)":{"Files":1,"WaitingBytes":"#) }
        #expect(try await service.metric("sluice_upload_unfinished_files") == 1)
        let folder = "\(uploads)/\(id)"
        for path in FileManager.default.subpaths(atPath: folder) ?? [] {
            let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)") ?? Data()
            #expect(bytes.range(of: Data(store.writer.secret.utf8)) == nil, "\(path)")
        }
        #expect(try ProcessList.text().contains(store.writer.secret) == false)
        _ = try await service.call(LiveKit.Egress.stopEgress, .with { $0.egressID = id })
        let final = try await service.until(id, .complete)
        let key = "\(TrackBench.room)/\(sid).ogg"
        let file = try #require(final.fileResults.first)
        #expect(file.filename == key && file.location == "\(store.url)/bucket/\(key)" && !final.backupStorageUsed)
        #expect(final.manifestLocation == "\(store.url)/bucket/\(TrackBench.room)/\(id).json")
        #expect(try await store.object(key)?.size == Int(file.size))
        #expect(try await store.object("\(TrackBench.room)/\(id).json")?.contentType == "application/json")
        #expect(leftovers.isEmpty, "\(leftovers)")
        try await check(service, sent: Int(file.size) + (try await store.object("\(TrackBench.room)/\(id).json")?.size ?? 0))
        #expect(!String(decoding: try final.jsonBytes(), as: UTF8.self).contains(store.writer.secret))
        #expect(!(await service.end()).log.contains(store.writer.secret))
        await bench.stop()
    }

    /// What an operator sees once a sound and its manifest are stored.
    private func check(_ service: StoredService, sent: Int) async throws {
        for type in ["audio/ogg", "application/json"] {
            let labels = #"type="\#(type)",status="success","#
            #expect(try await service.metric("livekit_egress_pipeline_uploads", labels + #"custom_endpoint="true""#) == 1)
            let times = "livekit_egress_pipline_upload_response_time_ms"
            #expect(try await service.metric(times + "_bucket", labels + #"le="+Inf""#) == 1)
            #expect(try await service.metric(times + "_sum", labels.dropLast().description) ?? 0 > 0)
        }
        #expect(try await service.metric("sluice_upload_sent_bytes_total") == Double(sent))
        #expect(try await service.metric("sluice_upload_unfinished_files") == 0)
        #expect(try await service.metric("sluice_upload_waiting_bytes") == 0)
        #expect(!(try await service.health().contains("Uploads")))
        // Three names are as the documents have them.
        let complaints = try Promtool.complaints(about: try await service.metrics()).split(separator: "\n").filter { line in
            !["livekit_egress_pipeline_uploads ", "livekit_egress_pipline_upload_response_time_ms ", "livekit_egress_backup_storage_writes "]
                .contains { line.contains($0) }
        }
        #expect(complaints.isEmpty, "\(complaints)")
    }

    @Test func `a killed job's recording is finished and goes to its request's bucket`() async throws {
        let (bench, store) = (try TrackBench("stored-killed"), try await StorageBench())
        let publisher = try await bench.peer("alice")
        let sid = try await publisher.publish("publish_video", ["codec": "H264"])
        let service = try await StoredService(bench, state)
        let id = try await service.start(sid, "killed.mp4", .s3(store.upload(store.owner)))
        _ = try await service.until(id, .active)
        try await Task.sleep(for: .seconds(5))
        for child in try ProcessList.children(of: service.server.process.processIdentifier) { kill(child, SIGKILL) }
        let final = try await service.until(id, .failed)
        let file = try #require(final.fileResults.first)
        #expect(file.location == "\(store.url)/bucket/killed.mp4", "\(final)")
        let copy = bench.path("copy.mp4")
        try await store.download("killed.mp4", to: copy)
        let pictures = try TrackFile(copy).pictures
        #expect(try await service.metric("livekit_egress_pipeline_uploads", #"type="video/mp4",status="success""#) == 1)
        #expect(pictures.count > 35 && abs(Double(file.duration) / 1e9 - Double(pictures.count) / 15) < 1)
        #expect(leftovers.isEmpty, "\(leftovers)")
        _ = await service.end()
        await bench.stop()
    }
}
