import Glibc

/// Writes many pieces of memory one after another, in as few system calls as the system allows.
struct GatheredWrite {
    private let descriptor: Int32
    private var vectors: [iovec]
    private var position: off_t
    private var first = 0

    /// The pieces must stay valid until `run` returns.
    init(_ descriptor: Int32, _ pieces: [UnsafeRawBufferPointer], at offset: UInt64) {
        self.descriptor = descriptor
        position = off_t(offset)
        vectors = pieces.map { iovec(iov_base: UnsafeMutableRawPointer(mutating: $0.baseAddress), iov_len: $0.count) }
    }

    /// Zero, or errno.
    consuming func run() -> Int32 {
        while first < vectors.count {
            let count = min(vectors.count - first, 1024)  // IOV_MAX
            let written = vectors.withUnsafeBufferPointer {
                pwritev(descriptor, $0.baseAddress! + first, Int32(count), position)
            }
            if written < 0, errno == EINTR { continue }
            if written < 0 { return errno }
            if written == 0 { return EIO }
            advance(by: written)
        }
        return 0
    }

    private mutating func advance(by written: Int) {
        position += off_t(written)
        var rest = written
        while first < vectors.count, rest >= vectors[first].iov_len {
            rest -= vectors[first].iov_len
            first += 1
        }
        guard rest > 0 else { return }
        vectors[first].iov_base += rest
        vectors[first].iov_len -= rest
    }
}
