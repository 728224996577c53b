import Glibc
import MediaContainers
import MediaTypes

/// The output of our own that the writer asks for, here on top of the C library's files.
struct StandardFile: ~Copyable, RandomAccessOutput {
    struct Failure: Error { let code: Int32 }

    private let descriptor: Int32
    private var length: Int = 0

    init(creating path: String) throws(Failure) {
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw Failure(code: errno) }
    }

    deinit { close(descriptor) }

    mutating func append(header: [UInt8], payloads: [FramePayload]) throws {
        try write(header, at: length)
        length += header.count
        for payload in payloads {
            try write(payload.copied(), at: length)
            length += payload.count
        }
    }

    mutating func overwrite(_ bytes: [UInt8], at offset: UInt64) throws { try write(bytes, at: Int(offset)) }

    mutating func synchronize() throws {
        guard fdatasync(descriptor) == 0 else { throw Failure(code: errno) }
    }

    private func write(_ bytes: [UInt8], at offset: Int) throws(Failure) {
        guard pwrite(descriptor, bytes, bytes.count, offset) == bytes.count else { throw Failure(code: errno) }
    }
}
