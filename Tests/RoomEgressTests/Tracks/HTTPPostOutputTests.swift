import Foundation
import HTTPTransport
import MediaTypes
import Synchronization
import TestSupport
import Testing

@testable import RoomEgress

/// Held against a server on bare sockets, which sees each chunk.
@Suite(.timeLimit(.minutes(1))) struct HTTPPostOutputTests {
    private func post(
        _ receiver: TrackReceiver, _ path: String, _ source: EncodedSource, client: HTTPClient = HTTPClient(),
        onFailure: @escaping @Sendable (TrackExportError) -> Void = { _ in }
    ) async -> FileResult? {
        let output = HTTPPostOutput(
            "http://nowhere.invalid:\(receiver.uploadPort)\(path)", mimeType: source.tracks[0].parameters.trackMIMEType, to: ["127.0.0.1"],
            client: client, onFailure: onFailure)
        output.start(source.tracks)
        for frame in source.frames { output.send(frame) }
        guard case .file(let result)? = await output.finish().first else { return nil }
        return result
    }

    @Test(arguments: ["H.264", "VP8", "AV1", "Opus"])
    func `each encoded frame is a chunk of one POST under the track's type`(_ codec: String) async throws {
        let receiver = try await TrackReceiver()
        let source = try TrackFixtures.named(codec)
        let result = try #require(await post(receiver, "/ok?access_token=hunter22", source))
        let upload = try await receiver.upload()
        #expect(upload.requestLine == "POST /ok?access_token=hunter22 HTTP/1.1" && upload.transferEncoding == "chunked")
        #expect(upload.contentType == source.tracks[0].parameters.trackMIMEType)
        #expect(upload.host == "nowhere.invalid:\(receiver.uploadPort)")
        var frames = BareFrames(source.tracks[0])
        #expect(upload.chunkSizes == source.frames.compactMap { frames.pieces($0).map { BareFrames.joined($0).count } })
        #expect(upload.chunkSizes.count == source.frames.count)
        try TrackFixtures.expectDecodes(upload.body, codec, frames: source.frames.count)
        #expect(result.error == nil && result.size == Int64(upload.body.count) && !result.location.contains("hunter22"))
        #expect(abs(result.duration - 2_000_000_000) < 30_000_000 && result.startedAt > 0 && result.endedAt >= result.startedAt)
    }

    private static let failures: [(path: String, text: String)] = [
        ("/refuse", "403 (no such place xxx"), ("/redirect", "307"), ("/break", "connection broke"),
    ]

    @Test(arguments: failures)
    func `a refusal, a redirect and a break are failures, told once`(path: String, text: String) async throws {
        let receiver = try await TrackReceiver()
        let failures = Mutex<[String]>([])
        let result = try #require(
            await post(receiver, path, TrackFixtures.vp8.get()) { error in failures.withLock { $0.append("\(error)") } })
        #expect(failures.withLock { $0.count } == 1)
        #expect(result.error?.contains(text) == true && result.error?.utf8.count ?? 0 < 400, "\(result.error ?? "none")")
    }

    @Test func `a refusal of the whole track is a failure with a code`() async throws {
        let receiver = try await TrackReceiver()
        let file = try #require(await post(receiver, "/judge", TrackFixtures.vp8.get()))
        #expect(file.error?.contains("the server answered 422 (no picture in it)") == true, "\(file.error ?? "none")")
        let result = RecordingResult(
            id: "EG_1", ending: .init(reason: .sourceEnded, error: nil, hasRecorded: true), startedAt: 0, outputs: [.file(file)],
            statistics: FrameStatistics(framerate: nil), cpuSeconds: 0)
        #expect(result.status == .failed && result.failure == .connection && result.error == file.error)
    }

    @Test func `a server that takes nothing is a failure, and nothing waits for it`() async throws {
        let receiver = try await TrackReceiver()
        var source = try TrackFixtures.vp8.get()
        source.frames = (0..<40).map { number in
            EncodedFrame(
                track: source.tracks[0].id, presentationTime: .milliseconds(number * 33), isKeyframe: true,
                payload: FramePayload([UInt8](repeating: 1, count: 1 << 20)))
        }
        let result = try #require(await post(receiver, "/stuck", source))
        #expect(result.error?.contains("too slow") == true)
        let late = try #require(
            await post(receiver, "/silent", TrackFixtures.vp8.get(), client: HTTPClient(timeout: .milliseconds(200))))
        #expect(late.error?.contains("no complete answer in time") == true)
    }

    @Test func `nothing before the first key frame is sent`() async throws {
        let receiver = try await TrackReceiver()
        var source = try TrackFixtures.vp8.get()
        source.frames = Array(source.frames.dropFirst(5))
        let keys = source.frames.firstIndex { $0.isKeyframe } ?? 0
        _ = await post(receiver, "/ok", source)
        #expect(try await receiver.upload().chunkSizes == source.frames.dropFirst(keys).map(\.payload.count))
    }
}
