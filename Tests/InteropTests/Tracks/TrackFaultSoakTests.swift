import Foundation
import TestSupport
import Testing

/// A minute of a bad network. Runs only where `make soak` has set SLUICE_SOAK.
@Suite(
    .serialized, .timeLimit(.minutes(5)),
    .enabled("a minute of losses runs in `make soak`") { ProcessInfo.processInfo.environment["SLUICE_SOAK"] == "1" })
struct TrackFaultSoakTests {
    @Test func `a minute of loss, reordering and duplication is one true file`() async throws {
        let bench = try TrackBench("fault-soak")
        let link = try await bench.link(.bad, seed: 11)
        let alice = try await bench.peer("alice", over: link)
        let eye = try await alice.publish("publish_video", ["codec": "VP8", "simulcast": true])
        let ear = try await alice.publish("publish_audio", ["dtx": false])
        let seen = try bench.export("--track", eye, "--duration", "60", bench.path("a.webm"), over: link)
        let heard = try bench.export("--track", ear, "--duration", "60", bench.path("a.ogg"), over: link)
        let outcomes = (await seen.outcome(), await heard.outcome())
        #expect(outcomes.0.status == 0 && outcomes.1.status == 0, "\(outcomes.0.log) \(outcomes.1.log)")
        let pictures = try TrackFile(bench.path("a.webm")).checkPictures()
        #expect(pictures.count > 700, "\(pictures.count) pictures of 900")
        let last = try #require(pictures.last).time
        #expect(abs(last + 1.0 / 15 - 60) < 0.5, "\(last)")
        let sound = try TrackFile(bench.path("a.ogg"))
        sound.checkSound(length: 60)
        #expect(sound.tones.dropFirst(2).count(where: \.isSilent) == 0)
        let counts = try await link.counts
        #expect(counts.lost > 200 && counts.doubled > 50 && counts.overtaken > 500, "\(counts)")
        await bench.stop()
    }
}
