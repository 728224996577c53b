import Foundation
import ServiceBus

/// Why a job refused a command.
struct HandlerRefusal: Codable, Sendable {
    var code: String
    var message: String

    init(_ error: RPCError) { (code, message) = (error.code.rawValue, error.message) }

    var error: RPCError { RPCError(RPCErrorCode(rawValue: code) ?? .unknown, message) }

    func encoded() -> [UInt8] { (try? JSONEncoder().encode(self)).map { [UInt8]($0) } ?? [] }

    static func decode(_ bytes: [UInt8]) -> RPCError {
        (try? JSONDecoder().decode(HandlerRefusal.self, from: Data(bytes)))?.error
            ?? RPCError(.internal, "the job refused without saying why")
    }
}
