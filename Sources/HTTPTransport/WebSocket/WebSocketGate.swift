internal import Synchronization

/// Lets connections of a server become WebSockets, and keeps count of them.
final class WebSocketGate: Sendable {
    private struct State {
        var tasks: [UInt64: Task<Void, Never>] = [:]
        var sockets: [UInt64: WeakSocket] = [:]
        var next: UInt64 = 0
        var isStopping = false
    }

    private struct WeakSocket: Sendable { weak let socket: WebSocket? }

    /// What the empty buffer of a socket always has room for, in bytes.
    private static let smallAnswer = 2_048

    private let service: WebSocketService
    private let state = Mutex(State())

    init(_ service: WebSocketService) { self.service = service }

    // MARK: On the server's thread

    /// Takes over the connection, whose request was read. Never waits.
    func admit(owning descriptor: Int32, request: HTTPRequest) {
        if let refusal = WebSocketHandshake.refusal(of: request) { return turnAway(descriptor, with: refusal) }
        let loop = try? WebSocketLoop.shared()
        let isAdmitted = state.withLock { state in
            guard let loop, !state.isStopping, state.tasks.count < service.maximumSockets else { return false }
            state.next += 1
            let identifier = state.next
            let stream = SendableStream(stream: SocketStream(owning: descriptor))
            // The task cannot remove itself before it is entered, because both happen under the lock.
            state.tasks[identifier] = Task {
                await self.answer(request, on: stream, loop: loop, as: identifier)
                self.state.withLock { state in
                    state.tasks[identifier] = nil
                    state.sockets[identifier] = nil
                }
            }
            return true
        }
        if !isAdmitted {
            turnAway(descriptor, with: .text("the server has too many WebSockets; try again later\n", status: 503))
        }
    }

    /// As cheap as can be: the answer fits into the empty buffer of the socket, and the whole request was read.
    private func turnAway(_ descriptor: Int32, with response: HTTPResponse) {
        _ = Self.write(WebSocketHandshake.answer(response), to: SocketStream(owning: descriptor))
    }

    /// Whether all of it was taken at once.
    private static func write(_ bytes: [UInt8], to stream: SocketStream) -> Bool {
        guard case .moved(bytes.count) = bytes.withUnsafeBytes({ stream.write($0) }) else { return false }
        return true
    }

    // MARK: In the connection's task

    private struct SendableStream: @unchecked Sendable { let stream: SocketStream }  // handed on, never shared

    private func answer(
        _ request: HTTPRequest, on stream: SendableStream, loop: WebSocketLoop, as identifier: UInt64
    ) async {
        switch await service.handler(request) {
        case .refuse(let response):
            let answer = WebSocketHandshake.answer(response)
            // A client that is refused, and stays, takes no place of those who are not. A part of the answer cannot be taken back.
            if answer.count <= Self.smallAnswer, Self.write(answer, to: stream.stream) { return }
            let connection = WebSocketConnection(
                stream.stream, isClient: false, opening: answer, isRefusal: true,
                options: service.options, loop: loop)
            connection.start()
            await connection.waitForEnd()
        case .accept(let wanted, let serve):
            let subprotocol = wanted.flatMap { request.offeredSubprotocols.contains($0) ? $0 : nil }
            let head = WebSocketHandshake.acceptance(of: request, subprotocol: subprotocol)
            let connection = WebSocketConnection(
                stream.stream, isClient: false, opening: head, options: service.options, loop: loop)
            connection.start()
            let socket = WebSocket(connection, subprotocol: subprotocol)
            register(socket, as: identifier)
            await serve(socket)
            await socket.close()
        }
    }

    private func register(_ socket: WebSocket, as identifier: UInt64) {
        let isStopping = state.withLock { state in
            state.sockets[identifier] = WeakSocket(socket: socket)
            return state.isStopping
        }
        if isStopping { socket.requestClose(code: WebSocketClose.goingAway) }
    }

    // MARK: From any thread

    /// Lets nobody in any more; what is open goes on.
    func stopAdmitting() { state.withLock { $0.isStopping = true } }

    /// Lets nobody in any more, closes what is open with 1001, and cancels the tasks.
    func requestStop() {
        let (sockets, tasks) = state.withLock { state in
            state.isStopping = true
            return (state.sockets.values.compactMap(\.socket), Array(state.tasks.values))
        }
        for socket in sockets { socket.requestClose(code: WebSocketClose.goingAway) }
        for task in tasks { task.cancel() }
    }

    func stop() async {
        requestStop()
        for task in state.withLock({ Array($0.tasks.values) }) { await task.value }
    }
}
