import Foundation
import ProtobufRuntime
import ProtocolModels
import TestSupport
import Testing

/// Every message against Python's protobuf.
struct ReferenceTests {
    static let instancesPerType = 200

    @Test func `agrees with the reference on random messages of every type`() throws {
        let reference = try ProtobufReference(schemas: PythonTool.repository.appendingPathComponent("Protos"))
        let instances = try reference.instances(count: Self.instancesPerType, seed: 1)
        let registry = TypeRegistry.protocolModels
        var counts: [String: Int] = [:]
        var answers: [ProtobufReference.Instance] = []
        for instance in instances {
            let type = try #require(registry[instance.name], "there is no \(instance.name)")
            answers.append(try answer(to: instance, as: type))
            counts[instance.name, default: 0] += 1
        }
        let wanted = Set(registry.all.map { $0.protobufName }.filter { !$0.hasPrefix("google.") })
        #expect(Set(counts.keys) == wanted)
        #expect(counts.values.allSatisfy { $0 >= Self.instancesPerType })
        #expect(try reference.check(answers) == instances.count)
    }

    /// Reads both forms, and gives what we write of what we read.
    private func answer<Message: ProtobufMessage>(
        to instance: ProtobufReference.Instance, as _: Message.Type
    ) throws -> ProtobufReference.Instance {
        let message = try Message(protobuf: instance.binary)
        let encoded = message.encoded()
        let text = String(decoding: instance.json, as: UTF8.self)
        // Plain comparisons: there are many thousands, and an expectation each would take longer than they do.
        if encoded != instance.binary || !message.unknownFields.isEmpty {
            Issue.record("\(instance.name) from its bytes is \(message), should be \(text)")
        }
        let read = try Message(json: instance.json, options: JSONReadingOptions(registry: .protocolModels))
        if read.encoded() != instance.binary {
            Issue.record("\(instance.name) from JSON is \(read), should be \(text)")
        }
        let json = try message.jsonBytes(options: JSONWritingOptions(registry: .protocolModels))
        return ProtobufReference.Instance(name: instance.name, binary: encoded, json: json)
    }
}
