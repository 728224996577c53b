import Cryptography
import Foundation
import Synchronization

/// A server that takes objects by S3's protocol, whole or in parts, and throws their bytes away: as fast as a server can be, so
/// that a client's own speed shows.
///
/// Each connection has a thread. Signatures are not looked at. With `hashes` it makes each ETag of the bytes' MD5, as stores
/// do, and pays for that; without, the tag means nothing, and takes nothing.
final class StorageSink: Sendable {
    struct Tally: Sendable {
        /// In bodies of objects and parts.
        var bytes = 0
        var parts: [String: [Int: [UInt8]]] = [:]
    }

    let hashes: Bool
    let tally = Mutex(Tally())
    private let descriptor: Int32
    private let port: UInt16

    init(hashes: Bool) throws {
        self.hashes = hashes
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0 && listen(descriptor, 64) == 0
            }
        }
        guard isListening else { throw BenchmarkFailure("no port to listen on: \(String(cString: strerror(errno)))") }
        port = UInt16(bigEndian: address.sin_port)
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// Takes connections until the process ends.
    func start() {
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { continue }
                Thread.detachNewThread { SinkConnection(connection, self).run() }
            }
        }
    }

    func answer(to request: SinkRequest, digest: [UInt8]) -> SinkAnswer {
        switch (request.method, request.query) {
        case ("PUT", let query):
            if let upload = query["uploadId"], let part = query["partNumber"].flatMap({ Int($0) }) {
                tally.withLock { $0.parts[upload, default: [:]][part] = digest }
            }
            tally.withLock { $0.bytes += request.bodySize }
            return SinkAnswer(tag: tag(digest))
        case ("POST", let query) where query["uploads"] != nil:
            let id = UUID().uuidString
            return SinkAnswer(
                body: "<InitiateMultipartUploadResult><UploadId>\(id)</UploadId></InitiateMultipartUploadResult>")
        case ("POST", let query): return completion(of: query["uploadId"] ?? "")
        case ("GET", _): return SinkAnswer(body: "<ListMultipartUploadsResult/>")
        case ("DELETE", _): return SinkAnswer()
        default: return SinkAnswer(status: 404)
        }
    }

    private func completion(of upload: String) -> SinkAnswer {
        let parts = tally.withLock { $0.parts.removeValue(forKey: upload) } ?? [:]
        let digests = parts.sorted { $0.key < $1.key }.flatMap(\.value)
        let digest = hashes ? (try? MessageDigest.of(digests.span, .md5)) ?? [] : []
        let tag = tag(digest) + (hashes ? "-\(parts.count)" : "")
        return SinkAnswer(body: "<CompleteMultipartUploadResult><ETag>\(tag)</ETag></CompleteMultipartUploadResult>")
    }

    private func tag(_ digest: [UInt8]) -> String { hashes ? Hexadecimal.encode(digest) : "none" }
}

/// What a ``StorageSink`` answers.
struct SinkAnswer {
    var status = 200
    var tag = ""
    var body = ""

    var bytes: [UInt8] {
        let tagLine = tag.isEmpty ? "" : "ETag: \"\(tag)\"\r\n"
        let head = "HTTP/1.1 \(status) Answer\r\nContent-Length: \(body.utf8.count)\r\n\(tagLine)\r\n"
        return Array((head + body).utf8)
    }
}
