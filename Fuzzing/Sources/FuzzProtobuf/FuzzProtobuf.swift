import ProtobufRuntime
import ProtocolModels

/// Any bytes as a message: an error, or a value that is the same after being written and read again. The first two bytes
/// choose the type.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzProtobuf(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    guard input.count >= 2 else { return 0 }
    let choice = Int(input[0]) | Int(input[1]) << 8
    let type: any ProtobufMessage.Type = types[choice % types.count]
    check(type, Array(input.dropFirst(2)))
    return 0
}

private func check<Message: ProtobufMessage>(_: Message.Type, _ bytes: [UInt8]) {
    do {
        let message = try Message(protobuf: bytes)
        let encoded = message.encoded()
        guard let again = try? Message(protobuf: encoded) else { preconditionFailure("what was written is refused") }
        precondition(again == message)
        precondition(!message.description.isEmpty)
        // There may be no JSON: an Any of an unknown type, a time out of range.
        if let json = try? message.json(options: JSONWritingOptions(registry: .protocolModels)) {
            _ = try? Message(json: json, options: JSONReadingOptions(registry: .protocolModels))
        }
    } catch {
        precondition(!"\(error)".isEmpty)
    }
}

private let types = TypeRegistry.protocolModels.all
