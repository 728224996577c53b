import Foundation
import ProtobufRuntime
import TestSupport
import Testing

/// Every type and shape of field against Python's protobuf.
struct EveryTypeTests {
    @Test func `agrees with the reference on every type and shape of field`() throws {
        let schemas = PythonTool.repository.appendingPathComponent("Tests/ProtobufRuntimeTests/Schemas")
        let reference = try ProtobufReference(schemas: schemas)
        let registry = TypeRegistry([
            EveryType.self, Google.AnyMessage.self, Google.Duration.self, Google.Timestamp.self,
        ])
        let instances = try reference.instances(count: 200, seed: 7)
        #expect(instances.count == 200)
        var answers: [ProtobufReference.Instance] = []
        for instance in instances {
            let message = try EveryType(protobuf: instance.binary)
            let read = try EveryType(json: instance.json, options: JSONReadingOptions(registry: registry))
            // Not the values in the message: each has some ten thousand bytes.
            let agrees = message.encoded() == instance.binary && message.unknownFields.isEmpty && read == message
            #expect(agrees, "\(String(decoding: instance.json, as: UTF8.self))")
            let json = try message.jsonBytes(options: JSONWritingOptions(registry: registry))
            answers.append(ProtobufReference.Instance(name: instance.name, binary: instance.binary, json: json))
        }
        #expect(try reference.check(answers) == instances.count)
    }
}
