import Foundation

/// Names the frequencies in a sound that is silent most of the time, without being told which to expect.
struct ToneFinder {
    private let sampleRate: Double
    private let threshold: Float
    private let longest: Int
    private let shortest: Int
    private let quietEnough: Int
    private var burst: [Float] = []
    private var quiet = 0
    private(set) var tones: [Double] = []

    /// Sounds below `threshold` of full scale count as silence.
    init(sampleRate: Double, threshold: Float = 0.01) {
        self.sampleRate = sampleRate
        self.threshold = threshold
        longest = Int(sampleRate / 10)
        shortest = Int(sampleRate / 100)
        quietEnough = Int(sampleRate / 200)
    }

    mutating func append(_ sample: Float) {
        if abs(sample) > threshold {
            quiet = 0
        } else {
            quiet += 1
        }
        if !burst.isEmpty || quiet == 0 { burst.append(sample) }
        if burst.count >= longest || (quiet >= quietEnough && !burst.isEmpty) { finish() }
    }

    /// Looks at what has been collected; call once more at the end.
    mutating func finish() {
        if burst.count >= shortest { analyze() }
        burst.removeAll(keepingCapacity: true)
    }

    private mutating func analyze() {
        let samples = windowed
        let levels = stride(from: 100.0, through: 6_000, by: 10).map {
            (frequency: $0, level: level(of: samples, at: $0))
        }
        let highest = levels.max { $0.level < $1.level }?.level ?? 0
        for place in levels.indices.dropFirst().dropLast() {
            let here = levels[place].level
            // -20 dB: above the window's side lobes, far below a second beep that leaked in.
            guard here > highest / 10, here >= levels[place - 1].level, here > levels[place + 1].level else { continue }
            remember(levels[place].frequency)
        }
    }

    private mutating func remember(_ frequency: Double) {
        if !tones.contains(where: { abs($0 - frequency) < 30 }) { tones.append(frequency) }
    }

    /// The burst through a Hann window, whose side lobes start at -31 dB.
    private var windowed: [Double] {
        let step = 2 * Double.pi / Double(burst.count)
        return burst.enumerated().map { Double($0.element) * (0.5 - 0.5 * cos(step * Double($0.offset))) }
    }

    /// The amplitude of `samples`, already windowed, at `frequency`.
    private func level(of samples: [Double], at frequency: Double) -> Double {
        let step = 2 * Double.pi * frequency / sampleRate
        let coefficient = 2 * cos(step)
        var previous = 0.0
        var beforePrevious = 0.0
        for sample in samples {
            let value = sample + coefficient * previous - beforePrevious
            beforePrevious = previous
            previous = value
        }
        let power = previous * previous + beforePrevious * beforePrevious - coefficient * previous * beforePrevious
        return max(power, 0).squareRoot() * 4 / Double(samples.count)
    }
}
