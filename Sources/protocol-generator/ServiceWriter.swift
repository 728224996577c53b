import ProtobufRuntime

/// Writes a service: a value for every method.
struct ServiceWriter {
    private let service: Schema.Service
    private let package: String
    private let path: [Int32]
    private let comments: [[Int32]: String]
    private let catalogue: Catalogue

    init(
        _ service: Schema.Service, package: String, path: [Int32], comments: [[Int32]: String], catalogue: Catalogue
    ) {
        self.service = service
        self.package = package
        self.path = path
        self.comments = comments
        self.catalogue = catalogue
    }

    func write(to code: inout CodeText) throws {
        code.comment(comments[path] ?? "")
        try code.block("public enum \(service.name) {") { code in
            for (index, method) in service.method.enumerated() {
                code.comment(comments[path + [2, Int32(index)]] ?? "")
                let types = "\(try catalogue.swiftName(method.inputType)), \(try catalogue.swiftName(method.outputType))"
                code.block("public static let \(SwiftNames.method(method.name)) = ServiceMethod<\(types)>(", close: ")") {
                    $0.line(arguments(method))
                }
            }
            code.line()
            code.line("/// Every method, in the order of the schema.")
            code.block("public static let methods: [any ServiceMethodDescription] = [", close: "]") {
                $0.wrapped(service.method.map { "\(SwiftNames.method($0.name))," })
            }
        }
    }

    private func arguments(_ method: Schema.Method) -> String {
        var text = "package: \"\(package)\", service: \"\(service.name)\", name: \"\(method.name)\""
        guard let routing = method.options?.routing else { return text }
        if routing.kind != .queue { text += ", routing: .\(routing.kind == .multi ? "multi" : "affinity")" }
        if routing.topics > 0 { text += ", topics: \(routing.topics)" }
        if routing.singleServer { text += ", isSingleServer: true" }
        return text
    }
}
