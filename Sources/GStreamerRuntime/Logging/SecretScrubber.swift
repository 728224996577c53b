import Synchronization

/// Replaces the secrets of every graph alive in texts that GStreamer wrote.
///
/// Elements put their settings into errors and log lines as they see fit, so the texts are cleaned, not trusted.
enum SecretScrubber {
    private static let secrets = Mutex<[[UInt8]: Int]>([:])

    static func add(_ texts: [String]) {
        secrets.withLock { for text in texts where !text.isEmpty { $0[Array(text.utf8), default: 0] += 1 } }
    }

    static func remove(_ texts: [String]) {
        secrets.withLock {
            for text in texts where !text.isEmpty {
                let bytes = Array(text.utf8)
                if let count = $0[bytes] { $0[bytes] = count > 1 ? count - 1 : nil }
            }
        }
    }

    static func scrub(_ text: String) -> String {
        let known = secrets.withLock { Array($0.keys) }
        guard !known.isEmpty else { return text }
        var bytes = Array(text.utf8)
        // The longest first: a secret may be part of another.
        for secret in known.sorted(by: { $0.count > $1.count }) { bytes = replace(secret, in: bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func replace(_ secret: [UInt8], in text: [UInt8]) -> [UInt8] {
        guard text.count >= secret.count else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            if matches(secret, in: text, at: position) {
                result += "***".utf8
                position += secret.count
            } else {
                result.append(text[position])
                position += 1
            }
        }
        return result
    }

    private static func matches(_ secret: [UInt8], in text: [UInt8], at position: Int) -> Bool {
        let end = position + secret.count
        guard end <= text.count, text[position..<end].elementsEqual(secret) else { return false }
        // A secret of a letter or two would tear words apart: it only counts where it stands alone.
        guard secret.count < 4 else { return true }
        let before = position == 0 || !isWordByte(text[position - 1])
        return before && (end == text.count || !isWordByte(text[end]))
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: byte >= 0x80
        }
    }
}
