internal import Cryptography
internal import HTTPTransport
internal import ProtobufRuntime
internal import ProtocolModels
internal import RoomSignalling

/// One signalling WebSocket, in protobuf.
final class SignalConnection: Sendable {
    private let socket: WebSocket

    private init(_ socket: WebSocket) { self.socket = socket }

    /// Connects and is let in; the server's first word then waits in `receive`.
    static func open(
        _ server: String, _ purpose: SignalAddress.Purpose, token: Secret, _ options: RoomOptions
    ) async throws(RoomError) -> SignalConnection {
        guard let url = SignalAddress.make(server, options, purpose) else { throw .invalidAddress }
        let addresses: [String]
        do { addresses = try await options.addresses() } catch { throw .addressRefused("\(error)") }
        do throws(WebSocketError) {
            let socket = try await options.webSocket.connect(
                url, headers: ["Authorization": "Bearer \(token.reveal())"], to: addresses)
            return SignalConnection(socket)
        } catch {
            throw RoomError(error)
        }
    }

    /// The next message of the server; nil when it closed, or the connection broke. What is not understood is left out, up
    /// to a limit.
    func receive() async -> LiveKit.SignalResponse.Message? {
        var mistakes = 0
        while mistakes < 100, let message = try? await socket.receive() {
            if let response = SignalConnection.read(message), let content = response.message { return content }
            mistakes += 1
        }
        return nil
    }

    /// What a frame holds; nil for what cannot be read.
    static func read(_ message: WebSocketMessage) -> LiveKit.SignalResponse? {
        switch message {
        case .binary(let bytes): try? SignalEncoding.read(binary: bytes)
        case .text(let text): try? SignalEncoding.read(text: text)
        }
    }

    /// False when the connection is closed; who reads it learns why.
    @discardableResult
    func send(_ message: LiveKit.SignalRequest.Message) async -> Bool {
        var request = LiveKit.SignalRequest()
        request.message = message
        do throws(WebSocketError) {
            try await socket.send(.binary(request.encoded()))
            return true
        } catch {
            return false
        }
    }

    func close() async { await socket.close() }
}

extension RoomError {
    /// What an attempt to open the signalling connection ended with.
    init(_ error: WebSocketError) {
        guard case .refused(_, let answer) = error else {
            if case .invalidRequest = error { self = .invalidAddress } else { self = .unreachable(error) }
            return
        }
        // The first line says it; the rest may be a page.
        let text = String(decoding: answer.body.prefix(200).prefix { $0 >= 32 }, as: UTF8.self)
        switch answer.status {
        case 401, 403: self = .unauthorized(text)
        case 404: self = .notFound(text)
        case 429, 503: self = .overloaded(text)
        default: self = .refused(status: answer.status, text)
        }
    }
}
