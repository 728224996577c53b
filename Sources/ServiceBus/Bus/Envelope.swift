internal import ProtobufRuntime
internal import ProtocolModels

/// What travels on the bus: a message wrapped in psrpc's `Msg`, whose first two fields are those of an `Any`.
enum Envelope {
    /// Wraps `message` with its type's name.
    static func payload(_ message: some ProtobufMessage) -> [UInt8] {
        var wrapper = PSRPC.Msg()
        wrapper.typeURL = typePrefix + type(of: message).protobufName
        wrapper.value = message.encoded()
        return wrapper.encoded()
    }

    /// The message in `payload`; nil for bytes that are none, and for a message of another type.
    static func message<Message: ProtobufMessage>(_ type: Message.Type, in payload: [UInt8]) -> Message? {
        guard let wrapper = try? PSRPC.Msg(protobuf: payload),
            name(ofURL: wrapper.typeURL) == Message.protobufName
        else { return nil }
        return try? Message(protobuf: wrapper.value)
    }

    /// As with an `Any`, whatever stands before the last slash is of no account.
    private static func name(ofURL url: String) -> Substring {
        url.lastIndex(of: "/").map { url[url.index(after: $0)...] } ?? url[...]
    }

    private static let typePrefix = "type.googleapis.com/"
}
