import Cryptography
import Foundation

/// One connection of a ``StorageSink``, on a thread of its own.
final class SinkConnection {
    private let descriptor: Int32
    private let sink: StorageSink
    private var buffer = [UInt8](repeating: 0, count: 1 << 20)
    private var used = 0

    init(_ descriptor: Int32, _ sink: StorageSink) {
        self.descriptor = descriptor
        self.sink = sink
    }

    deinit { close(descriptor) }

    func run() {
        while let request = nextRequest() {
            if request.expectsContinue, !send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) { return }
            guard let digest = takeBody(request.bodySize) else { return }
            guard send(sink.answer(to: request, digest: digest).bytes) else { return }
        }
    }

    private func nextRequest() -> SinkRequest? {
        let mark = Data("\r\n\r\n".utf8)
        while true {
            if let end = Data(buffer[..<used]).range(of: mark) {
                let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
                drop(end.upperBound)
                return SinkRequest(head)
            }
            guard used < buffer.count, receive() else { return nil }
        }
    }

    /// The MD5 of the body if it is wanted; nil when the connection ends before the body does.
    private func takeBody(_ size: Int) -> [UInt8]? {
        var digest = sink.hashes ? try? MessageDigest(.md5) : nil
        var left = size
        while left > 0 {
            guard used > 0 || receive() else { return nil }
            let count = min(used, left)
            try? digest?.update(buffer.span.extracting(..<count))
            drop(count)
            left -= count
        }
        return (try? digest.take()?.finish()) ?? []
    }

    private func receive() -> Bool {
        let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress! + used, $0.count - used, 0) }
        used += max(count, 0)
        return count > 0
    }

    private func drop(_ count: Int) {
        if count < used { buffer.replaceSubrange(0..<(used - count), with: Array(buffer[count..<used])) }
        used -= count
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }
}

/// The head of a request to a ``StorageSink``.
struct SinkRequest {
    let method: String
    private(set) var query: [String: String] = [:]
    private(set) var bodySize = 0
    private(set) var expectsContinue = false

    init(_ head: String) {
        let lines = head.split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        method = String(words.first ?? "")
        let target = words.dropFirst().first ?? ""
        for pair in target.split(separator: "?", maxSplits: 1).dropFirst().joined().split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            query[String(sides[0])] = sides.count > 1 ? String(sides[1]) : ""
        }
        for line in lines.dropFirst() {
            let sides = line.split(separator: ":", maxSplits: 1)
            let value = sides.count > 1 ? sides[1].trimmingCharacters(in: .whitespaces) : ""
            switch sides.first?.lowercased() {
            case "content-length": bodySize = Int(value) ?? 0
            case "expect": expectsContinue = value.lowercased() == "100-continue"
            default: break
            }
        }
    }
}
