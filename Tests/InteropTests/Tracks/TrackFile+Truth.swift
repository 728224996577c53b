import Testing

extension TrackFile {
    /// Pictures decode, are in order, and lie where they were captured: 15 a second.
    func checkPictures(strays allowed: Double = 0.13) throws -> [Picture] {
        // The publisher's clock begins anywhere in a fifteenth of a second.
        try checkPictures(strays: allowed) { Double($0) / 15 }
    }

    /// Pictures decode, are in order, and lie where they do in another file of the same track, which tells what the publisher
    /// really sent. Gives the share of the other's that is here.
    func checkPictures(like reference: TrackFile, strays allowed: Double = 0.13) throws -> Double {
        let expected = Dictionary(reference.pictures.map { ($0.counter ?? -1, $0.time) }) { first, _ in first }
        let pictures = try checkPictures(strays: allowed) { expected[$0] }
        let counters = Set(pictures.compactMap(\.counter))
        let (first, last) = (counters.min() ?? 0, counters.max() ?? 0)
        let shared = expected.keys.filter { (first...last).contains($0) }
        return shared.isEmpty ? 0 : Double(shared.count { counters.contains($0) }) / Double(shared.count)
    }

    /// `time` is where a picture was captured, from any moment on.
    private func checkPictures(strays allowed: Double, _ time: (Int) -> Double?) throws -> [Picture] {
        let pictures = pictures
        let counters = try pictures.map { try #require($0.counter, "a broken picture at \($0.time) s") }
        #expect(zip(counters, counters.dropFirst()).allSatisfy { $0 < $1 }, "\(counters)")
        #expect(zip(pictures, pictures.dropFirst()).allSatisfy { $0.time < $1.time })
        let offsets = zip(pictures, counters).compactMap { picture, counter in time(counter).map { picture.time - $0 } }.sorted()
        let median = try #require(offsets.isEmpty ? nil : offsets[offsets.count / 2])
        let strays = offsets.map { abs($0 - median) }.sorted()
        #expect(strays[strays.count * 9 / 10] < allowed, "\(strays)")
        return pictures
    }

    /// As long as it should be, and nothing in it but the tone.
    func checkSound(length: Double) {
        #expect(abs(soundLength - length) < 0.1, "\(soundLength)")
        let heard = tones.filter { $0.level > 0.2 }
        #expect(heard.allSatisfy { abs($0.frequency - 1_000) <= 10 })
    }

    /// Tenths of a second without a sound, but for the beginning.
    var silence: Int { tones.dropFirst(2).count(where: \.isSilent) }
}
