import TestSupport
import Testing

/// The measuring instrument, held against files whose content is known.
struct AnalysisTests {
    @Test(arguments: [
        SyntheticRecording.Container.matroskaPCM, .mp4AAC, .mp4AAC44k,
    ])
    func `a beep that starts with its flash reads as zero`(container: SyntheticRecording.Container) throws {
        let analysis = try SyntheticRecording(container: container).analyzed()
        #expect(analysis.pairs.count == 3)
        for pair in analysis.pairs { #expect(abs(pair.offset) < 0.001, "\(pair.offset)") }
    }

    @Test(arguments: [-0.0350, -0.0101, 0.0234, 0.1207])
    func `a known offset is read to a millisecond`(offset: Double) throws {
        for container in [SyntheticRecording.Container.matroskaPCM, .mp4AAC] {
            let analysis = try SyntheticRecording(container: container, beepDelay: offset).analyzed()
            #expect(analysis.pairs.count == 3)
            let median = try #require(analysis.medianOffset)
            #expect(abs(median - offset) < 0.001, "\(container) \(median)")
        }
    }

    @Test func `every value of an untouched recording is found once and in its place`() throws {
        let analysis = try SyntheticRecording(container: .mp4AAC).analyzed()
        let first = SyntheticRecording.firstCounter
        #expect(analysis.frames.map(\.counter) == Array(first..<(first + 105)))
        #expect(analysis.repeated.isEmpty && analysis.missing.isEmpty && analysis.unreadable == 0)
        #expect(analysis.linearityError < 0.000_1)
        #expect(analysis.tonesHeard == [1_000])
        #expect(analysis.soundJumps.isEmpty && analysis.decoderMessages.isEmpty)
    }

    @Test func `repeated, missing and unreadable frames are named`() throws {
        var recording = SyntheticRecording(container: .matroskaPCM)
        let first = SyntheticRecording.firstCounter
        recording.counters[10] = first + 9
        recording.counters[50] = first + 51
        recording.spoiled = [70]
        let analysis = try recording.analyzed()
        #expect(analysis.repeated == [first + 9, first + 51])
        #expect(analysis.missing == [first + 10, first + 50, first + 70])
        #expect(analysis.unreadable == 1)
        #expect(abs(analysis.linearityError - 1.0 / 30) < 0.001)
    }

    @Test func `a beep cut short by the start does not count`() throws {
        let analysis = try SyntheticRecording(container: .matroskaPCM, firstBeep: -0.02).analyzed()
        #expect(analysis.beeps.map(\.isWhole) == [false, true, true, true])
    }

    @Test func `a second tone is heard beside the page's own`() throws {
        let analysis = try SyntheticRecording(container: .mp4AAC, strangeTone: 1_500).analyzed()
        #expect(analysis.tonesHeard == [1_000, 1_500])
        #expect(analysis.pairs.count == 3)
    }
}
