import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import RoomServer

/// A signalling connection without anything behind it, to say what no SDK says.
struct RawClient {
    let socket: WebSocket
    var usesJSON = false

    init(
        _ rooms: TestRooms, token: String, query: String = "protocol=16&auto_subscribe=1", usesJSON: Bool = false
    ) async throws {
        socket = try await WebSocketClient().connect(
            "\(rooms.listener.address)/rtc?\(query)", headers: ["authorization": "Bearer \(token)"])
        self.usesJSON = usesJSON
    }

    func send(_ message: LiveKit.SignalRequest.Message) async throws {
        let request = LiveKit.SignalRequest.with { $0.message = message }
        try await socket.send(usesJSON ? .text(request.json()) : .binary(request.encoded()))
    }

    /// What comes next; nil at the end.
    func receive() async throws -> LiveKit.SignalResponse.Message? {
        switch try await socket.receive() {
        case .binary(let bytes): try LiveKit.SignalResponse(protobuf: bytes).message
        case .text(let text): try LiveKit.SignalResponse(json: text).message
        case nil: nil
        }
    }

    /// The next message that `pick` takes; nil when the connection ended before.
    func next<Value>(_ pick: (LiveKit.SignalResponse.Message) -> Value?) async throws -> Value? {
        while let message = try await receive() {
            if let value = pick(message) { return value }
        }
        return nil
    }

    func join() async throws -> LiveKit.JoinResponse? {
        try await next { if case .join(let join) = $0 { join } else { nil } }
    }

    func leave() async throws -> LiveKit.LeaveRequest? {
        try await next { if case .leave(let leave) = $0 { leave } else { nil } }
    }

    /// How the server answers a request that it refuses.
    static func refusal(_ rooms: TestRooms, path: String = "/rtc", token: String?) async throws -> HTTPResponse? {
        let headers = token.map { ["authorization": "Bearer \($0)"] } ?? [:]
        let result = await Result {
            try await WebSocketClient().connect("\(rooms.listener.address)\(path)?protocol=16", headers: headers)
        }
        switch result {
        case .success(let socket):
            await socket.close()
            return nil
        case .failure(let error):
            if let error = error as? WebSocketError, case .refused(_, let answer) = error { return answer }
            throw error
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
