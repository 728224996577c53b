import ProtobufRuntime
import ProtocolModels

/// Any text as the JSON of a message: an error, or a value that is the same after being written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzProtobufJSON(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = Array(UnsafeBufferPointer(start: bytes, count: count))
    check(LiveKit.EgressInfo.self, text)
    check(LiveKit.WebhookEvent.self, text)
    check(PSRPC.Response.self, text)
    check(Google.AnyMessage.self, text)
    return 0
}

private func check<Message: ProtobufMessage>(_: Message.Type, _ text: [UInt8]) {
    for ignoresUnknownFields in [false, true] {
        let options = JSONReadingOptions(ignoresUnknownFields: ignoresUnknownFields, registry: .protocolModels)
        do {
            let message = try Message(json: text, options: options)
            let json = try message.json(options: JSONWritingOptions(registry: .protocolModels))
            guard let again = try? Message(json: json, options: options) else {
                preconditionFailure("what was written is refused: \(json)")
            }
            precondition(again == message)
        } catch {
            precondition(!"\(error)".isEmpty)
        }
    }
}
