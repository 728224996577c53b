import Foundation
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import TestSupport
import Testing

/// Every kind of output in every kind of store, through the service, as users find them afterwards.
@Suite(.serialized, .timeLimit(.minutes(3))) struct StoredOutputTests {
    private let state: TemporaryFolder

    init() throws { state = try TemporaryFolder() }

    @Test func `every store takes a recording, whichever way it is chosen`() async throws {
        let bench = try TrackBench("stored-everywhere")
        async let microsoft = CloudBench("azure_server.py", answers: 3)
        async let google = CloudBench("gcs_server.py", answers: 2)
        async let alibaba = CloudBench("alioss_server.py", answers: 3)
        let (azure, gcs, oss) = try await (microsoft, google, alibaba)
        let (json, local) = (try state.write(Array(gcs.answers[1].utf8), as: "google.json"), bench.path("archive"))
        let publisher = try await bench.peer("alice")
        let sid = try await publisher.publish("publish_audio", ["frequency": 1_000])
        let service = try await StoredService(
            bench, state,
            """
            storage:
              prefix: pre
              azure:
                account_name: \(azure.answers[1])
                account_key: \(azure.answers[2])
                container_name: recordings
                endpoint: \(azure.url)
            storage_profiles:
              google: {gcp: {credentials_json: \(json), bucket: recordings, endpoint: "\(gcs.url)"}}
              archive: {local: \(local)}
            """)
        let upload = LiveKit.AliOSSUpload.with {
            ($0.accessKey, $0.secret, $0.bucket) = (oss.answers[1], oss.answers[2], "recordings")
            ($0.endpoint, $0.region) = (oss.url, "cn-hangzhou")
        }
        let stores: [(name: String, output: LiveKit.DirectFileOutput.Output?, location: String)] = [
            ("azure", nil, "https://\(azure.answers[1]).blob.core.windows.net/"),
            ("gcp", .gcp(.with { $0.bucket = "@google" }), "https://recordings.storage.googleapis.com/"),
            ("alioss", .aliOSS(upload), "https://recordings.\(oss.url.dropFirst(7))/"),
            ("local", .s3(.with { $0.bucket = "@archive" }), local + "/"),
        ]
        var ids: [String] = []
        for store in stores {
            ids.append(try await service.start(sid, "talks/\(store.name) ä+%.ogg", store.output))
        }
        for id in ids { _ = try await service.until(id, .active) }
        try await Task.sleep(for: .seconds(1))
        for (final, store) in zip(try await service.stop(ids), stores) {
            let file = try #require(final.fileResults.first)
            #expect(file.filename == "talks/\(store.name) ä+%.ogg" && !final.backupStorageUsed)
            #expect(file.location == "\(store.location)pre/talks/\(store.name) ä+%.ogg")
            #expect(final.manifestLocation == "\(store.location)pre/talks/\(final.egressID).json")
            let clouds = ["azure": azure, "gcp": gcs, "alioss": oss]
            var copy = file.location
            if let cloud = clouds[store.name] {
                copy = bench.path("\(store.name).ogg")
                #expect(try await cloud.download("pre/\(file.filename)", to: copy) == "audio/ogg")
                let manifest = bench.path("\(store.name).json")
                #expect(try await cloud.download("pre/talks/\(final.egressID).json", to: manifest) == "application/json")
            }
            let (length, duration) = (try TrackFile(copy).soundLength, Double(file.duration) / 1e9)
            #expect(duration > 0.9 && abs(length - duration) < 0.1)
            #expect(try FileManager.default.attributesOfItem(atPath: copy)[.size] as? Int64 == file.size)
        }
        #expect(FileManager.default.subpaths(atPath: state.path("uploads")) ?? [] == [])
        _ = await service.end()
        await bench.stop()
    }

    /// A page that stands still, and makes a sound.
    private static let page = """
        <!doctype html><title>stored</title><h1>stored</h1>
        <script>
          const context = new AudioContext(), oscillator = context.createOscillator()
          oscillator.connect(context.destination)
          oscillator.start()
        </script>
        """

    @Test func `pages and tracks go to a bucket in every format`() async throws {
        let (bench, store) = (try TrackBench("stored-kinds"), try await StorageBench())
        let alice = try await bench.peer("alice")
        let pages = try HTTPServer(host: "127.0.0.1", port: 0) { _ in .html(Self.page) }
        let service = try await StoredService(
            bench, state, "storage: {s3: \(store.s3(store.writer))}", ServiceBench.allowsLoopback)
        let tracks = [
            try await alice.publish("publish_audio", ["frequency": 1_000]),
            try await alice.publish("publish_video", ["codec": "VP8"]),
            try await alice.publish("publish_video", ["codec": "H264", "source": "screen_share"]),
        ]
        var ids: [String: String] = [:]
        for (track, file) in [(0, "a.ogg"), (0, "a.webm"), (1, "v.webm"), (1, "v.ivf"), (2, "v.h264"), (2, "v.mp4")] {
            ids[file] = try await service.start(tracks[track], file)
        }
        for isAudioOnly in [true, false] {
            let request = LiveKit.WebEgressRequest.with {
                ($0.url, $0.audioOnly) = ("http://127.0.0.1:\(pages.port)/", isAudioOnly)
                $0.fileOutputs = [.with { $0.filepath = isAudioOnly ? "page.ogg" : "page.mp4" }]
                $0.options = .advanced(.with { ($0.width, $0.height, $0.framerate) = (320, 240, 15) })
            }
            ids[isAudioOnly ? "page.ogg" : "page.mp4"] = try await service.call(LiveKit.Egress.startWebEgress, request).egressID
        }
        for id in ids.values { _ = try await service.until(id, .active) }
        try await Task.sleep(for: .seconds(2))
        let finals = try await service.stop(Array(ids.values))
        for final in finals {
            let file = try #require(final.fileResults.first)
            #expect(ids[file.filename] == final.egressID && file.location == "\(store.url)/bucket/\(file.filename)")
            #expect(final.manifestLocation == "\(store.url)/bucket/\(final.egressID).json")
            try await check(file, store, to: bench.path(file.filename))
        }
        #expect(Set(try await store.keys()) == Set(ids.keys).union(ids.values.map { $0 + ".json" }))
        #expect(try await store.unfinished().isEmpty)
        #expect(FileManager.default.subpaths(atPath: state.path("uploads")) ?? [] == [])
        _ = await service.end()
        await pages.stop()
        await bench.stop()
    }

    private static let types = [
        "mp4": "video/mp4", "h264": "video/h264", "webm": "video/webm", "ivf": "video/x-ivf", "ogg": "audio/ogg",
    ]

    /// Plays the object.
    private func check(_ file: LiveKit.FileInfo, _ store: StorageBench, to copy: String) async throws {
        try await store.download(file.filename, to: copy)
        let object = try #require(try await store.object(file.filename))
        #expect(object.size == Int(file.size) && object.contentType == Self.types[URL(filePath: copy).pathExtension])
        #expect(try Player.complaints(copy) == "", "\(file.filename)")
        let content = try TrackFile(copy)
        if file.filename.hasPrefix("page") {
            #expect(abs(try Player.duration(copy) - Double(file.duration) / 1e9) < 0.2)
            if file.filename == "page.mp4" { try MP4Checker.check(path: copy) } else { #expect(content.soundLength > 1.5) }
        } else if file.filename.hasPrefix("a.") {
            #expect(content.soundLength > 1.5 && content.tones.filter { $0.level > 0.2 }.count > 10, "\(file.filename)")
        } else {
            // Of a shared screen there are five a second.
            let counters = content.pictures.map(\.counter)
            #expect(counters.count > 10 && !counters.contains(nil), "\(file.filename): \(counters)")
        }
    }
}
