import Foundation
import ProtobufRuntime

// protocol-generator DESCRIPTORS CREDENTIALS OUTPUT
//
// Writes the Swift sources of the schemas into the folder OUTPUT, one per .proto file: from a descriptor set with source
// information, and the list of fields that hold credentials. Scripts/generate-protocol runs it.
do {
    guard CommandLine.arguments.count == 4 else {
        throw GeneratorError(description: "usage: protocol-generator DESCRIPTORS CREDENTIALS OUTPUT")
    }
    let descriptors = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1]))
    let credentials = try String(contentsOfFile: CommandLine.arguments[2], encoding: .utf8)
    let output = URL(fileURLWithPath: CommandLine.arguments[3], isDirectory: true)

    let files = try Schema.FileSet(protobuf: Array(descriptors)).file
    let catalogue = try Catalogue(files, credentials: CredentialTable(parsing: credentials))
    for file in files where !file.name.hasPrefix("google/") {
        let source = try FileWriter(file, catalogue).source()
        let name = file.name.replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: ".proto", with: ".swift")
        try source.write(to: output.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    try RegistryWriter(files).source()
        .write(to: output.appendingPathComponent("TypeRegistry+ProtocolModels.swift"), atomically: true, encoding: .utf8)
    try catalogue.credentials.checkAllUsed()
} catch {
    FileHandle.standardError.write(Data("protocol-generator: \(error)\n".utf8))
    exit(1)
}
