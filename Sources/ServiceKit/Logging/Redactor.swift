public import Cryptography

/// Replaces known secrets in text by `***`.
public struct Redactor: Sendable {
    /// Longest first, so that a secret that contains another leaves no tail.
    private var values: [String] = []

    public init() {}

    /// From now on `secret` is masked; an empty one is ignored.
    public mutating func register(_ secret: Secret) {
        let value = secret.reveal()
        guard !value.isEmpty, !values.contains(value) else { return }
        values.append(value)
        values.sort { $0.utf8.count > $1.utf8.count }
    }

    public func redact(_ text: String) -> String {
        values.reduce(text) { text, value in Redactor.replace(value, in: text) }
    }

    private static func replace(_ value: String, in text: String) -> String {
        // Compared byte by byte: canonically equal spellings are not how a secret gets into a line.
        let (needle, bytes) = (Array(value.utf8), Array(text.utf8))
        guard needle.count <= bytes.count else { return text }
        var result: [UInt8] = []
        var index = 0
        var wasFound = false
        while index < bytes.count {
            if bytes[index] == needle[0], bytes[index...].starts(with: needle) {
                result += Array(Secret.mask.utf8)
                index += needle.count
                wasFound = true
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return wasFound ? String(decoding: result, as: UTF8.self) : text
    }
}
