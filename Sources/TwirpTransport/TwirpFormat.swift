internal import ProtobufRuntime

/// The two forms of a call's messages, by content type.
enum TwirpFormat: String, Sendable {
    case json = "application/json"
    case protobuf = "application/protobuf"

    /// Parameters such as a charset are ignored: JSON is UTF-8.
    init?(contentType: String) {
        let name = contentType.prefix { $0 != ";" }
        let start = name.drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.startIndex
        self.init(rawValue: start[..<end].lowercased())
    }

    func decode<Message: ProtobufMessage>(
        _ bytes: [UInt8], options: JSONReadingOptions
    ) throws(ProtobufError) -> Message {
        switch self {
        case .json: try Message(json: bytes, options: options)
        case .protobuf: try Message(protobuf: bytes, limits: options.limits)
        }
    }

    /// What cannot be written is the handler's fault, not the caller's.
    func encode(_ message: some ProtobufMessage, options: JSONWritingOptions) throws(TwirpEncodingFailure) -> [UInt8] {
        switch self {
        case .json:
            do { return try message.jsonBytes(options: options) } catch { throw TwirpEncodingFailure(cause: error) }
        case .protobuf: return message.encoded()
        }
    }
}

/// A handler's answer has no JSON form.
struct TwirpEncodingFailure: Error, CustomStringConvertible {
    let cause: ProtobufError

    var description: String { "writing the answer as JSON failed: \(cause)" }
}
