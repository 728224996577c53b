import ProtobufRuntime

/// What is written for one field of a message.
struct FieldPlan {
    enum Shape {
        case singular(codec: String, type: String)
        case optional(codec: String, type: String)
        case repeated(codec: String, type: String, isPacked: Bool)
        case message(type: String, isBoxed: Bool)
        case messages(type: String)
        case map(key: String, value: String, type: String)
    }

    let field: Schema.Field
    let shape: Shape
    /// The oneof it belongs to: its index, property and case.
    let oneof: (index: Int, property: String)?
    let name: String

    init(_ field: Schema.Field, in message: Schema.Message, _ catalogue: Catalogue) throws {
        self.field = field
        name = SwiftNames.property(field.name)
        shape = try Self.shape(field, catalogue)
        if let index = field.oneofIndex, !field.proto3Optional {
            oneof = (Int(index), SwiftNames.property(message.oneofDecl[Int(index)].name))
        } else {
            oneof = nil
        }
    }

    private static func shape(_ field: Schema.Field, _ catalogue: Catalogue) throws -> Shape {
        if let entry = catalogue.mapEntry(of: field) {
            let (key, value) = (try codec(entry.field[0], catalogue), try codec(entry.field[1], catalogue))
            return .map(key: key.codec, value: value.codec, type: "[\(key.type): \(value.type)]")
        }
        if field.type == .message {
            let type = try catalogue.swiftName(of: field)
            return field.label == .repeated
                ? .messages(type: type) : .message(type: type, isBoxed: catalogue.isBoxed(field))
        }
        let (codec, type) = try codec(field, catalogue)
        if field.label == .repeated {
            let isText = field.type == .string || field.type == .bytes
            return .repeated(codec: codec, type: type, isPacked: !isText && field.options?.packed != false)
        }
        return field.proto3Optional ? .optional(codec: codec, type: type) : .singular(codec: codec, type: type)
    }

    private static func codec(_ field: Schema.Field, _ catalogue: Catalogue) throws -> (codec: String, type: String) {
        switch field.type {
        case .double: return ("DoubleField", "Double")
        case .float: return ("FloatField", "Float")
        case .int64: return ("Int64Field", "Int64")
        case .uint64: return ("UInt64Field", "UInt64")
        case .int32: return ("Int32Field", "Int32")
        case .fixed64: return ("Fixed64Field", "UInt64")
        case .fixed32: return ("Fixed32Field", "UInt32")
        case .bool: return ("BoolField", "Bool")
        case .string: return ("StringField", "String")
        case .bytes: return ("BytesField", "[UInt8]")
        case .uint32: return ("UInt32Field", "UInt32")
        case .sfixed32: return ("SFixed32Field", "Int32")
        case .sfixed64: return ("SFixed64Field", "Int64")
        case .sint32: return ("SInt32Field", "Int32")
        case .sint64: return ("SInt64Field", "Int64")
        case .enum:
            let type = try catalogue.swiftName(of: field)
            return ("EnumField<\(type)>", type)
        case .message:
            let type = try catalogue.swiftName(of: field)
            return ("MessageField<\(type)>", type)
        case .group, .unspecified, .unrecognized:
            throw GeneratorError(description: "field \(field.name) has a type proto3 does not: \(field.type)")
        }
    }

    /// The method of reader and writer that is named after the type, where there is one.
    var method: String? {
        switch shape {
        // An enum with presence is rare.
        case .singular where field.type == .enum && oneof == nil: "enumeration"
        case .singular where isWireText: "wireText"
        case .singular, .optional: Self.methods[field.type]
        case .repeated(_, let type, _): type == "String" ? "strings" : nil
        case .message, .messages, .map: nil
        }
    }

    private static let methods: [Schema.Field.Kind: String] = [
        .string: "string", .bytes: "byteArray", .bool: "bool", .int32: "int32", .int64: "int64", .uint32: "uint32",
        .uint64: "uint64", .float: "float", .double: "double",
    ]

    /// Whether it is a text that is kept as it came.
    private var isWireText: Bool {
        guard case .singular = shape else { return false }
        return field.type == .string && oneof == nil
    }

    /// What reading and writing go to, for a field outside of oneofs: the property, or the wrapper around its value.
    var storage: String { isWireText ? "self._\(name.filter { $0 != "`" })" : "self.\(name)" }

    /// The type of one value; of a oneof's case, its payload.
    var type: String {
        switch shape {
        case .singular(_, let type), .optional(_, let type), .repeated(_, let type, _), .message(let type, _),
            .messages(let type), .map(_, _, let type):
            type
        }
    }

    /// The stored property, for a field outside of oneofs.
    var property: String {
        switch shape {
        case .singular where isWireText: "@WireText public var \(name): String"
        case .singular(_, let type): "public var \(name)\(Self.initializer(field, type))"
        case .optional(_, let type): "public var \(name): \(type)?"
        case .repeated(_, let type, _), .messages(let type): "public var \(name): [\(type)] = []"
        case .message(let type, let isBoxed):
            isBoxed ? "@Boxed public var \(name): \(type)? = nil" : "public var \(name): \(type)?"
        case .map(_, _, let type): "public var \(name): \(type) = [:]"
        }
    }

    private static func initializer(_ field: Schema.Field, _ type: String) -> String {
        switch field.type {
        case .bool: " = false"
        case .bytes: ": [UInt8] = []"
        case .enum: " = \(type)(rawValue: 0)"
        default: ": \(type) = 0"
        }
    }
}
