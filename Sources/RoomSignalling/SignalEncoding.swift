public import ProtobufRuntime

/// How the messages of one signalling connection are written: binary frames hold protobuf, text frames its JSON. A server
/// answers in the form the client uses.
public enum SignalEncoding: Hashable, Sendable {
    case binary, json

    /// What one frame holds, read with the limits of signalling; fields and JSON members that are not known are ignored.
    public static func read<Message: ProtobufMessage>(
        _ type: Message.Type = Message.self, binary bytes: [UInt8], limits: DecodingLimits = limits
    ) throws(ProtobufError) -> Message {
        try Message(protobuf: bytes, limits: limits)
    }

    public static func read<Message: ProtobufMessage>(
        _ type: Message.Type = Message.self, text: String, limits: DecodingLimits = limits
    ) throws(ProtobufError) -> Message {
        try Message(json: text, options: JSONReadingOptions(ignoresUnknownFields: true, limits: limits))
    }

    /// A session description of many tracks is the largest message there is.
    public static let limits = DecodingLimits(bytes: 1 << 20)
}
