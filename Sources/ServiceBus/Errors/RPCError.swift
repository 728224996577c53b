internal import ProtobufRuntime

/// The failure of a call: what a server answered, or what the client found out by itself.
public struct RPCError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A message attached to an error, as `google.protobuf.Any`.
    public struct Detail: Hashable, Sendable {
        public var typeURL: String
        public var value: [UInt8]

        public init(typeURL: String, value: [UInt8]) {
            self.typeURL = typeURL
            self.value = value
        }

        var wrapped: Google.AnyMessage {
            var message = Google.AnyMessage()
            message.typeURL = typeURL
            message.value = value
            return message
        }
    }

    public var code: RPCErrorCode
    /// For people; travels to the caller as it is. Never empty, because an empty text would mean success.
    public var message: String
    public var details: [Detail]
    /// Made by this client: no server answered.
    public let isLocal: Bool

    /// An error for a handler to throw.
    public init(_ code: RPCErrorCode, _ message: String, details: [Detail] = []) {
        self.init(code, message, details: details, isLocal: false)
    }

    private init(_ code: RPCErrorCode, _ message: String, details: [Detail] = [], isLocal: Bool) {
        self.code = code
        self.message = message.isEmpty ? code.rawValue : message
        self.details = details
        self.isLocal = isLocal
    }

    /// What a caller is told about `error`; one of another type has the code `unknown`.
    public init(_ error: any Error) { self = error as? RPCError ?? RPCError(.unknown, "\(error)") }

    public var description: String { "\(message) (\(code.rawValue))" }

    /// Nobody answered in time: the call may be repeated when it does no harm twice.
    public var isUnanswered: Bool {
        switch code {
        case .deadlineExceeded: isLocal || message == RPCError.timedOut.message
        case .unavailable: isLocal || message == RPCError.noResponse.message
        default: false
        }
    }

    // The texts are psrpc's own: peers compare them.
    public static let cancelled = RPCError(.canceled, "request canceled", isLocal: true)
    public static let timedOut = RPCError(.deadlineExceeded, "request timed out", isLocal: true)
    public static let noResponse = RPCError(.unavailable, "no response from servers", isLocal: true)
    public static let clientClosed = RPCError(.canceled, "client is closed", isLocal: true)
    public static let serverClosed = RPCError(.canceled, "server is closed", isLocal: true)

    /// Servers offered themselves, but none that would do.
    static func noServers(claims: Int) -> RPCError {
        RPCError(.unavailable, "no servers available (received \(claims) responses)", isLocal: true)
    }

    static func bus(_ error: BusError) -> RPCError { RPCError(.unavailable, "\(error)", isLocal: true) }

    static func malformedResult(_ reason: String) -> RPCError { RPCError(.malformedResult, reason, isLocal: true) }
}
