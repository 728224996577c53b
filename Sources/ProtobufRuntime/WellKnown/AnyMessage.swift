extension Google {
    /// `google.protobuf.Any`: a message of whatever type, with its type's URL.
    public struct AnyMessage: ProtobufMessage {
        public static let protobufName = "google.protobuf.Any"
        public static let fieldTable = FieldTable([.init(1, "type_url"), .init(2, "value")])

        /// Ends in a slash and the type's full name.
        public var typeURL = ""
        /// The message in the binary wire format.
        public var value: [UInt8] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public init(packing message: some ProtobufMessage) {
            typeURL = "type.googleapis.com/" + type(of: message).protobufName
            value = message.encoded()
        }

        /// The full name of the type of the message inside; nil when the URL has none.
        public var typeName: String? {
            guard let slash = typeURL.lastIndex(of: "/") else { return nil }
            let name = typeURL[typeURL.index(after: slash)...]
            return name.isEmpty ? nil : String(name)
        }

        /// The message inside; nil when it is of another type.
        public func unpacked<Message: ProtobufMessage>(
            as _: Message.Type, limits: DecodingLimits = DecodingLimits()
        ) throws(ProtobufError) -> Message? {
            typeName == Message.protobufName ? try Message(protobuf: value, limits: limits) : nil
        }

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&unknownFields) {
                case 0: return
                case 1: try reader.string(&typeURL)
                case 2: try reader.byteArray(&value)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.string(1, typeURL)
            writer.byteArray(2, value)
            writer.unknown(unknownFields)
        }

        /// The members of the message inside, beside `@type`; a type with a JSON form of its own stands in `value`.
        public mutating func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) {
            guard case .object(let members) = reader.json else { throw .unexpectedValue(wanted: .object) }
            if members.isEmpty { return }
            guard members.filter({ $0.name == "@type" }).count == 1,
                case .string(let url)? = reader.json["@type"]
            else { throw .invalidAny }
            typeURL = url
            guard let name = typeName else { throw .invalidAny }
            guard let type = reader.options.registry[name] else { throw .unknownType(name) }
            let rest = members.filter { $0.name != "@type" }
            if type is any JSONFormed.Type {
                guard rest.count == 1, rest[0].name == "value" else { throw .invalidAny }
                reader.json = rest[0].value
            } else {
                reader.json = .object(rest)
            }
            value = try Self.encoding(type, from: &reader)
        }

        private static func encoding<Message: ProtobufMessage>(
            _: Message.Type, from reader: inout FieldReader
        ) throws(ProtobufProblem) -> [UInt8] {
            var message = Message()
            try reader.enter()  // an Any inside an Any has no fields between
            try message.readJSON(from: &reader)
            reader.depthLeft += 1
            return message.encoded()
        }

        public func writeJSON(to writer: inout FieldWriter) {
            if typeURL.isEmpty, value.isEmpty { return writer.raw("{}") }
            guard let name = typeName, let type = writer.options.registry[name] else {
                return writer.fail(.unknownType(typeName ?? typeURL))
            }
            write(type, to: &writer)
        }

        private func write<Message: ProtobufMessage>(_: Message.Type, to writer: inout FieldWriter) {
            // What is inside counts against the same depth as if it stood there itself.
            guard writer.depthLeft > 0 else { return writer.fail(.tooDeep(limit: DecodingLimits().depth)) }
            let message: Message
            do {
                message = try Message(protobuf: value)
            } catch {
                return writer.fail(error.problem)
            }
            writer.depthLeft -= 1
            writer.raw("{\"@type\":")
            writer.quote(typeURL)
            if Message.self is any JSONFormed.Type {
                writer.raw(",\"value\":")
                message.writeJSON(to: &writer)
            } else {
                writer.writeMemberList(of: message, needsComma: true)
            }
            writer.raw("}")
            writer.depthLeft += 1
        }
    }
}

/// A message whose JSON form is not an object of its fields.
protocol JSONFormed: ProtobufMessage {}
extension Google.AnyMessage: JSONFormed {}
extension Google.Timestamp: JSONFormed {}
extension Google.Duration: JSONFormed {}
extension Google.Empty: JSONFormed {}
