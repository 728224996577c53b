import Foundation
import ServiceKit

/// The socket on which a program says that it is ready (the protocol of sd_notify(3)).
final class NotificationSocket: Sendable {
    let path: String
    private let descriptor: FileDescriptor

    init(path: String) throws {
        self.path = path
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw JobDirectoryError.cannotCreate(path, code: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let socket = Foundation.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        guard socket >= 0 else { throw JobDirectoryError.cannotCreate(path, code: errno) }
        descriptor = FileDescriptor(owning: socket)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw JobDirectoryError.cannotCreate(path, code: errno) }
    }

    func ready(timeout: Duration) async -> Bool {
        guard let message = await Readiness.message(on: descriptor, timeout: timeout) else { return false }
        return message.split(separator: "\n").contains("READY=1")
    }

    /// Ends a wait in ``ready(timeout:)``.
    func interrupt() { shutdown(descriptor.rawValue, Int32(SHUT_RDWR)) }
}
