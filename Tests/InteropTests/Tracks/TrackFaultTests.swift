import Foundation
import TestSupport
import Testing

/// Exports over networks that lose, delay, reorder and double datagrams, or are gone for a while.
@Suite(.serialized, .timeLimit(.minutes(6))) struct TrackFaultTests {
    /// Who is behind the bad network.
    enum Side: String, Sendable {
        case publisher, recorder
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let codec: String
        let file: String
        let side: Side
        var testDescription: String { "\(codec) and Opus, the \(side.rawValue)'s network" }
    }

    /// A bench whose publisher or recorder is behind `link`.
    private struct Faults {
        let bench: TrackBench
        let link: LossyLink
        let alice: LiveKitPeer
        let side: Side

        init(_ name: String, _ side: Side, _ harm: LossyLink.Harm, seed: Int) async throws {
            bench = try TrackBench(name)
            link = try await bench.link(harm, seed: seed)
            alice = try await bench.peer("alice", over: side == .publisher ? link : nil)
            self.side = side
        }

        func export(_ sid: String, seconds: Int, _ file: String) throws -> EgressServer {
            try bench.export(
                "--track", sid, "--duration", "\(seconds)", bench.path(file), over: side == .recorder ? link : nil)
        }
    }

    @Test(arguments: [
        Case(codec: "VP8", file: "a.webm", side: .publisher), Case(codec: "H264", file: "a.mp4", side: .recorder),
    ])
    func `over a bad network tracks are whole, in order, and at their times`(_ test: Case) async throws {
        let faults = try await Faults("fault-\(test.codec)", test.side, .bad, seed: 4)
        let eye = try await faults.alice.publish("publish_video", ["codec": test.codec])
        let ear = try await faults.alice.publish("publish_audio", ["dtx": false])
        let (video, audio) = (
            try faults.export(eye, seconds: 12, test.file), try faults.export(ear, seconds: 12, "a.ogg")
        )
        let (seen, heard) = (await video.outcome(), await audio.outcome())
        #expect(seen.status == 0 && heard.status == 0, "\(seen.log) \(heard.log)")
        let counts = try await faults.link.counts
        #expect(counts.lost > 20 && counts.doubled > 5 && counts.overtaken > 50, "\(counts)")
        let pictures = try TrackFile(faults.bench.path(test.file)).checkPictures()
        #expect(pictures.count > 130, "\(pictures.count) pictures of 180")
        let last = try #require(pictures.last).time
        #expect(abs(last + 1.0 / 15 - 12) < 0.15, "\(last)")
        let sound = try TrackFile(faults.bench.path("a.ogg"))
        sound.checkSound(length: 12)
        // Packets that came too late are concealed; nothing is gone for longer.
        #expect(sound.tones.dropFirst(2).count(where: \.isSilent) == 0)
        #expect(sound.tones.count { $0.level > 0.2 } >= sound.tones.count * 9 / 10, "\(sound.tones)")
        await faults.bench.stop()
    }

    /// After five seconds nobody has noticed; after ten the room has given the connection up.
    @Test(arguments: [(outage: 5, length: 12), (outage: 10, length: 22)])
    func `pictures go on at their true times after a publisher's outage`(_ outage: Int, _ length: Int) async throws {
        let faults = try await Faults("fault-outage-publisher-\(outage)", .publisher, .none, seed: 6)
        let sid = try await faults.alice.publish("publish_video", ["codec": "VP8"])
        let server = try faults.export(sid, seconds: length, "a.ivf")
        try await self.outage(server, faults.link, seconds: outage)
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(outcome.report["details"]?.string == "End reason: Duration reached", "\(outcome.log)")
        let pictures = try TrackFile(faults.bench.path("a.ivf")).checkPictures()
        let last = try #require(pictures.last).time
        #expect(abs(last + 1.0 / 15 - Double(length)) < 0.15, "\(last)")
        await faults.bench.stop()
    }

    @Test func `ten seconds without a network are silence of that length`() async throws {
        let faults = try await Faults("fault-outage-recorder", .recorder, .none, seed: 7)
        let sid = try await faults.alice.publish("publish_audio", ["dtx": false])
        let server = try faults.export(sid, seconds: 15, "a.ogg")
        try await outage(server, faults.link, seconds: 10)
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        let sound = try TrackFile(faults.bench.path("a.ogg"))
        sound.checkSound(length: 15)
        let silent = sound.tones.count(where: \.isSilent)
        // The outage, and what it takes to be back.
        #expect((60...125).contains(silent), "\(sound.tones.map(\.level))")
        #expect(sound.tones.count { $0.level > 0.2 } >= 30)
        await faults.bench.stop()
    }

    /// Cuts the link two seconds after the export's start.
    private func outage(_ server: EgressServer, _ link: LossyLink, seconds: Int) async throws {
        #expect(await server.waitForLog("export started"))
        try await Task.sleep(for: .seconds(2))
        try await link.cut()
        try await Task.sleep(for: .seconds(seconds))
        try await link.mend()
        #expect(try await link.counts.lost > 20)
    }
}
