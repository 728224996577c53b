import Foundation
import MediaTypes
import Synchronization

/// The border between a media thread and an output's own thread: bounded, and refusing when full.
final class FrameQueue: Sendable {
    enum Item: Sendable {
        case tracks([TrackDescription])
        case frame(EncodedFrame)
        /// No frame comes before that time any more.
        case advance(MediaTime)
        /// The track was muted, or is heard or seen again.
        case muted(Bool)
        /// Frames are missing here.
        case lost
        /// The destination, which had no room, has some.
        case room
        /// What still waits has had its time.
        case overdue
        case end
    }

    private let capacity: Int
    private let items = Mutex(Items())
    private let available = DispatchSemaphore(value: 0)

    private struct Items {
        var queue: [Item] = []
        var head = 0
        var bytes = 0
    }

    /// Holds frames of up to `capacity` bytes together.
    init(capacity: Int) { self.capacity = capacity }

    /// False when the item does not fit; everything else always does.
    func push(_ item: Item) -> Bool {
        let size = Self.size(item)
        let fits = items.withLock { items in
            guard size == 0 || items.bytes + size <= capacity else { return false }
            items.queue.append(item)
            items.bytes += size
            return true
        }
        if fits { available.signal() }
        return fits
    }

    /// The oldest item; waits for one.
    func pop() -> Item {
        available.wait()
        return items.withLock { items in
            let item = items.queue[items.head]
            items.queue[items.head] = .end  // lets go of the payload
            items.head += 1
            items.bytes -= Self.size(item)
            if items.head == items.queue.count {
                items.queue.removeAll(keepingCapacity: true)
                items.head = 0
            } else if items.head >= 256 {
                items.queue.removeFirst(items.head)
                items.head = 0
            }
            return item
        }
    }

    private static func size(_ item: Item) -> Int {
        if case .frame(let frame) = item { frame.payload.count } else { 0 }
    }
}
