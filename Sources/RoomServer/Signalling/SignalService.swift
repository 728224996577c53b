internal import Cryptography
internal import HTTPTransport
internal import ProtobufRuntime
internal import ProtocolModels
internal import RoomSignalling

/// `/rtc`: lets clients in and reads what they say.
struct SignalService: Sendable {
    let registry: RoomRegistry
    let verifier: AccessTokenVerifier
    let limits: RoomServerLimits

    /// What becomes of a request to open a signalling connection.
    func answer(_ request: HTTPRequest) async -> WebSocketService.Answer {
        guard request.path == "/rtc" || request.path == "/rtc/" else {
            return .refuse(JoinRefusal.notFound("nothing is served at this path").response)
        }
        do {
            let parameters = try await admitted(request)
            return .accept { socket in await serve(socket, parameters) }
        } catch {
            return .refuse(error.response)
        }
    }

    /// `GET /rtc/validate`: the same checks, without a connection.
    func validate(_ request: HTTPRequest) async -> HTTPResponse {
        do {
            _ = try await admitted(request)
            return JoinRefusal(status: 200, text: "success").response
        } catch {
            return error.response
        }
    }

    private func admitted(_ request: HTTPRequest) async throws(JoinRefusal) -> JoinParameters {
        let parameters = try JoinParameters(request, verifier: verifier, limits: limits, now: RoomClock.unixSeconds)
        if let refusal = await registry.refusal(of: parameters) { throw refusal }
        return parameters
    }

    // MARK: Serving

    private func serve(_ socket: WebSocket, _ parameters: JoinParameters) async {
        let channel = SignalChannel(socket)
        guard let participant = await registry.join(parameters, channel) else {
            await channel.closed()
            return
        }
        var budget = SignalBudget(burst: limits.signalBurst, perSecond: limits.signalsPerSecond, now: RoomClock.now)
        while let message = try? await socket.receive() {
            guard budget.take(byteCount: message.byteCount, at: RoomClock.now), let request = read(message) else {
                await participant.dismiss(.stateMismatch)
                break
            }
            if case .text = message { await channel.use(.json) }
            await participant.handle(request, on: channel)
        }
        await participant.signalEnded(channel)
        await channel.closed()
    }

    /// Nil when it is no message of the protocol.
    private func read(_ message: WebSocketMessage) -> LiveKit.SignalRequest? {
        switch message {
        case .binary(let bytes): try? SignalEncoding.read(binary: bytes)
        case .text(let text): try? SignalEncoding.read(text: text)
        }
    }
}
