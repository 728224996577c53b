internal import Cryptography
internal import Foundation

/// What stands for an upload in parts: Azure knows blocks of a blob, but no upload, and takes a blob's properties at the end.
struct AzureUploadID: Hashable, Sendable {
    /// Tells the blocks of one upload from those of another to the same blob: hexadecimal digits.
    var nonce: String
    var properties: ObjectProperties

    private static let mark = "sluice-"
    private static let nonceSize = 16

    private struct Form: Codable {
        var type: String?
        var disposition: String?
        var metadata: [String: String]
        var tagging: String?
    }

    init(_ properties: ObjectProperties) throws(CryptographyError) {
        nonce = Hexadecimal.encode(try RandomBytes.make(Self.nonceSize / 2))
        self.properties = properties
    }

    /// Nil for what ``text`` never gave.
    init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, parts[0].utf8.count == Self.nonceSize, let bytes = Base64URL.decode(parts[1].utf8),
            let form = try? JSONDecoder().decode(Form.self, from: Data(bytes))
        else { return nil }
        nonce = String(parts[0])
        properties = ObjectProperties(
            contentType: form.type, contentDisposition: form.disposition, metadata: form.metadata, tagging: form.tagging)
    }

    var text: String {
        let form = Form(
            type: properties.contentType, disposition: properties.contentDisposition, metadata: properties.metadata,
            tagging: properties.tagging)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = (try? encoder.encode(form)).map { Array($0) } ?? []
        return "\(nonce).\(Base64URL.encode(bytes.span))"
    }

    /// The name of a part's block. All of a blob must be of one length.
    func block(_ number: Int) -> String {
        let digits = String(number)
        let name = Self.mark + nonce + "-" + String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
        let bytes = Array(name.utf8)
        return Base64.encode(bytes.span)
    }

    /// The upload that a block belongs to; nil when it is not one of ours. Its properties are not known any more.
    init?(block: String) {
        guard let bytes = Base64.decode(Array(block.utf8)) else { return nil }
        let name = String(decoding: bytes, as: UTF8.self)
        guard name.hasPrefix(Self.mark), name.utf8.count == Self.mark.utf8.count + Self.nonceSize + 6 else { return nil }
        nonce = String(name.dropFirst(Self.mark.count).prefix(Self.nonceSize))
        properties = ObjectProperties()
    }
}
