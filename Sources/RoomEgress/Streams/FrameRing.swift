import MediaTypes

/// A queue of frames whose operations take the same time however long it is (growing aside).
struct FrameRing {
    private var slots: [EncodedFrame?] = Array(repeating: nil, count: 64)
    private var head = 0
    private(set) var count = 0

    var first: EncodedFrame? { count > 0 ? slots[head] : nil }

    mutating func append(_ frame: EncodedFrame) {
        if count == slots.count { grow() }
        slots[(head + count) % slots.count] = frame
        count += 1
    }

    mutating func popFirst() -> EncodedFrame? {
        guard count > 0 else { return nil }
        let frame = slots[head]
        slots[head] = nil
        head = (head + 1) % slots.count
        count -= 1
        return frame
    }

    private mutating func grow() {
        slots = Array(slots[head...] + slots[..<head]) + Array(repeating: nil, count: slots.count)
        head = 0
    }
}
