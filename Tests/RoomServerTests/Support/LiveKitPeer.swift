import Cryptography
import RoomServer
import TestSupport

extension LiveKitPeer {
    /// Joins the room `studio` and gives its participant sid.
    @discardableResult
    func join(
        _ rooms: TestRooms, as identity: String, _ arguments: [String: any Sendable] = [:],
        change: (inout AccessToken) -> Void = { _ in }
    ) async throws -> String {
        try await join(rooms.listener.address, token: try rooms.token(identity, change), arguments)
    }
}
