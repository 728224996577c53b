import ProtobufRuntime

/// Every declared type by its full name: what it is called in Swift, and how big a message's value becomes.
final class Catalogue {
    let credentials: CredentialTable
    private var swiftNames: [String: String] = [:]
    private var messages: [String: Schema.Message] = [:]
    private var sizes: [String: Int] = [:]

    init(_ files: [Schema.File], credentials: CredentialTable) throws {
        self.credentials = credentials
        for file in files where file.name != "google/protobuf/descriptor.proto" {
            let namespace = try SwiftNames.namespace(ofPackage: file.package)
            for message in file.messageType { add(message, scope: file.package, swiftScope: namespace) }
            for declared in file.enumType { add(declared, scope: file.package, swiftScope: namespace) }
        }
    }

    private func add(_ message: Schema.Message, scope: String, swiftScope: String) {
        let name = "\(scope).\(message.name)"
        messages[name] = message
        let swiftName = "\(swiftScope).\(SwiftNames.declared(message.name))"
        swiftNames[name] = swiftName
        for nested in message.nestedType { add(nested, scope: name, swiftScope: swiftName) }
        for declared in message.enumType { add(declared, scope: name, swiftScope: swiftName) }
    }

    private func add(_ declared: Schema.Enum, scope: String, swiftScope: String) {
        swiftNames["\(scope).\(declared.name)"] = "\(swiftScope).\(SwiftNames.declared(declared.name))"
    }

    func swiftName(of field: Schema.Field) throws -> String { try swiftName(field.typeName) }

    /// - Parameter reference: A full name with a dot before it.
    func swiftName(_ reference: String) throws -> String {
        guard let name = swiftNames[String(reference.dropFirst())] else {
            throw GeneratorError(description: "\(reference) is not declared")
        }
        return name
    }

    /// The entry message of a map field; nil for any other field.
    func mapEntry(of field: Schema.Field) -> Schema.Message? {
        guard field.type == .message, let message = messages[String(field.typeName.dropFirst())] else { return nil }
        return message.options?.mapEntry == true ? message : nil
    }

    /// Whether a message is kept in a box of its own inside another: because it is large, or contains itself.
    func isBoxed(_ field: Schema.Field) -> Bool {
        field.type == .message && size(ofMessage: String(field.typeName.dropFirst()), within: []) > 48
    }

    /// Roughly the bytes of a message's value; very many for one that contains itself.
    private func size(ofMessage name: String, within: Set<String>) -> Int {
        if let known = sizes[name] { return known }
        guard let message = messages[name], !within.contains(name) else { return 1 << 20 }
        let within = within.union([name])
        var size = 8  // the unknown fields
        for field in message.field { size += self.size(of: field, within: within) }
        if size < 1 << 20 || within.count == 1 { sizes[name] = size }
        return size
    }

    private func size(of field: Schema.Field, within: Set<String>) -> Int {
        if field.label == .repeated { return 8 }
        switch field.type {
        case .string: return 16
        case .message:
            let size = self.size(ofMessage: String(field.typeName.dropFirst()), within: within)
            // A message that contains itself has to be boxed on every way round.
            return size > 48 && size < 1 << 20 ? 8 : min(size, 1 << 20)
        default: return 8
        }
    }
}
