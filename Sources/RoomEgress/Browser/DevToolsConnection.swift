import Foundation
import ServiceKit
import Synchronization

/// The DevTools protocol as Chromium's `--remote-debugging-pipe` speaks it: JSON messages, each ended by a zero byte.
///
/// Pipes, not a port: nobody else on the machine can reach the browser, and nothing of what is said shows up in a
/// process list.
final class DevToolsConnection: Sendable {
    struct Event: Sendable {
        let method: String
        let parameters: JSONValue
        let session: String?
    }

    /// What becomes of an event. A page can cause any number of some kinds: those have a queue of their own, in which late
    /// ones are dropped when it is full, so that they neither fill the memory nor push out what matters.
    enum Interest { case essential, chatter, none }

    /// What the browser reports; ends when the connection does.
    let events: AsyncStream<Event>
    let chatter: AsyncStream<Event>

    private let output: FileDescriptor
    private let interest: @Sendable (Event) -> Interest
    private let essential: AsyncStream<Event>.Continuation
    private let dispensable: AsyncStream<Event>.Continuation
    private let state = Mutex(State())

    private struct State {
        var nextID = 1
        var isClosed = false
        var pending: [Int: CheckedContinuation<Result<JSONValue, DevToolsError>, Never>] = [:]
    }

    private static let eventCapacity = 4096
    private static let chatterCapacity = 512
    /// More than a screenshot needs; a longer message, which a page can provoke, is skipped.
    private static let largestMessage = 64 << 20

    /// Reads messages from `input` and writes them to `output`, a socket, until the browser closes its end. `interest` is
    /// asked on the reading thread.
    init(input: FileDescriptor, output: FileDescriptor, interest: @escaping @Sendable (Event) -> Interest) {
        self.output = output
        self.interest = interest
        (events, essential) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.eventCapacity))
        (chatter, dispensable) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.chatterCapacity))
        let reader = Thread { [self] in
            readMessages(input)
            close()
        }
        reader.name = "devtools"
        reader.start()
    }

    /// Sends a command and returns its result.
    func call(
        _ method: String, _ parameters: JSONValue = [:], session: String? = nil
    ) async throws(DevToolsError) -> JSONValue {
        let answer = await withCheckedContinuation { continuation in
            let id: Int? = state.withLock { state in
                guard !state.isClosed else { return nil }
                defer { state.nextID += 1 }
                state.pending[state.nextID] = continuation
                return state.nextID
            }
            guard let id else { return continuation.resume(returning: .failure(.closed(method))) }
            var message: [String: JSONValue] = [
                "id": .number(Double(id)), "method": .string(method), "params": parameters,
            ]
            if let session { message["sessionId"] = .string(session) }
            if !send(.object(message)) { finish(id, .failure(.closed(method))) }
        }
        switch answer {
        case .success(let result): return result
        case .failure(let error): throw error
        }
    }

    private func send(_ message: JSONValue) -> Bool {
        guard var bytes = try? [UInt8](JSONEncoder().encode(message)) else { return false }
        bytes.append(0)
        // Commands are small; the lock keeps two of them from mixing.
        return state.withLock { _ in
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Foundation.send(
                        output.rawValue, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
                }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    private func readMessages(_ input: FileDescriptor) {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        var message: [UInt8] = []
        var isTooLong = false
        while true {
            let count = read(input.rawValue, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            var rest = chunk[..<count]
            while let end = rest.firstIndex(of: 0) {
                message += rest[..<end]
                if !isTooLong { handle(message) }
                isTooLong = false
                message.removeAll(keepingCapacity: message.count < 1 << 20)
                rest = rest[(end + 1)...]
            }
            message += rest
            if message.count > Self.largestMessage {
                isTooLong = true
                message = []
            }
        }
    }

    private func handle(_ bytes: [UInt8]) {
        guard let message = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else {
            return failAnswer(bytes)
        }
        if let id = message["id"]?.integer {
            if let error = message["error"] {
                finish(id, .failure(.refused(error["message"]?.string ?? "unknown reason")))
            } else {
                finish(id, .success(message["result"] ?? [:]))
            }
        } else if let method = message["method"]?.string {
            let event = Event(
                method: method, parameters: message["params"] ?? [:], session: message["sessionId"]?.string)
            switch interest(event) {
            case .essential: essential.yield(event)
            case .chatter: dispensable.yield(event)
            case .none: break
            }
        }
    }

    /// What a page says may be text that is no Unicode, and the answer with it no JSON. Somebody waits for it all the same.
    private func failAnswer(_ bytes: [UInt8]) {
        let start = Array(#"{"id":"#.utf8)
        guard bytes.starts(with: start) else { return }
        let digits = bytes.dropFirst(start.count).prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard let id = Int(String(decoding: digits, as: UTF8.self)) else { return }
        finish(id, .failure(.refused("the answer is not valid JSON")))
    }

    private func finish(_ id: Int, _ result: Result<JSONValue, DevToolsError>) {
        state.withLock { $0.pending.removeValue(forKey: id) }?.resume(returning: result)
    }

    private func close() {
        let pending = state.withLock { state in
            state.isClosed = true
            defer { state.pending = [:] }
            return state.pending.values
        }
        for continuation in pending { continuation.resume(returning: .failure(.closed("a command"))) }
        essential.finish()
        dispensable.finish()
    }
}

/// Why a DevTools command gave no result.
enum DevToolsError: Error, Hashable, Sendable, CustomStringConvertible {
    case closed(String)
    case refused(String)

    var description: String {
        switch self {
        case .closed(let method): "the browser ended during \(method)"
        case .refused(let reason): "the browser refused: \(reason)"
        }
    }
}
