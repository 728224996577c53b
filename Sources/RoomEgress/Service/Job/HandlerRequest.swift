import Foundation
import ProtobufRuntime
import ProtocolModels

/// What the service hands to the process of a job, over its socket: nothing of it shows in a process list.
struct HandlerRequest: Codable, Sendable {
    /// The service's own configuration, as it read it.
    var configuration: String
    var configurationName: String
    var environment: [String: String]
    /// `rpc.StartEgressRequest`.
    var request: Data
    /// Nanoseconds since the Unix epoch, and seconds that local time is ahead: names are made of it on both sides.
    var startedAt: Int64
    var utcOffset: Int64
    /// Paths of jobs that run beside it, which a generated name must not take.
    var takenPaths: [String]
    /// Addresses that host names were checked to have; the browser resolves them no further.
    var pinnedHosts: [String: String]

    func encoded() throws -> [UInt8] { [UInt8](try JSONEncoder().encode(self)) }

    init(decoding bytes: [UInt8]) throws { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) }

    init(
        takenPaths: [String], configuration: String, configurationName: String, environment: [String: String],
        request: RPC.StartEgressRequest,
        start: EgressStart, pinnedHosts: [String: String]
    ) {
        self.takenPaths = takenPaths
        self.configuration = configuration
        self.configurationName = configurationName
        self.environment = environment
        self.request = Data(request.encoded())
        (startedAt, utcOffset) = (start.unixTime, start.utcOffset)
        self.pinnedHosts = pinnedHosts
    }

    var start: EgressStart { EgressStart(unixTime: startedAt, utcOffset: utcOffset) }

    func startRequest() throws -> RPC.StartEgressRequest { try RPC.StartEgressRequest(protobuf: [UInt8](request)) }
}
