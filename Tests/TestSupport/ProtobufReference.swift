public import Foundation

/// Python's protobuf as the reference: `Tests/Tools/protobuf-reference.py`.
public struct ProtobufReference {
    /// A message as the reference sees it.
    public struct Instance: Sendable {
        /// The type's full name.
        public let name: String
        /// The binary wire format, maps in the order of their keys.
        public let binary: [UInt8]
        public let json: [UInt8]

        public init(name: String, binary: [UInt8], json: [UInt8]) {
            self.name = name
            self.binary = binary
            self.json = json
        }
    }

    private let folder: TemporaryFolder
    /// The descriptor set of the schemas, in a file.
    public let descriptors: String

    /// The reference for all schemas below `schemas`.
    public init(schemas: URL) throws {
        folder = try TemporaryFolder()
        descriptors = folder.path("descriptors.pb")
        let found = FileManager.default.enumerator(atPath: schemas.path)?.compactMap { $0 as? String } ?? []
        let protoc = ExternalTool("protoc", package: "protobuf-compiler")
        let result = try protoc.run(
            ["--proto_path=\(schemas.path)", "--include_imports", "--descriptor_set_out=\(descriptors)"]
                + found.filter { $0.hasSuffix(".proto") }.sorted())
        guard result.status == 0 else {
            throw ExternalTool.Failure(
                description: "protoc (with the Debian package libprotobuf-dev): \(result.errors)")
        }
    }

    private static let script = PythonTool.repository.appendingPathComponent("Tests/Tools/protobuf-reference.py")

    /// `count` random messages of every type.
    public func instances(count: Int, seed: Int) throws -> [Instance] {
        let path = folder.path("instances.bin")
        try PythonTool.run(Self.script, "generate", descriptors, String(count), String(seed), path)
        var parts: [[UInt8]] = []
        try Data(contentsOf: URL(fileURLWithPath: path)).withUnsafeBytes { bytes in
            var position = 0
            while position < bytes.count {
                let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
                parts.append(Array(bytes[position + 4..<position + 4 + length]))
                position += 4 + length
            }
        }
        return stride(from: 0, to: parts.count - 2, by: 3).map {
            Instance(name: String(decoding: parts[$0], as: UTF8.self), binary: parts[$0 + 1], json: parts[$0 + 2])
        }
    }

    /// Fails unless the reference reads from every JSON the very message of the binary. Returns how many it read.
    public func check(_ instances: [Instance]) throws -> Int {
        var data = Data()
        for instance in instances {
            for part in [Array(instance.name.utf8), instance.binary, instance.json] {
                withUnsafeBytes(of: UInt32(part.count).littleEndian) { data.append(contentsOf: $0) }
                data.append(contentsOf: part)
            }
        }
        let path = folder.path("answers.bin")
        try data.write(to: URL(fileURLWithPath: path))
        let output = try PythonTool.run(Self.script, "check", descriptors, path)
        return Int(String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    /// Every field, enum value and method of the schemas, one a line.
    public func facts() throws -> Set<Substring> {
        let output = try PythonTool.run(Self.script, "facts", descriptors)
        return Set(String(decoding: output, as: UTF8.self).split(separator: "\n"))
    }
}
