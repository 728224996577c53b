import Testing

@testable import ObjectStorage

struct UploadOrderTests {
    @Test func `a playlist waits for the segments it names`() {
        var order = UploadOrder()
        #expect(order.add(1, key: "1.ts", follows: [], isVersion: false) == [1: .go])
        #expect(order.add(2, key: "2.ts", follows: [], isVersion: false) == [2: .go])
        #expect(order.add(3, key: "list", follows: ["1.ts", "2.ts", "0.ts"], isVersion: true) == [:])
        #expect(order.ended(2, isStored: true) == [:])
        #expect(order.ended(1, isStored: true) == [3: .go])
    }

    @Test func `a newer version replaces those that wait, and never overtakes what it names`() {
        var order = UploadOrder()
        #expect(order.add(1, key: "list", follows: [], isVersion: true) == [1: .go])
        #expect(order.add(2, key: "list", follows: [], isVersion: true) == [:])
        #expect(order.add(3, key: "list", follows: [], isVersion: true) == [:])
        _ = order.add(4, key: "4.ts", follows: [], isVersion: false)
        #expect(order.add(5, key: "list", follows: ["4.ts"], isVersion: true) == [:])
        #expect(order.ended(1, isStored: true) == [2: .replaced(by: 3), 3: .go])
        #expect(order.ended(4, isStored: true) == [:])
        #expect(order.ended(3, isStored: true) == [5: .go])
    }

    @Test func `versions that wait are bounded, and the newest is among them`() {
        var order = UploadOrder()
        _ = order.add(1, key: "1.ts", follows: [], isVersion: false)
        var dropped = 0
        for id in UInt64(2)..<1_000 { dropped += order.add(id, key: "list", follows: ["1.ts"], isVersion: true).count }
        #expect(dropped == 998 - VersionLine.limit)
        #expect(order.ended(1, isStored: true)[999] == .go)
    }

    @Test func `a playlist whose segment was lost is not uploaded`() {
        var order = UploadOrder()
        _ = order.add(1, key: "1.ts", follows: [], isVersion: false)
        _ = order.add(2, key: "list", follows: ["1.ts"], isVersion: true)
        #expect(order.ended(1, isStored: false) == [2: .predecessorFailed(key: "1.ts")])
        _ = order.ended(2, isStored: false)
        #expect(order.add(3, key: "list", follows: ["1.ts"], isVersion: true) == [3: .predecessorFailed(key: "1.ts")])
        _ = order.ended(3, isStored: false)
        #expect(order.add(4, key: "list", follows: [], isVersion: true) == [4: .go])
    }

    @Test func `of the names that were lost the last are kept`() {
        var order = UploadOrder()
        for id in 0...UInt64(UploadOrder.mostFailedKeys) {
            _ = order.add(id, key: "\(id)", follows: [], isVersion: false)
            _ = order.ended(id, isStored: false)
        }
        #expect(order.pending(["0"]).isEmpty)
        let last = ["\(UploadOrder.mostFailedKeys)"]
        #expect(order.pending(last) == last)
    }

    @Test func `files of one key go up one after the other`() {
        var order = UploadOrder()
        #expect(order.add(1, key: "a", follows: [], isVersion: false) == [1: .go])
        #expect(order.add(2, key: "a", follows: [], isVersion: false) == [:])
        #expect(order.ended(1, isStored: false) == [2: .go])
    }
}
