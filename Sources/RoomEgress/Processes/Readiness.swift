import Foundation

/// Waits for a program's word that it is ready, on a descriptor, without asking again and again.
enum Readiness {
    /// The first bytes that arrive on `descriptor`; nil when it ended, or nothing came within `timeout`.
    static func message(on descriptor: FileDescriptor, timeout: Duration) async -> [UInt8]? {
        await withCheckedContinuation { continuation in
            // A blocking call gets a thread of its own, never one of the shared pool.
            let thread = Thread { continuation.resume(returning: read(descriptor, timeout)) }
            thread.name = "readiness"
            thread.start()
        }
    }

    private static func read(_ descriptor: FileDescriptor, _ timeout: Duration) -> [UInt8]? {
        var entry = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
        let milliseconds = timeout.components.seconds * 1000 + timeout.components.attoseconds / 1_000_000_000_000_000
        guard poll(&entry, 1, Int32(clamping: milliseconds)) == 1 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = Foundation.read(descriptor.rawValue, &bytes, bytes.count)
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }
}
