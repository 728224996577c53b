import Foundation

extension RecordingAnalysis {
    mutating func readPictures(_ decoded: DecodedRecording) {
        var rest = decoded.pictures[...]
        for block in decoded.pictureBlocks {
            let reading = PageStrip.read(rest.prefix(PageStrip.pictureSize))
            rest = rest.dropFirst(PageStrip.pictureSize)
            frames.append(Frame(time: block.seconds, counter: reading.counter, isFlash: reading.isFlash))
        }
        for (before, frame) in zip(frames, frames.dropFirst()) where frame.isFlash && !before.isFlash {
            flashes.append(frame.time)
        }
    }

    mutating func countValues() {
        let values = frames.compactMap(\.counter)
        unreadable = frames.count - values.count
        for (before, value) in zip(values, values.dropFirst()) {
            if value == before, value > 0 { repeated.append(value) }
            if value < before { backward += 1 }
        }
        guard let first = values.min(), let last = values.max() else { return }
        missing = Set(first...last).subtracting(values).sorted()
    }

    mutating func measureBeat() {
        var seen: Set<Int> = [0]
        var places: [Double] = []
        for frame in frames {
            guard let value = frame.counter, seen.insert(value).inserted else { continue }
            places.append(frame.time - Double(value) / page.stepsPerSecond)
        }
        // The first value's own first frame came before the recording.
        places = Array(places.dropFirst())
        guard let middle = Self.median(places) else { return }
        linearityError = places.map { abs($0 - middle) }.max() ?? 0
    }
}
