import MediaTypes
import RTPMedia
import TestSupport
import Testing

struct FeedbackTests {
    @Test func `what is missing is asked for after a little while, then by the round trip, then no more`() {
        var tracker = LossTracker(reorderingTolerance: .milliseconds(10), mostTries: 3)
        tracker.note(gap: 5..<8, at: .zero)
        #expect(tracker.nextDeadline == .milliseconds(10))
        var asked: [UInt16] = []
        tracker.takeDue(at: .milliseconds(9), into: &asked)
        #expect(asked == [])
        let wasMissing = tracker.note(arrival: 6, at: .milliseconds(9))
        #expect(wasMissing)
        tracker.takeDue(at: .milliseconds(10), into: &asked)
        #expect(asked == [5, 7] && tracker.nextDeadline == .milliseconds(160))
        let isKnown = tracker.note(arrival: 6, at: .milliseconds(11))
        #expect(!isKnown)
        tracker.note(arrival: 7, at: .milliseconds(30))
        #expect(tracker.roundTrip == .milliseconds(90))
        asked = []
        for millisecond in stride(from: Int64(10), to: 2_000, by: 5) {
            tracker.takeDue(at: .milliseconds(millisecond), into: &asked)
        }
        #expect(asked == [5, 5] && tracker.nextDeadline == nil && tracker.count == 1)
        tracker.forget(before: 6)
        #expect(tracker.isEmpty)
    }

    @Test func `a huge gap asks for its end only`() {
        var tracker = LossTracker(capacity: 100)
        tracker.note(gap: 0..<1_000_000, at: .zero)
        tracker.note(gap: 1_000_001..<1_000_011, at: .zero)
        var asked: [UInt16] = []
        tracker.takeDue(at: .seconds(1), limit: 1_000, into: &asked)
        #expect(asked.count == 100 && tracker.count == 100)
        #expect(asked.last == UInt16(truncatingIfNeeded: 1_000_010))
    }

    @Test func `key frames are asked for less and less often, until one comes`() {
        var requests = KeyframeRequests(shortest: .milliseconds(100), longest: .milliseconds(500))
        let isDue = requests.takeDue(at: .zero)
        #expect(requests.nextDeadline == nil && !isDue)
        requests.want(at: .zero)
        var times: [Int64] = []
        for millisecond in Int64(0)..<2_000 where requests.takeDue(at: .milliseconds(millisecond)) {
            times.append(millisecond)
            requests.want(at: .milliseconds(millisecond))
        }
        #expect(times == [0, 100, 300, 700, 1_200, 1_700])
        requests.noteKeyframe()
        #expect(requests.nextDeadline == nil)
        requests.want(at: .milliseconds(1_750))
        #expect(requests.nextDeadline == .milliseconds(1_800))
    }

    /// Reads reports back into arrival times.
    static func arrivals(_ reports: [TransportFeedback]) -> [UInt16: Int64] {
        var arrivals: [UInt16: Int64] = [:]
        for report in reports {
            var time = Int64(report.referenceTime) * 64_000
            for (index, delta) in report.deltas.enumerated() {
                guard let delta else { continue }
                time += Int64(delta) * 250
                arrivals[report.baseSequence &+ UInt16(index)] = time
            }
        }
        return arrivals
    }

    @Test(arguments: UInt64(0)..<20)
    func `transport feedback tells every arrival, to a quarter of a millisecond`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var recorder = TransportFeedbackRecorder()
        var expected: [UInt16: Int64] = [:]
        var reports: [TransportFeedback] = []
        var now = MediaTime.seconds(5)
        for number in 0..<3_000 {
            let sequence = UInt16(truncatingIfNeeded: 65_000 + number)
            let most: Int64 = number % 500 == 0 ? 20_000_000_000 : 900_000
            now += MediaTime(nanoseconds: Int64.random(in: 0...most, using: &random))
            if Int.random(in: 0..<100, using: &random) < Int(seed * 4) { continue }
            recorder.note(sequence, at: now)
            expected[sequence] = now.nanoseconds / 250_000 * 250
            while let report = recorder.takeReport(sender: 1, media: 2, at: now) { reports.append(report) }
        }
        while let deadline = recorder.nextDeadline {
            guard let report = recorder.takeReport(sender: 1, media: 2, at: deadline) else { break }
            reports.append(report)
        }
        #expect(Self.arrivals(reports) == expected)
        #expect(reports.enumerated().allSatisfy { $1.feedbackCount == UInt8(truncatingIfNeeded: $0) })
        for report in reports {
            var buffer = PacketBuffer(capacity: 1_500)
            let fits = RTCPMessage.transportFeedback(report).write(into: &buffer)
            let read = try RTCPMessage.messages(in: buffer.bytes)
            #expect(fits && read == [.transportFeedback(report)])
        }
    }

    static func packet(
        _ ssrc: UInt32, _ type: UInt8, mid: String? = nil, rid: String? = nil, repaired: String? = nil
    ) -> [UInt8] {
        var fields = HeaderExtensionFields(map: map)
        fields.mediaIdentification = mid.map { Array($0.utf8) }
        fields.streamIdentification = rid.map { Array($0.utf8) }
        fields.repairedStreamIdentification = repaired.map { Array($0.utf8) }
        var buffer = PacketBuffer()
        RTPHeader(payloadType: type, isMarked: false, sequenceNumber: 1, timestamp: 1, ssrc: ssrc)
            .write(into: &buffer, extensions: fields)
        return buffer.bytes.array
    }

    static let map = HeaderExtensionMap([
        .mediaIdentification: 1, .streamIdentification: 2, .repairedStreamIdentification: 3,
    ])

    @Test func `packets find their stream by SSRC, by name, and by payload type`() throws {
        var streams = StreamDemultiplexer(extensions: Self.map, mostLearnt: 5)
        streams.setSection(0, mid: "a", payloadTypes: [111], repairTypes: [])
        streams.setSection(1, mid: "b", payloadTypes: [96, 97], repairTypes: [97])
        streams.setSection(2, mid: "c", payloadTypes: [96, 97], repairTypes: [97])
        streams.bind(50, to: .init(section: 2))
        func route(_ bytes: [UInt8]) -> StreamDemultiplexer.Route? {
            guard let packet = try? RTPPacket(bytes.span.bytes) else { return nil }
            return streams.route(packet)
        }
        #expect(route(Self.packet(50, 96)) == .init(section: 2))
        #expect(route(Self.packet(1, 111)) == .init(section: 0))
        #expect(route(Self.packet(2, 96)) == nil)  // two sections have it
        #expect(route(Self.packet(2, 96, mid: "b", rid: "f")) == .init(section: 1, encoding: "f"))
        #expect(route(Self.packet(2, 96)) == .init(section: 1, encoding: "f"))  // bound now
        #expect(route(Self.packet(3, 97, mid: "b", repaired: "f")) == .init(section: 1, encoding: "f", isRepair: true))
        #expect(route(Self.packet(4, 96, mid: "x")) == nil)
        #expect(route(Self.packet(5, 111, mid: "b")) == nil)
        for ssrc in UInt32(100)..<110 { _ = route(Self.packet(ssrc, 111)) }
        #expect(route(Self.packet(101, 111)) != nil && route(Self.packet(109, 111)) == nil)
        streams.removeSection(1)
        #expect(route(Self.packet(2, 96)) == .init(section: 2))
    }
}
