internal import Cryptography
internal import HTTPTransport
internal import Synchronization

/// A body in chunks that carry a signature each, so that content is read once, while it is sent.
///
/// A chunk is `size;chunk-signature=signature`, a line end, the bytes and another line end; an empty one ends the body.
struct S3Chunks: Sendable {
    let content: ObjectContent
    let signer: S3Signer
    /// Of the request's headers.
    let seed: String
    var chunkSize = 64 << 10

    /// The MD5 of what was sent, once all was.
    let digest = DigestBox()

    /// Written by the sending thread when the body ends, read when the answer is there.
    final class DigestBox: Sendable {
        private let value = Mutex<[UInt8]>([])
        var md5: [UInt8] {
            get { value.withLock { $0 } }
            set { value.withLock { $0 = newValue } }
        }
    }

    /// How long a body in chunks is, signatures included.
    static func encodedSize(of count: UInt64, chunkSize: Int) -> UInt64 {
        let size = UInt64(chunkSize)
        let (whole, rest) = count.quotientAndRemainder(dividingBy: size)
        return whole * encodedChunkSize(size) + (rest > 0 ? encodedChunkSize(rest) : 0) + encodedChunkSize(0)
    }

    private static func encodedChunkSize(_ count: UInt64) -> UInt64 {
        UInt64(String(count, radix: 16).utf8.count) + 17 + 64 + 2 + count + 2
    }

    var body: HTTPBody {
        .pieces(count: S3Chunks.encodedSize(of: content.count, chunkSize: chunkSize)) {
            let sender = try Sender(self)
            return { try sender.next() }
        }
    }

    private final class Sender {
        private let chunks: S3Chunks
        private let key: [UInt8]
        private let reader: ContentReader
        private var md5: MessageDigest?
        private var previous: String
        private var isFinished = false

        init(_ chunks: S3Chunks) throws {
            self.chunks = chunks
            key = try chunks.signer.signingKey()
            reader = try ContentReader(chunks.content)
            md5 = try MessageDigest(.md5)
            previous = chunks.seed
        }

        func next() throws -> [UInt8] {
            guard !isFinished else { return [] }
            let bytes = try reader.read(chunks.chunkSize)
            if bytes.isEmpty {
                isFinished = true
                if let digest = md5.take() { chunks.digest.md5 = try digest.finish() }
            } else {
                try md5?.update(bytes.span)
            }
            previous = try chunks.signer.signature(ofChunk: bytes, after: previous, key: key)
            let head = "\(String(bytes.count, radix: 16));chunk-signature=\(previous)\r\n"
            return Array(head.utf8) + bytes + [13, 10]
        }
    }
}
