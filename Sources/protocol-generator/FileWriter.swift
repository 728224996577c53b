import ProtobufRuntime

/// Writes the Swift source of one .proto file.
struct FileWriter {
    private let file: Schema.File
    private let catalogue: Catalogue
    private let comments: [[Int32]: String]

    init(_ file: Schema.File, _ catalogue: Catalogue) {
        self.file = file
        self.catalogue = catalogue
        let located = (file.sourceCodeInfo?.location ?? []).map { ($0.path, $0.leadingComments) }
        comments = Dictionary(located.filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
    }

    func source() throws -> String {
        let namespace = try SwiftNames.namespace(ofPackage: file.package)
        var code = CodeText()
        code.line("// Generated from Protos/\(file.name) by Scripts/generate-protocol. Do not edit.")
        code.line()
        code.line("public import ProtobufRuntime")
        for (index, declared) in file.enumType.enumerated() {
            code.line()
            code.block("extension \(namespace) {") {
                EnumWriter(declared, path: [5, Int32(index)], comments: comments).write(to: &$0)
            }
        }
        for (index, message) in file.messageType.enumerated() {
            code.line()
            try code.block("extension \(namespace) {") {
                try MessageWriter(
                    message, scope: file.package, path: [4, Int32(index)], comments: comments, catalogue: catalogue
                ).write(to: &$0)
            }
        }
        for (index, service) in file.service.enumerated() {
            code.line()
            try code.block("extension \(namespace) {") {
                try ServiceWriter(
                    service, package: file.package, path: [6, Int32(index)], comments: comments, catalogue: catalogue
                ).write(to: &$0)
            }
        }
        return code.text
    }
}
