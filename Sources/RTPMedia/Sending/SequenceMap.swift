/// Numbers a source's packets anew, without those that are left out: what follows moves up, so that nobody takes them for
/// lost.
struct SequenceMap: Sendable {
    /// Those left out of late, ascending.
    private var omitted: [Int64] = []
    /// Added to the numbers behind the last that was left out.
    private var offset: Int64 = 0
    /// The source's greatest so far.
    private(set) var highest: Int64 = -1
    /// The first number of the source; older ones have no place.
    private var first: Int64 = 0

    /// Farther back than any packet that is still waited for.
    private static let memory: Int64 = 1_024

    init() {}

    /// The source's `first` number becomes `number`.
    init(from first: Int64, to number: Int64) {
        self.first = first
        offset = number - first
    }

    /// The number a packet is passed on under; nil when it has no place.
    mutating func map(_ incoming: Int64) -> Int64? {
        if incoming > highest {
            highest = incoming
        } else if incoming < first {
            return nil
        }
        // Hardly ever is anything left out.
        guard let last = omitted.last, incoming <= last else { return incoming &+ offset }
        guard incoming > highest - Self.memory else { return nil }
        var later: Int64 = 0
        for number in omitted.reversed() {
            if number == incoming { return nil }
            if number < incoming { break }
            later += 1
        }
        return incoming &+ offset &+ later
    }

    /// Leaves a packet out. False when others behind it have their numbers already, and its own would be missed.
    mutating func omit(_ incoming: Int64) -> Bool {
        guard incoming > highest else { return false }
        highest = incoming
        offset -= 1
        omitted.append(incoming)
        if omitted.count >= 2 * Int(Self.memory) {
            let kept = omitted.firstIndex { $0 > highest - Self.memory } ?? omitted.count
            omitted.removeFirst(kept)
        }
        return true
    }
}
