internal import Glibc

/// Reads a body from its beginning, into memory that libcurl gives.
final class HTTPBodyReader {
    struct Failure: Error { let detail: String }

    private enum Source {
        case bytes([UInt8])
        case file(descriptor: Int32, offset: UInt64)
        case pieces(next: () throws -> [UInt8], make: @Sendable () throws -> () throws -> [UInt8])
    }

    private var source: Source
    private let count: UInt64
    private var position: UInt64 = 0
    private var piece: ArraySlice<UInt8> = []

    /// Opens the file, which then stays the same even if another takes its name.
    init(_ body: HTTPBody) throws {
        count = body.count
        switch body {
        case .bytes(let bytes): source = .bytes(bytes)
        case .file(let path, let offset, let count):
            guard offset <= UInt64(Int64.max), count <= UInt64(Int64.max) - offset else {
                throw Failure(detail: "no file has such a range")
            }
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Failure(detail: "\(path): \(String(cString: strerror(errno)))") }
            source = .file(descriptor: descriptor, offset: offset)
        case .pieces(_, let make): source = .pieces(next: try make(), make: make)
        }
    }

    deinit {
        if case .file(let descriptor, _) = source { close(descriptor) }
    }

    /// Fills some of `buffer`; zero at the end of the body.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let wanted = Int(min(UInt64(buffer.count), count - position))
        guard wanted > 0, let base = buffer.baseAddress else { return 0 }
        let room = UnsafeMutableRawBufferPointer(start: base, count: wanted)
        let read = try take(into: room)
        guard read > 0 else { throw Failure(detail: "it ends after \(position) of \(count) bytes") }
        position += UInt64(read)
        return read
    }

    /// Back to the beginning, for a request that is sent again.
    func rewind() throws {
        position = 0
        piece = []
        if case .pieces(_, let make) = source { source = .pieces(next: try make(), make: make) }
    }

    private func take(into room: UnsafeMutableRawBufferPointer) throws -> Int {
        switch source {
        case .bytes(let bytes):
            let start = Int(position)
            room.copyBytes(from: bytes[start..<(start + room.count)])
            return room.count
        case .file(let descriptor, let offset):
            var read = -1
            repeat { read = pread(descriptor, room.baseAddress, room.count, off_t(offset + position)) }
                while read < 0 && errno == EINTR
            guard read >= 0 else { throw Failure(detail: String(cString: strerror(errno))) }
            return read
        case .pieces(let next, _):
            if piece.isEmpty { piece = try next()[...] }
            let count = min(piece.count, room.count)
            room.copyBytes(from: piece.prefix(count))
            piece = piece.dropFirst(count)
            return count
        }
    }
}
