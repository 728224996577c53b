internal import HTTPTransport
internal import ProtobufRuntime
internal import ProtocolModels
internal import RoomSignalling

/// The server's end of one client's signalling connection. It answers in the form the client writes in.
@RoomLoop
final class SignalChannel {
    private let socket: WebSocket
    private(set) var hasEnded = false
    private var encoding = SignalEncoding.binary
    private var closing: Task<Void, Never>?

    nonisolated init(_ socket: WebSocket) { self.socket = socket }

    func use(_ encoding: SignalEncoding) { self.encoding = encoding }

    /// Queues a message. A client that does not read what is sent to it is dropped.
    func send(_ message: LiveKit.SignalResponse.Message) {
        guard !hasEnded else { return }
        let response = LiveKit.SignalResponse.with { $0.message = message }
        let frame: WebSocketMessage? =
            switch encoding {
            case .binary: .binary(response.encoded())
            case .json: (try? response.json()).map { .text($0) }
            }
        guard let frame else { return }
        if !socket.offer(frame) { close() }
    }

    /// Lets what is queued go out, and ends the connection.
    func close() {
        guard !hasEnded else { return }
        hasEnded = true
        closing = Task { [socket] in await socket.close() }
    }

    /// Returns when nothing is left to be sent.
    func closed() async {
        close()
        await closing?.value
    }

    /// Tells the client why it has to go.
    func leave(_ reason: LiveKit.DisconnectReason, _ action: LiveKit.LeaveRequest.Action = .disconnect) {
        send(
            .leave(
                .with {
                    $0.reason = reason
                    $0.action = action
                    $0.canReconnect = action != .disconnect
                }))
        close()
    }
}
