internal import Synchronization

/// What all channels of one connection may keep of messages that nobody has taken yet: a peer that opens many may not
/// send more than one that opens few.
final class DataAllowance: Sendable {
    /// In bytes.
    private let capacity: Int
    private let used = Atomic(0)

    init(capacity: Int = 16 << 20) { self.capacity = capacity }

    /// False when there is no room.
    func take(_ size: Int) -> Bool {
        guard used.add(size, ordering: .relaxed).newValue <= capacity else {
            giveBack(size)
            return false
        }
        return true
    }

    func giveBack(_ size: Int) { used.subtract(size, ordering: .relaxed) }
}
