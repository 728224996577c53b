import ProtobufRuntime

/// A field of every type and shape, as Schemas/every_type.proto has them; no schema of ours has all.
struct EveryType: ProtobufMessage {
    static let protobufName = "sluice.test.EveryType"
    static let fieldTable = FieldTable([
        .init(1, "double_value"), .init(2, "float_value"), .init(3, "int32_value"), .init(4, "int64_value"),
        .init(5, "uint32_value"), .init(6, "uint64_value"), .init(7, "sint32_value"), .init(8, "sint64_value"),
        .init(9, "fixed32_value"), .init(10, "fixed64_value"), .init(11, "sfixed32_value"),
        .init(12, "sfixed64_value"), .init(13, "bool_value"), .init(14, "string_value"), .init(15, "bytes_value"),
        .init(21, "optional_double"), .init(22, "optional_float"), .init(23, "optional_int32"),
        .init(24, "optional_int64"), .init(25, "optional_uint32"), .init(26, "optional_uint64"),
        .init(27, "optional_sint32"), .init(28, "optional_sint64"), .init(29, "optional_fixed32"),
        .init(30, "optional_fixed64"), .init(31, "optional_sfixed32"), .init(32, "optional_sfixed64"),
        .init(33, "optional_bool"), .init(34, "optional_string"), .init(35, "optional_bytes"),
        .init(41, "repeated_double"), .init(42, "repeated_float"), .init(43, "repeated_int32"),
        .init(44, "repeated_int64"), .init(45, "repeated_uint32"), .init(46, "repeated_uint64"),
        .init(47, "repeated_sint32"), .init(48, "repeated_sint64"), .init(49, "repeated_fixed32"),
        .init(50, "repeated_fixed64"), .init(51, "repeated_sfixed32"), .init(52, "repeated_sfixed64"),
        .init(53, "repeated_bool"), .init(54, "repeated_string"), .init(55, "repeated_bytes"), .init(61, "int32_map"),
        .init(62, "int64_map"), .init(63, "uint32_map"), .init(64, "uint64_map"), .init(65, "sint32_map"),
        .init(66, "sint64_map"), .init(67, "fixed32_map"), .init(68, "fixed64_map"), .init(69, "sfixed32_map"),
        .init(70, "sfixed64_map"), .init(71, "bool_map"), .init(72, "string_map"), .init(81, "color"),
        .init(82, "optional_color"), .init(83, "colors"), .init(84, "color_map"), .init(85, "child"),
        .init(86, "children"), .init(87, "child_map"), .init(88, "any"), .init(89, "time"), .init(90, "duration"),
        .init(91, "nothing"), .init(101, "chosen_string", oneof: 1), .init(102, "chosen_number", oneof: 1),
        .init(103, "chosen_message", oneof: 1),
    ])

    var doubleValue: Double = 0
    var floatValue: Float = 0
    var int32Value: Int32 = 0
    var int64Value: Int64 = 0
    var uint32Value: UInt32 = 0
    var uint64Value: UInt64 = 0
    var sint32Value: Int32 = 0
    var sint64Value: Int64 = 0
    var fixed32Value: UInt32 = 0
    var fixed64Value: UInt64 = 0
    var sfixed32Value: Int32 = 0
    var sfixed64Value: Int64 = 0
    var boolValue: Bool = false
    @WireText var stringValue: String
    var bytesValue: [UInt8] = []
    var optionalDouble: Double?
    var optionalFloat: Float?
    var optionalInt32: Int32?
    var optionalInt64: Int64?
    var optionalUint32: UInt32?
    var optionalUint64: UInt64?
    var optionalSint32: Int32?
    var optionalSint64: Int64?
    var optionalFixed32: UInt32?
    var optionalFixed64: UInt64?
    var optionalSfixed32: Int32?
    var optionalSfixed64: Int64?
    var optionalBool: Bool?
    var optionalString: String?
    var optionalBytes: [UInt8]?
    var repeatedDouble: [Double] = []
    var repeatedFloat: [Float] = []
    var repeatedInt32: [Int32] = []
    var repeatedInt64: [Int64] = []
    var repeatedUint32: [UInt32] = []
    var repeatedUint64: [UInt64] = []
    var repeatedSint32: [Int32] = []
    var repeatedSint64: [Int64] = []
    var repeatedFixed32: [UInt32] = []
    var repeatedFixed64: [UInt64] = []
    var repeatedSfixed32: [Int32] = []
    var repeatedSfixed64: [Int64] = []
    var repeatedBool: [Bool] = []
    var repeatedString: [String] = []
    var repeatedBytes: [[UInt8]] = []
    var int32Map: [Int32: String] = [:]
    var int64Map: [Int64: String] = [:]
    var uint32Map: [UInt32: String] = [:]
    var uint64Map: [UInt64: String] = [:]
    var sint32Map: [Int32: String] = [:]
    var sint64Map: [Int64: String] = [:]
    var fixed32Map: [UInt32: String] = [:]
    var fixed64Map: [UInt64: String] = [:]
    var sfixed32Map: [Int32: String] = [:]
    var sfixed64Map: [Int64: String] = [:]
    var boolMap: [Bool: String] = [:]
    var stringMap: [String: String] = [:]
    var color = Color(rawValue: 0)
    var optionalColor: Color?
    var colors: [Color] = []
    var colorMap: [String: Color] = [:]
    @Boxed var child: EveryType? = nil
    var children: [EveryType] = []
    var childMap: [String: EveryType] = [:]
    var any: Google.AnyMessage?
    var time: Google.Timestamp?
    var duration: Google.Duration?
    var nothing: Google.Empty?
    var choice: Choice?
    var unknownFields = UnknownFields()

    enum Choice: Hashable, Sendable {
        case string(String)
        case number(Int32)
        indirect case message(EveryType)
    }

    mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
        while true {
            switch try reader.nextField(&unknownFields) {
            case 0: return
            case 1: try reader.double(&doubleValue)
            case 2: try reader.float(&floatValue)
            case 3: try reader.int32(&int32Value)
            case 4: try reader.int64(&int64Value)
            case 5: try reader.uint32(&uint32Value)
            case 6: try reader.uint64(&uint64Value)
            case 7: try reader.singular(SInt32Field.self, &sint32Value)
            case 8: try reader.singular(SInt64Field.self, &sint64Value)
            case 9: try reader.singular(Fixed32Field.self, &fixed32Value)
            case 10: try reader.singular(Fixed64Field.self, &fixed64Value)
            case 11: try reader.singular(SFixed32Field.self, &sfixed32Value)
            case 12: try reader.singular(SFixed64Field.self, &sfixed64Value)
            case 13: try reader.bool(&boolValue)
            case 14: try reader.wireText(&_stringValue)
            case 15: try reader.byteArray(&bytesValue)
            case 21: try reader.double(&optionalDouble)
            case 22: try reader.float(&optionalFloat)
            case 23: try reader.int32(&optionalInt32)
            case 24: try reader.int64(&optionalInt64)
            case 25: try reader.uint32(&optionalUint32)
            case 26: try reader.uint64(&optionalUint64)
            case 27: try reader.optional(SInt32Field.self, &optionalSint32)
            case 28: try reader.optional(SInt64Field.self, &optionalSint64)
            case 29: try reader.optional(Fixed32Field.self, &optionalFixed32)
            case 30: try reader.optional(Fixed64Field.self, &optionalFixed64)
            case 31: try reader.optional(SFixed32Field.self, &optionalSfixed32)
            case 32: try reader.optional(SFixed64Field.self, &optionalSfixed64)
            case 33: try reader.bool(&optionalBool)
            case 34: try reader.string(&optionalString)
            case 35: try reader.byteArray(&optionalBytes)
            case 41: try reader.repeated(DoubleField.self, &repeatedDouble)
            case 42: try reader.repeated(FloatField.self, &repeatedFloat)
            case 43: try reader.repeated(Int32Field.self, &repeatedInt32)
            case 44: try reader.repeated(Int64Field.self, &repeatedInt64)
            case 45: try reader.repeated(UInt32Field.self, &repeatedUint32)
            case 46: try reader.repeated(UInt64Field.self, &repeatedUint64)
            case 47: try reader.repeated(SInt32Field.self, &repeatedSint32)
            case 48: try reader.repeated(SInt64Field.self, &repeatedSint64)
            case 49: try reader.repeated(Fixed32Field.self, &repeatedFixed32)
            case 50: try reader.repeated(Fixed64Field.self, &repeatedFixed64)
            case 51: try reader.repeated(SFixed32Field.self, &repeatedSfixed32)
            case 52: try reader.repeated(SFixed64Field.self, &repeatedSfixed64)
            case 53: try reader.repeated(BoolField.self, &repeatedBool)
            case 54: try reader.repeated(StringField.self, &repeatedString)
            case 55: try reader.repeated(BytesField.self, &repeatedBytes)
            case 61: try reader.map(Int32Field.self, StringField.self, &int32Map)
            case 62: try reader.map(Int64Field.self, StringField.self, &int64Map)
            case 63: try reader.map(UInt32Field.self, StringField.self, &uint32Map)
            case 64: try reader.map(UInt64Field.self, StringField.self, &uint64Map)
            case 65: try reader.map(SInt32Field.self, StringField.self, &sint32Map)
            case 66: try reader.map(SInt64Field.self, StringField.self, &sint64Map)
            case 67: try reader.map(Fixed32Field.self, StringField.self, &fixed32Map)
            case 68: try reader.map(Fixed64Field.self, StringField.self, &fixed64Map)
            case 69: try reader.map(SFixed32Field.self, StringField.self, &sfixed32Map)
            case 70: try reader.map(SFixed64Field.self, StringField.self, &sfixed64Map)
            case 71: try reader.map(BoolField.self, StringField.self, &boolMap)
            case 72: try reader.map(StringField.self, StringField.self, &stringMap)
            case 81: try reader.enumeration(&color)
            case 82: try reader.optional(EnumField<Color>.self, &optionalColor)
            case 83: try reader.repeated(EnumField<Color>.self, &colors)
            case 84: try reader.map(StringField.self, EnumField<Color>.self, &colorMap)
            case 85: try reader.message(&child)
            case 86: try reader.messages(&children)
            case 87: try reader.map(StringField.self, MessageField<EveryType>.self, &childMap)
            case 88: try reader.message(&any)
            case 89: try reader.message(&time)
            case 90: try reader.message(&duration)
            case 91: try reader.message(&nothing)
            case 101:
                var value: String?
                try reader.string(&value)
                if let value { choice = .string(value) }
            case 102:
                var value: Int32?
                try reader.int32(&value)
                if let value { choice = .number(value) }
            case 103:
                var value = EveryType()
                if case .message(let current)? = choice { value = current }
                if try reader.member(&value) { choice = .message(consume value) }
            default: try reader.skip()
            }
        }
    }

    func writeFields(to writer: inout FieldWriter) {
        writer.double(1, doubleValue)
        writer.float(2, floatValue)
        writer.int32(3, int32Value)
        writer.int64(4, int64Value)
        writer.uint32(5, uint32Value)
        writer.uint64(6, uint64Value)
        writer.singular(SInt32Field.self, 7, sint32Value)
        writer.singular(SInt64Field.self, 8, sint64Value)
        writer.singular(Fixed32Field.self, 9, fixed32Value)
        writer.singular(Fixed64Field.self, 10, fixed64Value)
        writer.singular(SFixed32Field.self, 11, sfixed32Value)
        writer.singular(SFixed64Field.self, 12, sfixed64Value)
        writer.bool(13, boolValue)
        writer.wireText(14, _stringValue)
        writer.byteArray(15, bytesValue)
        writer.double(21, optionalDouble)
        writer.float(22, optionalFloat)
        writer.int32(23, optionalInt32)
        writer.int64(24, optionalInt64)
        writer.uint32(25, optionalUint32)
        writer.uint64(26, optionalUint64)
        writer.optional(SInt32Field.self, 27, optionalSint32)
        writer.optional(SInt64Field.self, 28, optionalSint64)
        writer.optional(Fixed32Field.self, 29, optionalFixed32)
        writer.optional(Fixed64Field.self, 30, optionalFixed64)
        writer.optional(SFixed32Field.self, 31, optionalSfixed32)
        writer.optional(SFixed64Field.self, 32, optionalSfixed64)
        writer.bool(33, optionalBool)
        writer.string(34, optionalString)
        writer.byteArray(35, optionalBytes)
        writer.packed(DoubleField.self, 41, repeatedDouble)
        writer.packed(FloatField.self, 42, repeatedFloat)
        writer.packed(Int32Field.self, 43, repeatedInt32)
        writer.packed(Int64Field.self, 44, repeatedInt64)
        writer.packed(UInt32Field.self, 45, repeatedUint32)
        writer.packed(UInt64Field.self, 46, repeatedUint64)
        writer.packed(SInt32Field.self, 47, repeatedSint32)
        writer.packed(SInt64Field.self, 48, repeatedSint64)
        writer.packed(Fixed32Field.self, 49, repeatedFixed32)
        writer.packed(Fixed64Field.self, 50, repeatedFixed64)
        writer.packed(SFixed32Field.self, 51, repeatedSfixed32)
        writer.packed(SFixed64Field.self, 52, repeatedSfixed64)
        writer.packed(BoolField.self, 53, repeatedBool)
        writer.repeated(StringField.self, 54, repeatedString)
        writer.repeated(BytesField.self, 55, repeatedBytes)
        writer.map(Int32Field.self, StringField.self, 61, int32Map)
        writer.map(Int64Field.self, StringField.self, 62, int64Map)
        writer.map(UInt32Field.self, StringField.self, 63, uint32Map)
        writer.map(UInt64Field.self, StringField.self, 64, uint64Map)
        writer.map(SInt32Field.self, StringField.self, 65, sint32Map)
        writer.map(SInt64Field.self, StringField.self, 66, sint64Map)
        writer.map(Fixed32Field.self, StringField.self, 67, fixed32Map)
        writer.map(Fixed64Field.self, StringField.self, 68, fixed64Map)
        writer.map(SFixed32Field.self, StringField.self, 69, sfixed32Map)
        writer.map(SFixed64Field.self, StringField.self, 70, sfixed64Map)
        writer.map(BoolField.self, StringField.self, 71, boolMap)
        writer.map(StringField.self, StringField.self, 72, stringMap)
        writer.enumeration(81, color)
        writer.optional(EnumField<Color>.self, 82, optionalColor)
        writer.packed(EnumField<Color>.self, 83, colors)
        writer.map(StringField.self, EnumField<Color>.self, 84, colorMap)
        writer.message(85, child)
        writer.messages(86, children)
        writer.map(StringField.self, MessageField<EveryType>.self, 87, childMap)
        writer.message(88, any)
        writer.message(89, time)
        writer.message(90, duration)
        writer.message(91, nothing)
        switch choice {
        case .string(let value)?: writer.set(StringField.self, 101, value)
        case .number(let value)?: writer.set(Int32Field.self, 102, value)
        case .message(let value)?: writer.set(103, value)
        case nil: break
        }
        writer.unknown(unknownFields)
    }
}

enum Color: ProtobufEnum {
    case none, red, negative
    case unrecognized(Int32)

    static let enumTable = EnumTable([0: "COLOR_NONE", 1: "COLOR_RED", -1: "COLOR_NEGATIVE"])
    static let allCases: [Self] = [.none, .red, .negative]

    init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .none
        case 1: self = .red
        case -1: self = .negative
        default: self = .unrecognized(rawValue)
        }
    }

    var rawValue: Int32 {
        switch self {
        case .none: 0
        case .red: 1
        case .negative: -1
        case .unrecognized(let number): number
        }
    }
}
