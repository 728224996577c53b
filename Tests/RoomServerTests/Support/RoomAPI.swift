import Cryptography
import Foundation
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import RoomServer
import TwirpTransport

/// A caller of the room API with every right on the room `studio`.
struct RoomAPI {
    let base: String
    let token: Secret

    init(_ rooms: TestRooms, change: (inout VideoGrant) -> Void = { _ in }) throws {
        base = "http://127.0.0.1:\(rooms.listener.port)"
        token = Secret(
            try rooms.token("") { claims in
                claims.video = .administrator(of: "studio")
                claims.video.roomList = true
                claims.video.roomCreate = true
                change(&claims.video)
            })
    }

    func call<Request, Response>(_ method: ServiceMethod<Request, Response>, _ request: Request) async throws -> Response {
        try await TwirpClient(url: base).call(method, request, token: token)
    }

    func rooms() async throws -> [LiveKit.Room] {
        try await call(LiveKit.RoomService.listRooms, LiveKit.ListRoomsRequest()).rooms
    }

    func participants() async throws -> [LiveKit.ParticipantInfo] {
        try await call(LiveKit.RoomService.listParticipants, .with { $0.room = "studio" }).participants
    }
}
