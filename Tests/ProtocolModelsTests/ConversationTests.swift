import Foundation
import ProtobufRuntime
import ProtocolModels
import Testing

/// What real peers said to each other.
struct ConversationTests {
    struct Payload: Sendable {
        let channel: [Substring]
        let bytes: [UInt8]
    }

    static func payloads(_ file: String) throws -> [Payload] {
        try String(contentsOf: Vectors.url(file), encoding: .utf8).split(separator: "\n").map { line in
            let json = try JSONValue(parsing: Array(line.utf8))
            guard case .string(let channel)? = json["channel"], case .string(let hex)? = json["hex"] else {
                throw CocoaError(.fileReadCorruptFile)
            }
            let digits = Array(hex.utf8)
            let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
            }
            return Payload(channel: channel.split(separator: "|"), bytes: bytes)
        }
    }

    static let methods: [String: any ServiceMethodDescription] = Dictionary(
        uniqueKeysWithValues: [
            RPC.EgressInternal.methods, RPC.EgressHandler.methods, RPC.IngressInternal.methods,
            RPC.IngressHandler.methods, RPC.IOInfo.methods, RPC.ReplayExport.methods,
        ].joined().map { ("\($0.service)|\($0.name)", $0) })

    @Test(arguments: ["server-requests", "egress-conversation", "ingress-conversation"])
    func `knows every field of every message`(_ file: String) throws {
        var called: [String: any ServiceMethodDescription] = [:]
        for payload in try Self.payloads(file + ".jsonl") {
            let envelope = try Google.AnyMessage(protobuf: payload.bytes)
            #expect(envelope.encoded() == payload.bytes)
            let name = try #require(envelope.typeName)
            let type = try #require(TypeRegistry.protocolModels[name])
            let message = try Self.read(type, envelope.value, isInOrder: true)
            if let request = message as? PSRPC.Request {
                let key = payload.channel.prefix(2).joined(separator: "|")
                let method = try #require(Self.methods[key], "there is no method \(key)")
                called[request.requestID] = method
                _ = try Self.read(method.requestType, request.rawRequest)
            } else if let response = message as? PSRPC.Response {
                let method = try #require(called[response.requestID])
                _ = try Self.read(method.responseType, response.rawResponse)
            }
        }
        #expect(!called.isEmpty)
    }

    /// Reads a message, and checks that it is complete: nothing unknown, and as long when written again. Peers in Go write
    /// the members of a oneof after everything else, which is not the order of their numbers.
    private static func read<Message: ProtobufMessage>(
        _: Message.Type, _ bytes: [UInt8], isInOrder: Bool = false
    ) throws -> any ProtobufMessage {
        let message = try Message(protobuf: bytes)
        #expect(!message.description.contains("bytes unknown>"), "\(message)")
        let encoded = message.encoded()
        #expect(isInOrder ? encoded == bytes : encoded.sorted() == bytes.sorted())
        #expect(try Message(protobuf: encoded) == message)
        let json = try message.json(options: JSONWritingOptions(registry: .protocolModels))
        #expect(try Message(json: json, options: JSONReadingOptions(registry: .protocolModels)) == message)
        return message
    }
}
