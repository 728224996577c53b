import TestSupport
import Testing

@testable import WebRTCTransport

struct ReplayWindowTests {
    @Test func `finds the index nearest to the highest`() {
        var window = ReplayWindow()
        #expect(window.index(of: 65_000) == 65_000)
        window.insert(65_000)
        #expect(window.index(of: 64_000) == 64_000)
        #expect(window.index(of: 10) == 65_546)
        window.insert(65_546)
        #expect(window.index(of: 65_535) == 65_535)
    }

    @Test func `has no index before the first and after the last`() {
        var window = ReplayWindow()
        window.insert(5)
        #expect(window.index(of: 65_530) == nil)
        window.insert((1 << 48) - 1)
        #expect(window.index(of: 0) == nil)
    }

    @Test func `agrees with a set of all that was seen`() {
        for seed in UInt64(0)..<5 {
            var random = SeededGenerator(seed: seed)
            var window = ReplayWindow()
            var seen: Set<UInt64> = []
            var highest: UInt64 = 100_000
            for _ in 0..<5000 {
                let jump: UInt64 = Int.random(in: 0...20, using: &random) == 0 ? 6000 : 30
                let index =
                    highest + UInt64.random(in: 0...jump, using: &random) - .random(in: 0...5000, using: &random)
                let isOld = seen.max().map { $0 >= index + ReplayWindow.size } ?? false
                let verdict = window.verdict(on: index)
                #expect(verdict == (isOld ? .tooOld : seen.contains(index) ? .repeated : .new), "seed \(seed)")
                guard verdict == .new else { continue }
                window.insert(index)
                seen.insert(index)
                highest = max(highest, index)
                seen = seen.filter { $0 + ReplayWindow.size > highest }
            }
        }
    }
}
