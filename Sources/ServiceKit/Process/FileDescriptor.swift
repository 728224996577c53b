internal import CProcessShims
internal import Glibc

/// A descriptor that is closed with its last owner.
package final class FileDescriptor: Sendable {
    package let rawValue: Int32

    package init(owning rawValue: Int32) { self.rawValue = rawValue }
    deinit { close(rawValue) }

    /// A pipe whose ends no child inherits unless it is given one.
    package static func pipe() throws -> (read: FileDescriptor, write: FileDescriptor) {
        var ends: [Int32] = [-1, -1]
        let status = process_shim_pipe(&ends)
        guard status == 0 else { throw ProcessError.noPipe(code: -status) }
        return (FileDescriptor(owning: ends[0]), FileDescriptor(owning: ends[1]))
    }

    /// Two connected stream sockets, which no child inherits unless it is given one. Unlike a pipe, writing to one whose
    /// peer is gone need not raise SIGPIPE.
    package static func socketPair() throws -> (FileDescriptor, FileDescriptor) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw ProcessError.noPipe(code: errno)
        }
        return (FileDescriptor(owning: ends[0]), FileDescriptor(owning: ends[1]))
    }
}
