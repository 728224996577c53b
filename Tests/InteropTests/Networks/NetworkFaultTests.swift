import Foundation
import TestSupport
import Testing

/// Exports over networks of the kernel's making: LiveKit's own client in one, our server in another, our recorders in others, of
/// which one has nothing to suffer and tells what there was to record.
@Suite(.serialized, .timeLimit(.minutes(5))) struct NetworkFaultTests {
    /// A picture and a sound, recorded behind one link.
    private struct Recorder {
        let link: NetworkBench.Link
        let seen: EgressServer
        let heard: EgressServer
        let name: String
        let bench: NetworkBench

        func begin() async { for server in [seen, heard] { #expect(await server.waitForLog("export started")) } }

        /// The files, once they are whole.
        func files() async throws -> (seen: TrackFile, heard: TrackFile) {
            for server in [seen, heard] {
                let outcome = await server.outcome()
                #expect(outcome.status == 0, "\(name): \(outcome.log)")
            }
            return (try TrackFile(bench.path("\(name).webm")), try TrackFile(bench.path("\(name).ogg")))
        }
    }

    /// What everybody sees and hears.
    private struct Show {
        let bench: NetworkBench
        let links: [NetworkBench.Link]
        let alice: LiveKitPeer
        let eye: String
        let ear: String

        init(_ name: String, recorders: Int, _ video: [String: any Sendable] = [:]) async throws {
            bench = try await NetworkBench(name)
            links = try await bench.start(clients: recorders + 1)
            alice = try await bench.peer("alice", over: links[0])
            eye = try await alice.publish("publish_video", ["codec": "VP8"].merging(video) { $1 })
            ear = try await alice.publish("publish_audio", ["dtx": false])
        }

        func record(_ name: String, seconds: Int, over number: Int) throws -> Recorder {
            Recorder(
                link: links[number],
                seen: try bench.export(eye, seconds: seconds, "\(name).webm", over: links[number]),
                heard: try bench.export(ear, seconds: seconds, "\(name).ogg", over: links[number]), name: name,
                bench: bench)
        }
    }

    @Test func `random losses of one, five and ten per cent are made good`() async throws {
        let show = try await Show("network-loss", recorders: 4)
        let clean = try show.record("clean", seconds: 6, over: 1)
        var lossy: [Recorder] = []
        for (number, percent) in [(2, 1), (3, 5), (4, 10)] {
            try show.links[number].lose(percent)
            lossy.append(try show.record("\(percent)", seconds: 6, over: number))
        }
        let reference = try await clean.files()
        for recorder in lossy {
            let files = try await recorder.files()
            // Each was sent again in time, or a key frame came.
            let share = try files.seen.checkPictures(like: reference.seen)
            #expect(share > 0.9, "\(recorder.name) % lost: \(share) of the pictures")
            files.heard.checkSound(length: 6)
            #expect(files.heard.silence <= reference.heard.silence + 1, "\(recorder.name) % lost: \(files.heard.tones)")
        }
        #expect(try show.links[3].counted() > 5 && show.links[4].counted() > 10)
        #expect(await show.bench.stop())
    }

    @Test func `a link that is too narrow for three seconds costs pictures of those seconds alone`() async throws {
        let show = try await Show(
            "network-rate", recorders: 2, ["width": 1280, "height": 720, "bitrate": 1_500_000])
        let (clean, narrow) = (
            try show.record("clean", seconds: 9, over: 1), try show.record("narrow", seconds: 9, over: 2)
        )
        await clean.begin()
        await narrow.begin()
        try await Task.sleep(for: .seconds(2))
        try narrow.link.narrow(to: 100)
        try await Task.sleep(for: .seconds(3))
        try narrow.link.widen()
        let (reference, files) = (try await clean.files(), try await narrow.files())
        let share = try files.seen.checkPictures(like: reference.seen, strays: 0.25)
        #expect(share > 0.5 && share < 1, "\(share) of the pictures")
        let last = (try #require(reference.seen.pictures.last).counter, try #require(files.seen.pictures.last).counter)
        #expect(abs((last.0 ?? 0) - (last.1 ?? 0)) < 10, "\(last)")
        files.heard.checkSound(length: 9)
        let after = files.heard.tones.suffix(20).count(where: \.isSilent)
        #expect(after <= reference.heard.tones.suffix(20).count(where: \.isSilent) + 1, "\(files.heard.tones)")
        #expect(await show.bench.stop())
    }

    @Test func `a recorder whose address changes goes on in the same files`() async throws {
        let show = try await Show("network-address", recorders: 2)
        let (clean, moved) = (
            try show.record("clean", seconds: 6, over: 1), try show.record("moved", seconds: 6, over: 2)
        )
        await clean.begin()
        await moved.begin()
        try await Task.sleep(for: .seconds(2))
        try moved.link.move()
        let (reference, files) = (try await clean.files(), try await moved.files())
        // Most of it came to the new address.
        #expect(try moved.link.counted() > 100)
        let share = try files.seen.checkPictures(like: reference.seen)
        #expect(share > 0.7, "\(share) of the pictures")
        let last = (try #require(reference.seen.pictures.last).counter, try #require(files.seen.pictures.last).counter)
        #expect(abs((last.0 ?? 0) - (last.1 ?? 0)) < 10, "\(last)")
        files.heard.checkSound(length: 6)
        #expect(files.heard.silence <= reference.heard.silence + 15, "\(files.heard.tones)")
        #expect(await show.bench.stop())
    }

    @Test func `where nothing but TCP passes, publishers and exports go over TCP`() async throws {
        let bench = try await NetworkBench("network-tcp")
        let links = try await bench.start(clients: 2)
        for link in links { try link.blockUDP() }
        let alice = try await bench.peer("alice", over: links[0])
        let ear = try await alice.publish("publish_audio", ["dtx": false])
        let outcome = try await bench.export(ear, seconds: 3, "a.ogg", over: links[1]).outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        let sound = try TrackFile(bench.path("a.ogg"))
        sound.checkSound(length: 3)
        #expect(sound.tones.count { $0.level > 0.2 } > 20, "\(sound.tones)")
        #expect(try links[0].counted() > 0 && links[1].counted() > 0)
        // Peers that hang up take nobody with them.
        _ = try await alice.ask("disconnect")
        #expect(await bench.stop())
    }
}
