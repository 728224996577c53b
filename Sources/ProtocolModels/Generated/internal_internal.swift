// Generated from Protos/internal/internal.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension PSRPC {
    /// The outermost message of every Redis payload; fields 1 and 2 are those of google.protobuf.Any.
    public struct Msg: ProtobufMessage {
        public static let protobufName = "internal.Msg"
        public static let fieldTable = FieldTable([
            .init(1, "type_url"),
            .init(2, "value"),
            .init(3, "channel"),
        ])

        /// "type.googleapis.com/internal." and the envelope's name.
        @WireText public var typeURL: String
        /// The serialized envelope.
        public var value: [UInt8] = []
        /// Empty with Redis.
        @WireText public var channel: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._typeURL)
                case 2: try reader.byteArray(&self.value)
                case 3: try reader.wireText(&self._channel)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._typeURL)
            writer.byteArray(2, self.value)
            writer.wireText(3, self._channel)
            writer.unknown(self.unknownFields)
        }
    }
}

extension PSRPC {
    /// A call.
    public struct Request: ProtobufMessage {
        public static let protobufName = "internal.Request"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "client_id"),
            .init(3, "sent_at"),
            .init(4, "expiry"),
            .init(5, "multi"),
            .init(6, "request"),
            .init(7, "metadata"),
            .init(8, "raw_request"),
        ])

        /// "REQ_" and 12 characters.
        @WireText public var requestID: String
        /// Of the calling client object; determines the channels of claim and response.
        @WireText public var clientID: String
        /// Unix time in nanoseconds.
        public var sentAt: Int64 = 0
        /// Absolute deadline, Unix time in nanoseconds.
        public var expiry: Int64 = 0
        /// Every server is to answer.
        public var multi = false
        /// Before February 2023.
        public var request: Google.AnyMessage?
        /// Trace context and the like.
        public var metadata: [String: String] = [:]
        /// The serialized request of the service.
        public var rawRequest: [UInt8] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._requestID)
                case 2: try reader.wireText(&self._clientID)
                case 3: try reader.int64(&self.sentAt)
                case 4: try reader.int64(&self.expiry)
                case 5: try reader.bool(&self.multi)
                case 6: try reader.message(&self.request)
                case 7: try reader.map(StringField.self, StringField.self, &self.metadata)
                case 8: try reader.byteArray(&self.rawRequest)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._requestID)
            writer.wireText(2, self._clientID)
            writer.int64(3, self.sentAt)
            writer.int64(4, self.expiry)
            writer.bool(5, self.multi)
            writer.message(6, self.request)
            writer.map(StringField.self, StringField.self, 7, self.metadata)
            writer.byteArray(8, self.rawRequest)
            writer.unknown(self.unknownFields)
        }
    }
}

extension PSRPC {
    /// The answer to a call.
    public struct Response: ProtobufMessage {
        public static let protobufName = "internal.Response"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "server_id"),
            .init(3, "sent_at"),
            .init(4, "response"),
            .init(5, "error"),
            .init(6, "code"),
            .init(7, "raw_response"),
            .init(8, "error_details"),
        ])

        @WireText public var requestID: String
        @WireText public var serverID: String
        /// Unix time in nanoseconds.
        public var sentAt: Int64 = 0
        /// Before February 2023.
        public var response: Google.AnyMessage?
        /// What went wrong; not empty exactly when the call failed.
        @WireText public var error: String
        /// The error's code, such as "not_found".
        @WireText public var code: String
        /// The serialized response of the service.
        public var rawResponse: [UInt8] = []
        public var errorDetails: [Google.AnyMessage] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._requestID)
                case 2: try reader.wireText(&self._serverID)
                case 3: try reader.int64(&self.sentAt)
                case 4: try reader.message(&self.response)
                case 5: try reader.wireText(&self._error)
                case 6: try reader.wireText(&self._code)
                case 7: try reader.byteArray(&self.rawResponse)
                case 8: try reader.messages(&self.errorDetails)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._requestID)
            writer.wireText(2, self._serverID)
            writer.int64(3, self.sentAt)
            writer.message(4, self.response)
            writer.wireText(5, self._error)
            writer.wireText(6, self._code)
            writer.byteArray(7, self.rawResponse)
            writer.messages(8, self.errorDetails)
            writer.unknown(self.unknownFields)
        }
    }
}

extension PSRPC {
    /// A server's offer to do a call.
    public struct ClaimRequest: ProtobufMessage {
        public static let protobufName = "internal.ClaimRequest"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "server_id"),
            .init(3, "affinity"),
        ])

        @WireText public var requestID: String
        @WireText public var serverID: String
        /// How well it would suit, 0 to 1.
        public var affinity: Float = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._requestID)
                case 2: try reader.wireText(&self._serverID)
                case 3: try reader.float(&self.affinity)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._requestID)
            writer.wireText(2, self._serverID)
            writer.float(3, self.affinity)
            writer.unknown(self.unknownFields)
        }
    }
}

extension PSRPC {
    /// The client's choice among the offers.
    public struct ClaimResponse: ProtobufMessage {
        public static let protobufName = "internal.ClaimResponse"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "server_id"),
        ])

        @WireText public var requestID: String
        @WireText public var serverID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._requestID)
                case 2: try reader.wireText(&self._serverID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._requestID)
            writer.wireText(2, self._serverID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension PSRPC {
    /// A part of a bidirectional stream.
    public struct Stream: ProtobufMessage {
        public static let protobufName = "internal.Stream"
        public static let fieldTable = FieldTable([
            .init(1, "stream_id"),
            .init(2, "request_id"),
            .init(3, "sent_at"),
            .init(4, "expiry"),
            .init(6, "open", oneof: 1),
            .init(7, "message", oneof: 1),
            .init(8, "ack", oneof: 1),
            .init(9, "close", oneof: 1),
        ])

        @WireText public var streamID: String
        @WireText public var requestID: String
        /// Unix time in nanoseconds.
        public var sentAt: Int64 = 0
        /// Unix time in nanoseconds.
        public var expiry: Int64 = 0
        public var body: Body?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._streamID)
                case 2: try reader.wireText(&self._requestID)
                case 3: try reader.int64(&self.sentAt)
                case 4: try reader.int64(&self.expiry)
                case 6:
                    var value = PSRPC.StreamOpen()
                    if case .open(let current)? = self.body { value = current }
                    if try reader.member(&value) { self.body = .open(consume value) }
                case 7:
                    var value = PSRPC.StreamMessage()
                    if case .message(let current)? = self.body { value = current }
                    if try reader.member(&value) { self.body = .message(consume value) }
                case 8:
                    var value = PSRPC.StreamAck()
                    if case .ack(let current)? = self.body { value = current }
                    if try reader.member(&value) { self.body = .ack(consume value) }
                case 9:
                    var value = PSRPC.StreamClose()
                    if case .close(let current)? = self.body { value = current }
                    if try reader.member(&value) { self.body = .close(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._streamID)
            writer.wireText(2, self._requestID)
            writer.int64(3, self.sentAt)
            writer.int64(4, self.expiry)
            switch self.body {
            case .open(let value)?: writer.set(6, value)
            case .message(let value)?: writer.set(7, value)
            case .ack(let value)?: writer.set(8, value)
            case .close(let value)?: writer.set(9, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `body`, of which one may be set.
        public enum Body: Hashable, Sendable {
            case open(PSRPC.StreamOpen)
            case message(PSRPC.StreamMessage)
            case ack(PSRPC.StreamAck)
            case close(PSRPC.StreamClose)
        }
    }
}

extension PSRPC {
    /// Begins a stream.
    public struct StreamOpen: ProtobufMessage {
        public static let protobufName = "internal.StreamOpen"
        public static let fieldTable = FieldTable([
            .init(1, "node_id"),
            .init(7, "metadata"),
        ])

        @WireText public var nodeID: String
        public var metadata: [String: String] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._nodeID)
                case 7: try reader.map(StringField.self, StringField.self, &self.metadata)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._nodeID)
            writer.map(StringField.self, StringField.self, 7, self.metadata)
            writer.unknown(self.unknownFields)
        }
    }
}

extension PSRPC {
    /// Carries one message of a stream.
    public struct StreamMessage: ProtobufMessage {
        public static let protobufName = "internal.StreamMessage"
        public static let fieldTable = FieldTable([
            .init(1, "message"),
            .init(2, "raw_message"),
        ])

        /// Before February 2023.
        public var message: Google.AnyMessage?
        /// The serialized message of the service.
        public var rawMessage: [UInt8] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.message)
                case 2: try reader.byteArray(&self.rawMessage)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.message)
            writer.byteArray(2, self.rawMessage)
            writer.unknown(self.unknownFields)
        }
    }
}

extension PSRPC {
    /// Confirms what arrived on a stream.
    public struct StreamAck: ProtobufMessage {
        public static let protobufName = "internal.StreamAck"
        public static let fieldTable = FieldTable([])

        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.unknown(self.unknownFields)
        }
    }
}

extension PSRPC {
    /// Ends a stream.
    public struct StreamClose: ProtobufMessage {
        public static let protobufName = "internal.StreamClose"
        public static let fieldTable = FieldTable([
            .init(1, "error"),
            .init(2, "code"),
        ])

        @WireText public var error: String
        @WireText public var code: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._error)
                case 2: try reader.wireText(&self._code)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._error)
            writer.wireText(2, self._code)
            writer.unknown(self.unknownFields)
        }
    }
}
