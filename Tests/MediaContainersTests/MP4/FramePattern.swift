import MediaContainers
import MediaTypes
import TestSupport

/// Frames that no encoder made: random tracks, sizes, times and key frames, now and then with times that jump or turn
/// back.
struct FramePattern {
    let tracks: [TrackDescription]
    let options: HybridMP4Options
    let count: Int
    private(set) var byteCount = 0
    private var random: SeededGenerator
    private var clocks: [MediaTime]

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        let all = [
            TrackDescription(
                id: 7,
                parameters: .h264(
                    H264Parameters(
                        sequenceParameterSets: [[0x67, 1, 2, 3]], pictureParameterSets: [[0x68]], width: 320,
                        height: 180))),
            TrackDescription(
                id: 3,
                parameters: .aac(
                    AACParameters(
                        audioSpecificConfig: [0x12, 0x10], sampleRate: 44_100, channels: 2)),
                codecDelay: MediaTime(ticks: 1024, timescale: 44_100)),
            TrackDescription(
                id: 5, parameters: .opus(OpusParameters(channels: 1, preSkip: 312)),
                codecDelay: MediaTime(ticks: 312, timescale: 48_000)),
        ]
        tracks = Array(all.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)))
        count = Int.random(in: 1...400, using: &random)
        clocks = []
        var options = HybridMP4Options()
        options.maximumFragmentDuration = .milliseconds(.random(in: 1...3000, using: &random))
        options.maximumFragmentSize = .random(in: 1...50_000, using: &random)
        self.options = options
        for _ in tracks {
            clocks.append(MediaTime(nanoseconds: .random(in: -1_000_000_000...5_000_000_000, using: &random)))
        }
    }

    mutating func next() -> EncodedFrame {
        let number = Int.random(in: 0..<tracks.count, using: &random)
        let rare = Int.random(in: 0..<60, using: &random)
        let step =
            rare == 0
            ? Int64.random(in: -2_000_000_000...20_000_000_000, using: &random)
            : .random(in: 1_000_000...60_000_000, using: &random)
        clocks[number] += MediaTime(nanoseconds: step)
        let isVideo = tracks[number].kind == .video
        let reordering = isVideo ? Int64.random(in: 0...100_000_000, using: &random) : 0
        let size = Int.random(in: 0...2000, using: &random)
        byteCount += size
        return EncodedFrame(
            track: tracks[number].id, presentationTime: clocks[number] + MediaTime(nanoseconds: reordering),
            decodeTime: clocks[number], isKeyframe: !isVideo || Int.random(in: 0..<10, using: &random) == 0,
            payload: FramePayload([UInt8](repeating: UInt8(truncatingIfNeeded: rare), count: size)))
    }
}
