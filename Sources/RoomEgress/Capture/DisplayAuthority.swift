import Cryptography
import Foundation
import Synchronization

/// The key to the displays of this process, so that no other user of the machine can look at or type into a recording.
///
/// Xlib finds it through the process's environment, so there is one for all jobs of a process; each child program gets
/// it the same way.
enum DisplayAuthority {
    private static let folder = Mutex<JobDirectory?>(nil)

    /// The path of the Xauthority file; made on first use, in a folder of its own below `root`.
    static func file(root: String?) throws -> String {
        try folder.withLock { folder in
            if let folder { return folder.file(name) }
            let made = try JobDirectory.make(root: root)
            try write(to: made.file(name))
            setenv("XAUTHORITY", made.file(name), 1)
            atexit { DisplayAuthority.folder.withLock { $0?.remove() } }
            folder = made
            return made.file(name)
        }
    }

    private static let name = "xauthority"

    private static func write(to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw JobDirectoryError.cannotCreate(path, code: errno) }
        defer { close(descriptor) }
        let entry = try entry(cookie: RandomBytes.make(16))
        guard Foundation.write(descriptor, entry, entry.count) == entry.count else {
            throw JobDirectoryError.cannotCreate(path, code: errno)
        }
    }

    /// One entry that fits every display (Xau: family 65535 is the wildcard), each field after a 16-bit length.
    private static func entry(cookie: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [0xff, 0xff, 0, 0, 0, 0]
        for field in [Array("MIT-MAGIC-COOKIE-1".utf8), cookie] {
            bytes += [UInt8(field.count >> 8), UInt8(field.count & 0xff)] + field
        }
        return bytes
    }
}
