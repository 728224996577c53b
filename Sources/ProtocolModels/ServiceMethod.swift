public import ProtobufRuntime

/// One method of a service: its types, and how a call of it finds its server.
public struct ServiceMethod<Request: ProtobufMessage, Response: ProtobufMessage>: ServiceMethodDescription {
    public let package: String
    public let service: String
    public let name: String
    public let routing: MethodRouting
    public let topics: Int
    public let isSingleServer: Bool

    public init(
        package: String, service: String, name: String, routing: MethodRouting = .queue, topics: Int = 0,
        isSingleServer: Bool = false
    ) {
        self.package = package
        self.service = service
        self.name = name
        self.routing = routing
        self.topics = topics
        self.isSingleServer = isSingleServer
    }

    public var requestType: any ProtobufMessage.Type { Request.self }
    public var responseType: any ProtobufMessage.Type { Response.self }
}

/// What is known of a method without its types.
public protocol ServiceMethodDescription: Sendable, CustomStringConvertible {
    /// The schema's package, such as `livekit`.
    var package: String { get }
    /// The service's name without its package, such as `EgressInternal`.
    var service: String { get }
    /// The method's name as the schema spells it, such as `StartEgress`.
    var name: String { get }
    var requestType: any ProtobufMessage.Type { get }
    var responseType: any ProtobufMessage.Type { get }

    var routing: MethodRouting { get }
    /// How many topic segments its channels have.
    var topics: Int { get }
    /// Whether a topic has one server at most.
    var isSingleServer: Bool { get }
}

extension ServiceMethodDescription {
    /// Whether a server has to be chosen before it may answer.
    public var needsClaim: Bool { routing != .multi && !isSingleServer }

    /// The path of the method over Twirp, such as `/twirp/livekit.Egress/ListEgress`.
    public var twirpPath: String { "/twirp/\(package).\(service)/\(name)" }

    public var description: String { "\(package).\(service)/\(name)" }
}

/// Which servers of the service bus see a request (psrpc).
public enum MethodRouting: Hashable, Sendable {
    /// One of those that wait in the queue.
    case queue
    /// All, and they bid for it.
    case affinity
    /// All, and every one answers.
    case multi
}
