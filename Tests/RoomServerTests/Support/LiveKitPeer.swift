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

    /// Clients that are in the room, started side by side.
    static func join(
        _ rooms: TestRooms, _ first: String, _ second: String, subscribing: Bool = true
    ) async throws -> (LiveKitPeer, LiveKitPeer) {
        async let one = LiveKitPeer()
        async let two = LiveKitPeer()
        let peers = (try await one, try await two)
        async let joined = peers.0.join(rooms, as: first)
        async let other = peers.1.join(rooms, as: second, ["auto_subscribe": subscribing])
        _ = (try await joined, try await other)
        return peers
    }
}
