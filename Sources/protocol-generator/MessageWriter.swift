import ProtobufRuntime

/// Writes a message: its fields as properties, and how they are read and written.
struct MessageWriter {
    private let message: Schema.Message
    private let name: String
    private let path: [Int32]
    private let comments: [[Int32]: String]
    private let catalogue: Catalogue
    private let plans: [FieldPlan]

    init(
        _ message: Schema.Message, scope: String, path: [Int32], comments: [[Int32]: String], catalogue: Catalogue
    ) throws {
        self.message = message
        name = "\(scope).\(message.name)"
        self.path = path
        self.comments = comments
        self.catalogue = catalogue
        plans = try message.field.map { try FieldPlan($0, in: message, catalogue) }
    }

    private var sorted: [FieldPlan] { plans.sorted { $0.field.number < $1.field.number } }

    func write(to code: inout CodeText) throws {
        code.comment(comments[path] ?? "")
        if message.options?.deprecated == true { code.comment("Deprecated.") }
        try code.block("public struct \(SwiftNames.declared(message.name)): ProtobufMessage {") { code in
            code.line("public static let protobufName = \"\(name)\"")
            writeTable(to: &code)
            code.line()
            writeProperties(to: &code)
            code.line("public var unknownFields = UnknownFields()")
            code.line()
            code.line("public init() {}")
            writeReader(to: &code)
            writeWriter(to: &code)
            writeOneofs(to: &code)
            for (index, declared) in message.enumType.enumerated() {
                code.line()
                EnumWriter(declared, path: path + [4, Int32(index)], comments: comments).write(to: &code)
            }
            for (index, nested) in message.nestedType.enumerated() where nested.options?.mapEntry != true {
                code.line()
                try MessageWriter(
                    nested, scope: name, path: path + [3, Int32(index)], comments: comments, catalogue: catalogue
                ).write(to: &code)
            }
        }
    }

    private func writeTable(to code: inout CodeText) {
        guard !plans.isEmpty else { return code.line("public static let fieldTable = FieldTable([])") }
        code.block("public static let fieldTable = FieldTable([", close: "])") { code in
            for plan in sorted {
                let masking = catalogue.credentials.masking(of: "\(name).\(plan.field.name)").map { ", .\($0)" } ?? ""
                let oneof = plan.oneof.map { ", oneof: \($0.index + 1)" } ?? ""
                code.line(".init(\(plan.field.number), \"\(plan.field.name)\"\(masking)\(oneof)),")
            }
        }
    }

    private func writeProperties(to code: inout CodeText) {
        var oneofs: Set<Int> = []
        for (index, plan) in plans.enumerated() {
            guard let oneof = plan.oneof else {
                writeComment(index, to: &code)
                code.line(plan.property)
                continue
            }
            guard oneofs.insert(oneof.index).inserted else { continue }
            code.comment(comments[path + [8, Int32(oneof.index)]] ?? "")
            code.line("public var \(oneof.property): \(type(ofOneof: oneof.index))?")
        }
    }

    private func writeComment(_ index: Int, to code: inout CodeText) {
        code.comment(comments[path + [2, Int32(index)]] ?? "")
        if plans[index].field.options?.deprecated == true { code.comment("Deprecated.") }
    }

    /// Of a nested type's name when there is none of that name yet.
    private func type(ofOneof index: Int) -> String {
        let name = SwiftNames.type(message.oneofDecl[index].name)
        let isTaken = message.nestedType.contains { $0.name == name } || message.enumType.contains { $0.name == name }
        return isTaken || name == message.name ? name + "Choice" : name
    }

    private func writeReader(to code: inout CodeText) {
        code.line()
        let head = "public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {"
        code.block(head) { code in
            code.block("while true {") { code in
                code.switching(over: "try reader.nextField(&self.unknownFields)") { code in
                    code.line("case 0: return")
                    for plan in sorted { writeReading(plan, to: &code) }
                    code.line("default: try reader.skip()")
                }
            }
        }
    }

    private func writeReading(_ plan: FieldPlan, to code: inout CodeText) {
        let head = "case \(plan.field.number):"
        guard let oneof = plan.oneof else { return code.line("\(head) try reader.\(reading(plan, into: plan.storage))") }
        if case .message = plan.shape { return writeReading(plan, ofOneof: oneof.property, to: &code) }
        code.block(head, close: "    if let value { self.\(oneof.property) = .\(plan.name)(value) }") { code in
            code.line("var value: \(plan.type)?")
            code.line("try reader.\(reading(plan, into: "value"))")
        }
    }

    /// A message of a oneof: one that is there already is merged with.
    private func writeReading(_ plan: FieldPlan, ofOneof property: String, to code: inout CodeText) {
        let close = "    if try reader.member(&value) { self.\(property) = .\(plan.name)(consume value) }"
        code.block("case \(plan.field.number):", close: close) { code in
            code.line("var value = \(plan.type)()")
            code.line("if case .\(plan.name)(let current)? = self.\(property) { value = current }")
        }
    }

    private func reading(_ plan: FieldPlan, into target: String) -> String {
        if let method = plan.method { return "\(method)(&\(target))" }
        return switch plan.shape {
        case .singular(let codec, _): "\(plan.oneof == nil ? "singular" : "optional")(\(codec).self, &\(target))"
        case .optional(let codec, _): "optional(\(codec).self, &\(target))"
        case .repeated(let codec, _, _): "repeated(\(codec).self, &\(target))"
        case .message: "message(&\(target))"
        case .messages: "messages(&\(target))"
        case .map(let key, let value, _): "map(\(key).self, \(value).self, &\(target))"
        }
    }

    private func writeWriter(to code: inout CodeText) {
        code.line()
        code.block("public func writeFields(to writer: inout FieldWriter) {") { code in
            var rest = sorted[...]
            while let plan = rest.first {
                guard let oneof = plan.oneof else {
                    code.line("writer.\(writing(plan))")
                    rest.removeFirst()
                    continue
                }
                let group = rest.prefix { $0.oneof?.index == oneof.index }
                rest.removeFirst(group.count)
                code.switching(over: "self.\(oneof.property)") { code in
                    for member in group { code.line("case .\(member.name)(let value)?: writer.\(writing(member))") }
                    code.line("default: break")
                }
            }
            code.line("writer.unknown(self.unknownFields)")
        }
    }

    private func writing(_ plan: FieldPlan) -> String {
        let number = plan.field.number
        let value = plan.oneof == nil ? plan.storage : "value"
        if plan.oneof == nil, let method = plan.method { return "\(method)(\(number), \(value))" }
        switch plan.shape {
        case .singular(let codec, _):
            return "\(plan.oneof == nil ? "singular" : "set")(\(codec).self, \(number), \(value))"
        case .optional(let codec, _): return "optional(\(codec).self, \(number), \(value))"
        case .repeated(let codec, _, let isPacked):
            return "\(isPacked ? "packed" : "repeated")(\(codec).self, \(number), \(value))"
        case .message: return "\(plan.oneof == nil ? "message" : "set")(\(number), \(value))"
        case .messages: return "messages(\(number), \(value))"
        case .map(let key, let mapped, _): return "map(\(key).self, \(mapped).self, \(number), \(value))"
        }
    }

    private func writeOneofs(to code: inout CodeText) {
        for (index, declared) in message.oneofDecl.enumerated() {
            let members = plans.enumerated().filter { $0.element.oneof?.index == index }
            // An `optional` field is a oneof of itself in the descriptor.
            if members.isEmpty { continue }
            code.line()
            code.line("/// The values of `\(declared.name)`, of which one may be set.")
            code.block("public enum \(type(ofOneof: index)): Hashable, Sendable {") { code in
                for (position, member) in members {
                    writeComment(position, to: &code)
                    let prefix = catalogue.isBoxed(member.field) ? "indirect case" : "case"
                    code.line("\(prefix) \(member.name)(\(member.type))")
                }
            }
        }
    }
}
