import Foundation

/// Finds beeps of a known length and frequency in a stream of samples, to a fraction of a sample.
///
/// The signal is multiplied with a sine and a cosine of the tone and averaged over a window as long as the beep. The size
/// of that average rises in a straight line while the window enters a beep and falls in one while it leaves, so the
/// middle between the two places of half height is the place where window and beep coincide: the onset, whatever a lossy
/// codec did to the edge.
struct BeepDetector {
    /// One beep.
    struct Found: Hashable {
        /// Position of the first sample, in samples from the start of the stream.
        var onset: Double
        /// Amplitude of the tone, 1 being full scale.
        var amplitude: Double
        /// False for one that is longer or shorter than the window: the top of its hill is flat instead of pointed.
        var isWhole: Bool
    }

    private let window: Int
    private let step: Double
    private let threshold: Double
    private var ring: [(re: Double, im: Double)]
    private var sum = (re: 0.0, im: 0.0)
    private var index = 0
    private var hill: [Double] = []
    private var hillStart = 0
    private(set) var found: [Found] = []
    /// The greatest amplitude of the tone anywhere.
    private(set) var peak = 0.0

    /// Listens for beeps of `length` seconds at `frequency` Hz; those below `threshold` of full scale are not beeps.
    init(frequency: Double, sampleRate: Double, length: Double, threshold: Double = 0.05) {
        window = max(Int((length * sampleRate).rounded()), 1)
        step = 2 * .pi * frequency / sampleRate
        self.threshold = threshold
        ring = Array(repeating: (0, 0), count: window)
    }

    mutating func append(_ sample: Float) {
        let angle = step * Double(index)
        let term = (re: Double(sample) * cos(angle), im: Double(sample) * sin(angle))
        let place = index % window
        sum.re += term.re - ring[place].re
        sum.im += term.im - ring[place].im
        ring[place] = term
        index += 1
        climb(2 * (sum.re * sum.re + sum.im * sum.im).squareRoot() / Double(window))
    }

    /// Ends a beep that reaches to the last sample.
    mutating func finish() {
        for _ in 0...window { append(0) }
    }

    /// Collects one hill of the average, from where it is first worth looking at.
    private mutating func climb(_ height: Double) {
        peak = max(peak, height)
        if height > threshold / 4 {
            if hill.isEmpty { hillStart = index - window }
            hill.append(height)
        } else if !hill.isEmpty {
            measure()
            hill.removeAll(keepingCapacity: true)
        }
    }

    private mutating func measure() {
        guard let top = hill.max(), top >= threshold,
            let rise = hill.firstIndex(where: { $0 >= top / 2 }),
            let fall = hill.lastIndex(where: { $0 >= top / 2 })
        else { return }
        let left = crossing(below: rise - 1, above: rise, height: top / 2)
        let right = crossing(below: fall + 1, above: fall, height: top / 2)
        // A pointed hill is above nine tenths for a fifth of the window.
        let summit = hill.count { $0 >= top * 0.9 }
        let isWhole = Double(summit) < 0.3 * Double(window)
        found.append(Found(onset: Double(hillStart) + (left + right) / 2, amplitude: top, isWhole: isWhole))
    }

    /// Where the straight line between two neighbours has `height`.
    private func crossing(below: Int, above: Int, height: Double) -> Double {
        guard hill.indices.contains(below), hill[above] != hill[below] else { return Double(above) }
        let part = (height - hill[below]) / (hill[above] - hill[below])
        return Double(below) + part * Double(above - below)
    }
}
