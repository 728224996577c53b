import Foundation
import MediaTypes
import RTPMedia
import TestSupport
import Testing

@testable import RoomClient

/// Recorded packets of a real server, through everything between the transport and the taker.
@Suite(.timeLimit(.minutes(1)))
struct ReceivedStreamTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let codec: RTPCodec
        let type: UInt8
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "vp8", codec: .vp8, type: 96), Case(name: "h264", codec: .h264, type: 108),
        Case(name: "vp9", codec: .vp9, type: 98), Case(name: "av1", codec: .av1, type: 35),
    ]

    /// The frames that come out when `passes` decides which packets come in.
    private func frames(
        _ test: Case, _ options: SubscriptionOptions = SubscriptionOptions(), passes: (Int) -> Bool = { _ in true }
    ) async throws -> (frames: [EncodedFrame], statistics: TrackStatistics) {
        let output = TrackOutput(track: 7, isVideo: true, isStereo: false, options: options)
        let packets = try RecordedPacket.read(test.name)
        let source = try #require(packets.first?.source)
        let section = MediaSection(
            mid: "0", trackSID: "TR_1", participantSID: "PA_1", isVideo: true, source: source,
            formats: [test.type: .codec(test.codec)])
        let received = ReceivedStream(section, source: source, clock: ParticipantClock(), output: output)
        for (number, packet) in packets.enumerated() where passes(number) {
            let bytes = packet.bytes
            received.stream.handleTimeout(at: packet.arrival)
            received.stream.receive(try RTPPacket(bytes.span.bytes), at: packet.arrival)
            received.drain(at: packet.arrival)
        }
        received.finish(at: packets.last?.arrival ?? .zero)
        output.queue.put(.ended(.unpublished))
        var frames: [EncodedFrame] = []
        while case .frame(let frame)? = await output.queue.take() { frames.append(frame) }
        return (frames, output.statistics)
    }

    @Test(arguments: cases) func `gives out every recorded picture, with what a decoder must know`(_ test: Case)
        async throws
    {
        let (frames, statistics) = try await frames(test)
        let expected = try RecordedPacket.expectation(test.name)
        #expect(frames.count == expected.decoded_frames)
        #expect(statistics.packets == expected.rtp_packets)
        #expect(statistics.lost == 0 && statistics.dropped == 0 && statistics.frames == frames.count)
        #expect(frames.allSatisfy { $0.track == 7 })
        let first = try #require(frames.first)
        #expect(first.isKeyframe)
        #expect(first.newParameters?.size == expected.decoded_sizes.first)
        #expect(zip(frames, frames.dropFirst()).allSatisfy { $0.presentationTime < $1.presentationTime })
    }

    @Test func `leaves parameter sets and delimiters out of H.264 payloads`() async throws {
        let (frames, _) = try await frames(Self.cases[1])
        for frame in frames {
            var types: [UInt8] = []
            var units = NALUnitIterator(frame.payload.bytes)
            while let unit = try units.next() { types.append(unit.unsafeLoad(as: UInt8.self) & 0x1F) }
            #expect(!types.isEmpty && types.allSatisfy { $0 == 1 || $0 == 5 || $0 == 6 })
        }
        let sets: H264Parameters? = if case .h264(let sets)? = frames.first?.newParameters { sets } else { nil }
        #expect(sets?.sequenceParameterSets.count == 1 && sets?.pictureParameterSets.count == 1)
    }

    @Test(arguments: cases) func `gives out nothing that refers to what was lost`(_ test: Case) async throws {
        let whole = try await frames(test).frames
        for seed in UInt64(0)..<20 {
            var random = SeededGenerator(seed: seed)
            let lost = Set((0..<3).map { _ in Int.random(in: 1..<120, using: &random) })
            let (frames, statistics) = try await frames(test) { !lost.contains($0) }
            // Of every picture that came out, the one before it did too, unless it is a key frame.
            for (number, frame) in frames.enumerated() where !frame.isKeyframe {
                let place = try #require(whole.firstIndex { $0.payload.copied() == frame.payload.copied() })
                #expect(number > 0 && frames[number - 1].payload.copied() == whole[place - 1].payload.copied())
            }
            #expect(statistics.lost > 0)
            #expect(frames.count < whole.count)
            #expect(statistics.requestedKeyframes == 0, "no feedback was written, so nothing was sent")
        }
    }

    @Test func `goes on with another codec at its first key frame, and tells`() async throws {
        let output = TrackOutput(track: 7, isVideo: true, isStereo: false, options: SubscriptionOptions())
        let section = MediaSection(
            mid: "0", trackSID: "TR_1", participantSID: "PA_1", isVideo: true, source: 1,
            formats: [96: .codec(.vp8), 108: .codec(.h264)])
        let received = ReceivedStream(section, source: 1, clock: ParticipantClock(), output: output)
        var sequence: UInt16 = 65_000
        var now = MediaTime.zero
        for name in ["vp8", "h264"] {
            let start = now
            for packet in try RecordedPacket.read(name) {
                now = start + packet.arrival
                let bytes = packet.as(source: 1, sequence: sequence)
                sequence &+= 1
                received.stream.receive(try RTPPacket(bytes.span.bytes), at: now)
                received.drain(at: now)
            }
        }
        received.finish(at: now)
        output.queue.put(.ended(.unpublished))
        var kinds: [String] = []
        var times: [MediaTime] = []
        while case .frame(let frame)? = await output.queue.take() {
            times.append(frame.presentationTime)
            guard let parameters = frame.newParameters else { continue }
            #expect(frame.isKeyframe)
            if case .vp8 = parameters { kinds.append("vp8") } else if case .h264 = parameters { kinds.append("h264") }
        }
        #expect(kinds == ["vp8", "h264"])
        #expect(times.count == 236)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `passes whole pictures after a loss when told to`() async throws {
        var options = SubscriptionOptions()
        options.lossHandling = .passWholeFrames
        let test = Self.cases[0]
        let whole = try await frames(test).frames.count
        let (frames, _) = try await frames(test, options) { $0 != 60 }
        #expect(frames.count >= whole - 2 && frames.count < whole)
    }

    @Test func `drops up to the next key frame when nobody takes, and counts it`() async throws {
        var options = SubscriptionOptions()
        options.queueLimit = 10
        let (frames, statistics) = try await frames(Self.cases[0], options)
        #expect(frames.count == 10)
        #expect(statistics.overflowed > 0)
        #expect(statistics.overflowed + statistics.dropped + statistics.frames == 118)
    }
}

extension CodecParameters {
    fileprivate var size: [Int]? {
        switch self {
        case .h264(let parameters): [parameters.width, parameters.height]
        case .vp8(let parameters): [parameters.width, parameters.height]
        case .vp9(let parameters): [parameters.width, parameters.height]
        case .av1(let parameters): [parameters.width, parameters.height]
        case .aac, .opus: nil
        }
    }
}

extension MediaSection {
    init(
        mid: String, trackSID: String, participantSID: String, isVideo: Bool, source: UInt32?,
        formats: [UInt8: RTPPayloadFormat]
    ) {
        self.init(
            mid: mid, trackSID: trackSID, participantSID: participantSID, isVideo: isVideo, source: source,
            retransmissionSource: nil, formats: formats, extensions: [:], allowsReducedSizeRTCP: true)
    }
}
