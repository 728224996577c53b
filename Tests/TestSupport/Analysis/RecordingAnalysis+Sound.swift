import Foundation

extension RecordingAnalysis {
    mutating func listen(to decoded: DecodedRecording) {
        guard let first = decoded.sampleBlocks.first, decoded.sampleRate > 0 else { return }
        let rate = decoded.sampleRate
        var detector = BeepDetector(frequency: page.tone, sampleRate: rate, length: page.beepLength)
        var finder = ToneFinder(sampleRate: rate)
        // Sample positions count from the first block's time; a jump in time is filled with silence or cuts.
        var position = 0
        var read = 0
        decoded.samples.withUnsafeBytes { bytes in
            let samples = bytes.bindMemory(to: Float.self)
            for block in decoded.sampleBlocks {
                let count = min(block.byteCount / MemoryLayout<Float>.size, samples.count - read)
                let place = Int(((block.seconds - first.seconds) * rate).rounded())
                if abs(Double(place - position)) / rate > 0.001 {
                    soundJumps.append(Double(place - position) / rate)
                    while position < place {
                        detector.append(0)
                        position += 1
                    }
                }
                for index in read..<(read + max(count, 0)) {
                    detector.append(samples[index])
                    finder.append(samples[index])
                }
                position += max(count, 0)
                read += max(count, 0)
            }
        }
        detector.finish()
        finder.finish()
        soundStart = first.seconds
        soundEnd = first.seconds + Double(position) / rate
        tonesHeard = finder.tones.sorted()
        beeps = detector.found.map {
            Beep(onset: first.seconds + $0.onset / rate, amplitude: $0.amplitude, isWhole: $0.isWhole)
        }
    }

    /// Gives each flash the nearest whole beep, if it is less than 0.4 s away.
    mutating func pair() {
        for flash in flashes {
            let nearest = beeps.filter(\.isWhole).min { abs($0.onset - flash) < abs($1.onset - flash) }
            guard let nearest, abs(nearest.onset - flash) < 0.4 else { continue }
            pairs.append(Pair(flash: flash, beep: nearest.onset))
        }
    }
}
