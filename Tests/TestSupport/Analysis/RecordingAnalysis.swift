import Foundation

/// What a recording of the test page shows and sounds like, as an independent decoder has it.
///
/// All times are presentation times in seconds, edit lists applied.
public struct RecordingAnalysis: Codable, Hashable, Sendable {
    /// What the page was told to do.
    public struct Page: Codable, Hashable, Sendable {
        /// Counter steps a second.
        public var stepsPerSecond: Double
        /// Frequency of the beep in Hz.
        public var tone: Double
        /// Length of the beep in seconds.
        public var beepLength: Double

        public init(stepsPerSecond: Double = 30, tone: Double = 1_000, beepLength: Double = 0.04) {
            self.stepsPerSecond = stepsPerSecond
            self.tone = tone
            self.beepLength = beepLength
        }
    }

    /// One decoded picture.
    public struct Frame: Codable, Hashable, Sendable {
        public var time: Double
        /// `nil` when the strip could not be read.
        public var counter: Int?
        public var isFlash: Bool
    }

    /// One beep of the page's tone.
    public struct Beep: Codable, Hashable, Sendable {
        /// Time of its first sample.
        public var onset: Double
        /// 1 is full scale.
        public var amplitude: Double
        /// False for one the recording cuts short; its onset is not to be trusted.
        public var isWhole: Bool
    }

    /// A flash and the beep that belongs to it.
    public struct Pair: Codable, Hashable, Sendable {
        public var flash: Double
        public var beep: Double
        /// Positive when the sound comes late.
        public var offset: Double { beep - flash }
    }

    public var page: Page
    public var width: Int
    public var height: Int
    public var frames: [Frame]
    /// Values that stay for more than one frame, once for each frame too many. The zero before the start is not counted.
    public var repeated: [Int]
    /// Values between the first and the last that no frame shows.
    public var missing: [Int]
    /// Frames whose value is lower than the one before.
    public var backward: Int
    /// Frames whose strip could not be read.
    public var unreadable: Int
    /// How far the first frame of a value is from its place on the page's regular beat, at worst and without sign. The
    /// beat's own position is the median, so a constant delay does not count.
    public var linearityError: Double
    /// Time of the first frame of each flash; one that is on in the first frame is left out.
    public var flashes: [Double]
    public var beeps: [Beep]
    public var pairs: [Pair]
    /// Every frequency heard, to 10 Hz, ascending.
    public var tonesHeard: [Double]
    /// Time of the first sample and of the end of the last.
    public var soundStart: Double?
    public var soundEnd: Double?
    /// Places where the sound's times jump, in seconds and with sign, jumps below a millisecond left out.
    public var soundJumps: [Double]
    /// What the decoder complained about.
    public var decoderMessages: [String]

    /// The median of the pairs' offsets; `nil` without a pair.
    public var medianOffset: Double? { Self.median(pairs.map(\.offset)) }
    /// The offset farthest from zero.
    public var worstOffset: Double? { pairs.map(\.offset).max { abs($0) < abs($1) } }

    /// Decodes `path` with ffmpeg and measures it.
    public static func analyze(path: String, page: Page = Page()) throws -> RecordingAnalysis {
        let decoded = try DecodedRecording(path: path)
        guard decoded.width > 0, decoded.height > 0 else { throw AnalysisError.noVideo(path: path) }
        var analysis = RecordingAnalysis(page: page, width: decoded.width, height: decoded.height)
        analysis.decoderMessages = decoded.messages
        analysis.readPictures(decoded)
        analysis.countValues()
        analysis.measureBeat()
        analysis.listen(to: decoded)
        analysis.pair()
        return analysis
    }

    /// The sound alone, whether there is a picture or not.
    public static func analyzeSound(path: String, page: Page = Page()) throws -> RecordingAnalysis {
        let decoded = try DecodedRecording(path: path)
        var analysis = RecordingAnalysis(page: page, width: decoded.width, height: decoded.height)
        analysis.decoderMessages = decoded.messages
        analysis.listen(to: decoded)
        return analysis
    }

    init(page: Page, width: Int, height: Int) {
        self.page = page
        self.width = width
        self.height = height
        frames = []
        repeated = []
        missing = []
        backward = 0
        unreadable = 0
        linearityError = 0
        flashes = []
        beeps = []
        pairs = []
        tonesHeard = []
        soundJumps = []
        decoderMessages = []
    }

    /// The middle of `values`, or the mean of the two in the middle; `nil` without any.
    public static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
