import Cryptography
import ProtobufRuntime
import ProtocolModels
import ServiceBus
@testable import RoomEgress

/// Makes requests and plans for tests.
enum EgressRequests {
    /// 2026-11-21T16:50:04.123456789Z.
    static let now: Int64 = 1_795_279_804_123_456_789

    static var planner: EgressPlanner {
        var configuration = RecorderConfiguration()
        configuration.apiKey = "key"
        configuration.apiSecret = Secret("planted-api-secret-of-enough-bytes")
        configuration.webSocketURL = "wss://rooms.example"
        configuration.template = .layoutInQuery("https://templates.example/view")
        return EgressPlanner(configuration: configuration, outputDirectory: "/out")
    }

    /// `body` is proto3 JSON of the whole `rpc.StartEgressRequest` without its id.
    static func request(_ body: String) throws -> RPC.StartEgressRequest {
        var request = try RPC.StartEgressRequest(json: body)
        if request.egressID.isEmpty { request.egressID = "EG_test" }
        return request
    }

    static func plan(
        _ body: String, utcOffset: Int64 = 0, configure: (inout EgressPlanner) -> Void = { _ in }
    ) throws -> EgressPlan {
        var planner = planner
        configure(&planner)
        return try planner.plan(request(body), at: EgressStart(unixTime: now, utcOffset: utcOffset))
    }

    /// The refusal's text.
    static func refusal(_ body: String, configure: (inout EgressPlanner) -> Void = { _ in }) throws -> String {
        do {
            _ = try plan(body, configure: configure)
            return "accepted"
        } catch let error as EgressRequestError {
            return "\(error.code.rawValue): \(error)"
        }
    }

    static func web(_ rest: String = #""file_outputs": [{"filepath": "a.mp4"}]"#) -> String {
        #"{"web": {"url": "https://example.com/"\#(rest.isEmpty ? "" : ", ")\#(rest)}}"#
    }

    static func room(_ rest: String = #""file_outputs": [{"filepath": "a.mp4"}]"#) -> String {
        #"{"room_composite": {"room_name": "my-room"\#(rest.isEmpty ? "" : ", ")\#(rest)}}"#
    }
}
