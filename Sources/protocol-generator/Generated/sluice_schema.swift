// Generated from Protos/sluice/schema.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension Schema {
    /// Files, each after those it imports.
    public struct FileSet: ProtobufMessage {
        public static let protobufName = "sluice.FileSet"
        public static let fieldTable = FieldTable([
            .init(1, "file"),
        ])

        public var file: [Schema.File] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.file)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.file)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// One .proto file.
    public struct File: ProtobufMessage {
        public static let protobufName = "sluice.File"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(2, "package"),
            .init(3, "dependency"),
            .init(4, "message_type"),
            .init(5, "enum_type"),
            .init(6, "service"),
            .init(9, "source_code_info"),
        ])

        @WireText public var name: String
        @WireText public var package: String
        public var dependency: [String] = []
        public var messageType: [Schema.Message] = []
        public var enumType: [Schema.Enum] = []
        public var service: [Schema.Service] = []
        public var sourceCodeInfo: Schema.SourceInfo?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 2: try reader.wireText(&self._package)
                case 3: try reader.strings(&self.dependency)
                case 4: try reader.messages(&self.messageType)
                case 5: try reader.messages(&self.enumType)
                case 6: try reader.messages(&self.service)
                case 9: try reader.message(&self.sourceCodeInfo)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.wireText(2, self._package)
            writer.strings(3, self.dependency)
            writer.messages(4, self.messageType)
            writer.messages(5, self.enumType)
            writer.messages(6, self.service)
            writer.message(9, self.sourceCodeInfo)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// A message.
    public struct Message: ProtobufMessage {
        public static let protobufName = "sluice.Message"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(2, "field"),
            .init(3, "nested_type"),
            .init(4, "enum_type"),
            .init(7, "options"),
            .init(8, "oneof_decl"),
        ])

        @WireText public var name: String
        public var field: [Schema.Field] = []
        public var nestedType: [Schema.Message] = []
        public var enumType: [Schema.Enum] = []
        public var options: Schema.MessageOptions?
        public var oneofDecl: [Schema.Oneof] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 2: try reader.messages(&self.field)
                case 3: try reader.messages(&self.nestedType)
                case 4: try reader.messages(&self.enumType)
                case 7: try reader.message(&self.options)
                case 8: try reader.messages(&self.oneofDecl)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.messages(2, self.field)
            writer.messages(3, self.nestedType)
            writer.messages(4, self.enumType)
            writer.message(7, self.options)
            writer.messages(8, self.oneofDecl)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// Options of a message.
    public struct MessageOptions: ProtobufMessage {
        public static let protobufName = "sluice.MessageOptions"
        public static let fieldTable = FieldTable([
            .init(3, "deprecated"),
            .init(7, "map_entry"),
        ])

        public var deprecated = false
        /// The message is an entry of a map field.
        public var mapEntry = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 3: try reader.bool(&self.deprecated)
                case 7: try reader.bool(&self.mapEntry)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.bool(3, self.deprecated)
            writer.bool(7, self.mapEntry)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// A field of a message.
    public struct Field: ProtobufMessage {
        public static let protobufName = "sluice.Field"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(3, "number"),
            .init(4, "label"),
            .init(5, "type"),
            .init(6, "type_name"),
            .init(8, "options"),
            .init(9, "oneof_index"),
            .init(10, "json_name"),
            .init(17, "proto3_optional"),
        ])

        @WireText public var name: String
        public var number: Int32 = 0
        public var label = Schema.Field.Label(rawValue: 0)
        public var type = Schema.Field.Kind(rawValue: 0)
        /// Full, with a dot before it.
        @WireText public var typeName: String
        public var options: Schema.FieldOptions?
        public var oneofIndex: Int32?
        @WireText public var jsonName: String
        public var proto3Optional = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 3: try reader.int32(&self.number)
                case 4: try reader.enumeration(&self.label)
                case 5: try reader.enumeration(&self.type)
                case 6: try reader.wireText(&self._typeName)
                case 8: try reader.message(&self.options)
                case 9: try reader.int32(&self.oneofIndex)
                case 10: try reader.wireText(&self._jsonName)
                case 17: try reader.bool(&self.proto3Optional)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.int32(3, self.number)
            writer.enumeration(4, self.label)
            writer.enumeration(5, self.type)
            writer.wireText(6, self._typeName)
            writer.message(8, self.options)
            writer.int32(9, self.oneofIndex)
            writer.wireText(10, self._jsonName)
            writer.bool(17, self.proto3Optional)
            writer.unknown(self.unknownFields)
        }

        public enum Label: ProtobufEnum {
            case unspecified
            case optional
            case required
            case repeated
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "LABEL_UNSPECIFIED", 1: "LABEL_OPTIONAL", 2: "LABEL_REQUIRED", 3: "LABEL_REPEATED",
            ])
            public static let allCases: [Self] = [
                .unspecified, .optional, .required, .repeated,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .unspecified
                case 1: self = .optional
                case 2: self = .required
                case 3: self = .repeated
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .unspecified: 0
                case .optional: 1
                case .required: 2
                case .repeated: 3
                case .unrecognized(let number): number
                }
            }
        }

        public enum Kind: ProtobufEnum {
            case unspecified
            case double
            case float
            case int64
            case uint64
            case int32
            case fixed64
            case fixed32
            case bool
            case string
            case group
            case message
            case bytes
            case uint32
            case `enum`
            case sfixed32
            case sfixed64
            case sint32
            case sint64
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "TYPE_UNSPECIFIED", 1: "TYPE_DOUBLE", 2: "TYPE_FLOAT", 3: "TYPE_INT64", 4: "TYPE_UINT64",
                5: "TYPE_INT32", 6: "TYPE_FIXED64", 7: "TYPE_FIXED32", 8: "TYPE_BOOL", 9: "TYPE_STRING",
                10: "TYPE_GROUP", 11: "TYPE_MESSAGE", 12: "TYPE_BYTES", 13: "TYPE_UINT32", 14: "TYPE_ENUM",
                15: "TYPE_SFIXED32", 16: "TYPE_SFIXED64", 17: "TYPE_SINT32", 18: "TYPE_SINT64",
            ])
            public static let allCases: [Self] = [
                .unspecified, .double, .float, .int64, .uint64, .int32, .fixed64, .fixed32, .bool, .string, .group,
                .message, .bytes, .uint32, .`enum`, .sfixed32, .sfixed64, .sint32, .sint64,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .unspecified
                case 1: self = .double
                case 2: self = .float
                case 3: self = .int64
                case 4: self = .uint64
                case 5: self = .int32
                case 6: self = .fixed64
                case 7: self = .fixed32
                case 8: self = .bool
                case 9: self = .string
                case 10: self = .group
                case 11: self = .message
                case 12: self = .bytes
                case 13: self = .uint32
                case 14: self = .`enum`
                case 15: self = .sfixed32
                case 16: self = .sfixed64
                case 17: self = .sint32
                case 18: self = .sint64
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .unspecified: 0
                case .double: 1
                case .float: 2
                case .int64: 3
                case .uint64: 4
                case .int32: 5
                case .fixed64: 6
                case .fixed32: 7
                case .bool: 8
                case .string: 9
                case .group: 10
                case .message: 11
                case .bytes: 12
                case .uint32: 13
                case .`enum`: 14
                case .sfixed32: 15
                case .sfixed64: 16
                case .sint32: 17
                case .sint64: 18
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension Schema {
    /// Options of a field.
    public struct FieldOptions: ProtobufMessage {
        public static let protobufName = "sluice.FieldOptions"
        public static let fieldTable = FieldTable([
            .init(2, "packed"),
            .init(3, "deprecated"),
        ])

        public var packed: Bool?
        public var deprecated = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 2: try reader.bool(&self.packed)
                case 3: try reader.bool(&self.deprecated)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.bool(2, self.packed)
            writer.bool(3, self.deprecated)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// A group of fields of which one at most is set.
    public struct Oneof: ProtobufMessage {
        public static let protobufName = "sluice.Oneof"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
        ])

        @WireText public var name: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// An enum.
    public struct Enum: ProtobufMessage {
        public static let protobufName = "sluice.Enum"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(2, "value"),
        ])

        @WireText public var name: String
        public var value: [Schema.EnumValue] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 2: try reader.messages(&self.value)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.messages(2, self.value)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// A value of an enum.
    public struct EnumValue: ProtobufMessage {
        public static let protobufName = "sluice.EnumValue"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(2, "number"),
        ])

        @WireText public var name: String
        public var number: Int32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 2: try reader.int32(&self.number)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.int32(2, self.number)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// A service.
    public struct Service: ProtobufMessage {
        public static let protobufName = "sluice.Service"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(2, "method"),
        ])

        @WireText public var name: String
        public var method: [Schema.Method] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 2: try reader.messages(&self.method)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.messages(2, self.method)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// A method of a service.
    public struct Method: ProtobufMessage {
        public static let protobufName = "sluice.Method"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(2, "input_type"),
            .init(3, "output_type"),
            .init(4, "options"),
        ])

        @WireText public var name: String
        /// Full, with a dot before it.
        @WireText public var inputType: String
        /// Full, with a dot before it.
        @WireText public var outputType: String
        public var options: Schema.MethodOptions?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 2: try reader.wireText(&self._inputType)
                case 3: try reader.wireText(&self._outputType)
                case 4: try reader.message(&self.options)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.wireText(2, self._inputType)
            writer.wireText(3, self._outputType)
            writer.message(4, self.options)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// Options of a method.
    public struct MethodOptions: ProtobufMessage {
        public static let protobufName = "sluice.MethodOptions"
        public static let fieldTable = FieldTable([
            .init(51001, "routing"),
        ])

        public var routing: Schema.Routing?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 51001: try reader.message(&self.routing)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(51001, self.routing)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// Where comments stand.
    public struct SourceInfo: ProtobufMessage {
        public static let protobufName = "sluice.SourceInfo"
        public static let fieldTable = FieldTable([
            .init(1, "location"),
        ])

        public var location: [Schema.Location] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.location)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.location)
            writer.unknown(self.unknownFields)
        }
    }
}

extension Schema {
    /// The comment of one declaration.
    public struct Location: ProtobufMessage {
        public static let protobufName = "sluice.Location"
        public static let fieldTable = FieldTable([
            .init(1, "path"),
            .init(3, "leading_comments"),
        ])

        /// Field numbers and indices from the file down to the declaration.
        public var path: [Int32] = []
        @WireText public var leadingComments: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.repeated(Int32Field.self, &self.path)
                case 3: try reader.wireText(&self._leadingComments)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.packed(Int32Field.self, 1, self.path)
            writer.wireText(3, self._leadingComments)
            writer.unknown(self.unknownFields)
        }
    }
}
