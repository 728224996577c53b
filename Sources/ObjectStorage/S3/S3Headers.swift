internal import Cryptography

/// The headers that say what is kept beside an object.
enum S3Headers {
    static func make(_ properties: ObjectProperties, _ options: S3Options) -> [String: String] {
        var headers: [String: String] = [:]
        headers["content-type"] = properties.contentType
        let disposition = properties.contentDisposition ?? options.contentDisposition
        if !disposition.isEmpty { headers["content-disposition"] = singleLine(disposition) }
        let tagging = properties.tagging ?? options.tagging
        if !tagging.isEmpty { headers["x-amz-tagging"] = singleLine(tagging) }
        for (name, value) in options.metadata.merging(properties.metadata, uniquingKeysWith: { $1 }) {
            let name = name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
            if !name.isEmpty { headers["x-amz-meta-\(name)"] = encoded(value) }
        }
        return headers
    }

    /// Headers are ASCII; what is not goes as an encoded word (RFC 2047), as S3 itself gives it back.
    private static func encoded(_ value: String) -> String {
        let isPlain = value.utf8.allSatisfy { $0 >= 32 && $0 < 127 }
        return isPlain ? value : "=?UTF-8?B?\(Base64.encode(Array(value.utf8).span))?="
    }

    private static func singleLine(_ value: String) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.filter { $0.value >= 32 }))
    }
}
