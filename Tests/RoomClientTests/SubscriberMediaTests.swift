import MediaTypes
import RTPMedia
import Testing
import WebRTCTransport

@testable import RoomClient

@Suite(.timeLimit(.minutes(1)))
struct SubscriberMediaTests {
    private static func section(_ mid: String, _ track: String, source: UInt32?) -> MediaSection {
        MediaSection(
            mid: mid, trackSID: track, participantSID: "PA_1", isVideo: true, source: source,
            formats: [96: .codec(.vp8)])
    }

    private func output() -> TrackOutput {
        TrackOutput(track: 1, isVideo: true, isStereo: false, options: SubscriptionOptions())
    }

    /// On the transport's thread, as everything of the media.
    private func perform(_ body: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            TransportLoop.shared.perform {
                body()
                continuation.resume()
            }
        }
    }

    /// A recorded stream, from another source.
    private static func packets(source: UInt32) throws -> [[UInt8]] {
        try RecordedPacket.read("vp8").enumerated().map { number, packet in
            packet.as(source: source, sequence: UInt16(1_000 + number))
        }
    }

    private func count(_ output: TrackOutput) async -> Int {
        output.queue.put(.ended(.unpublished))
        var count = 0
        while case .frame? = await output.queue.take() { count += 1 }
        return count
    }

    @Test func `gives each track its own pictures, also when its section had another before`() async throws {
        let media = SubscriberMedia(timeline: SessionTimeline(), canonicalName: "test")
        let (first, second, third) = (output(), output(), output())
        let sent = try (1...3).map { try Self.packets(source: $0) }
        let half = sent[0].count / 2
        await perform {
            for (sid, output) in [("TR_1", first), ("TR_2", second), ("TR_3", third)] {
                media.setOutput(output, of: sid)
            }
            media.apply([Self.section("0", "TR_1", source: 1), Self.section("1", "TR_2", source: 2)])
            for number in 0..<half { for packets in sent { media.take(packets[number]) } }
            // The first is gone, and what had its place is another's; a third section is new.
            media.apply([Self.section("1", "TR_2", source: 2), Self.section("2", "TR_3", source: 3)])
            for packets in [sent[0], sent[2]] { for packet in packets { media.take(packet) } }
            for packet in sent[1][half...] { media.take(packet) }
            media.reset()
        }
        let counts = [await count(first), await count(second), await count(third)]
        #expect((20..<100).contains(counts[0]), "\(counts)")
        #expect(counts[1] == 118 && counts[2] == 118, "\(counts)")
    }

    @Test func `takes a source that the server did not name`() async throws {
        let media = SubscriberMedia(timeline: SessionTimeline(), canonicalName: "test")
        let output = output()
        let packets = try Self.packets(source: 77)
        await perform {
            media.setOutput(output, of: "TR_1")
            media.apply([Self.section("0", "TR_1", source: nil)])
            for packet in packets { media.take(packet) }
            media.reset()
        }
        #expect(await count(output) == 118)
    }

    @Test func `is not led astray by packets of other sources`() async throws {
        let media = SubscriberMedia(timeline: SessionTimeline(), canonicalName: "test")
        let output = output()
        let (packets, others) = (try Self.packets(source: 77), try Self.packets(source: 78))
        await perform {
            media.setOutput(output, of: "TR_1")
            media.apply([Self.section("0", "TR_1", source: 77)])
            for (packet, other) in zip(packets, others) {
                media.take(packet)
                media.take(other)
                media.take(Array(other.prefix(7)))
                media.takeControl(Array(other.prefix(7)))
            }
            media.reset()
        }
        #expect(await count(output) == 118)
    }
}

extension SubscriberMedia {
    fileprivate func take(_ packet: [UInt8]) { receiveRTP(packet.span.bytes) }
    fileprivate func takeControl(_ packet: [UInt8]) { receiveRTCP(packet.span.bytes) }
}
