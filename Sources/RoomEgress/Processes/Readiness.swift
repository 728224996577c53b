import Foundation
import ServiceKit

/// Waits for a program's word that it is ready, on a descriptor, without asking again and again.
enum Readiness {
    /// What arrives on `descriptor` until a message ends: a datagram, or a line. Nil when the descriptor ended, or
    /// nothing whole came within `timeout`.
    static func message(on descriptor: FileDescriptor, timeout: Duration) async -> String? {
        await withCheckedContinuation { continuation in
            // A blocking call gets a thread of its own, never one of the shared pool.
            let thread = Thread {
                continuation.resume(returning: read(descriptor, until: .now + timeout))
            }
            thread.name = "readiness"
            thread.start()
        }
    }

    private static func read(_ descriptor: FileDescriptor, until deadline: ContinuousClock.Instant) -> String? {
        var message: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 256)
        // Xvfb writes its number and the line's end apart, and dies when nobody is left to read the second.
        while !message.contains(UInt8(ascii: "\n")) {
            var entry = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
            let left = max(.zero, deadline - .now) / .milliseconds(1)
            guard poll(&entry, 1, Int32(left)) == 1 else { return nil }
            let count = Foundation.read(descriptor.rawValue, &bytes, bytes.count)
            guard count > 0 else { return nil }
            message += bytes.prefix(count)
            if isDatagram(descriptor) { break }
        }
        return String(decoding: message, as: UTF8.self)
    }

    private static func isDatagram(_ descriptor: FileDescriptor) -> Bool {
        var type: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor.rawValue, SOL_SOCKET, SO_TYPE, &type, &size) == 0
            && type == Int32(SOCK_DGRAM.rawValue)
    }
}
