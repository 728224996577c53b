internal import Glibc

/// Reads an object's content in pieces. Blocks.
final class ContentReader {
    struct Failure: Error { let detail: String }

    private let content: ObjectContent
    private let descriptor: Int32
    private var position: UInt64 = 0

    init(_ content: ObjectContent) throws(Failure) {
        self.content = content
        guard case .file(let path, let offset, let count) = content else {
            descriptor = -1
            return
        }
        guard offset <= UInt64(Int64.max), count <= UInt64(Int64.max) - offset else {
            throw Failure(detail: "no file has such a range")
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(detail: "\(path): \(String(cString: strerror(errno)))") }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The next bytes, as many as asked for but at the end; empty there.
    func read(_ maximum: Int) throws(Failure) -> [UInt8] {
        let wanted = Int(min(UInt64(max(0, maximum)), content.count - position))
        guard wanted > 0 else { return [] }
        switch content {
        case .bytes(let bytes):
            let start = Int(position)
            position += UInt64(wanted)
            return Array(bytes[start..<(start + wanted)])
        case .file(let path, let offset, _):
            return try read(wanted, path: path, offset: offset)
        }
    }

    private func read(_ wanted: Int, path: String, offset: UInt64) throws(Failure) -> [UInt8] {
        var code: Int32 = 0
        let descriptor = descriptor
        let start = offset + position
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let count = pread(descriptor, buffer.baseAddress! + filled, wanted - filled, off_t(start) + off_t(filled))
                if count < 0 && errno == EINTR { continue }
                if count < 0 { code = errno }
                guard count > 0 else { break }
                filled += count
            }
        }
        guard bytes.count == wanted else {
            let reason = code == 0 ? "it ends after \(start + UInt64(bytes.count)) bytes" : String(cString: strerror(code))
            throw Failure(detail: "\(path): \(reason)")
        }
        position += UInt64(wanted)
        return bytes
    }
}
