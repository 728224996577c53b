internal import Foundation
internal import Glibc
internal import Synchronization

/// The operating system's resolver, asked on a thread of its own per name, because it blocks.
public struct SystemResolver: HostResolver {
    /// Why a name has no address.
    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case failed(reason: String)
        case timedOut(Duration)
        /// Too many names are being asked for already.
        case busy(limit: Int)

        public var description: String {
            switch self {
            case .failed(let reason): reason
            case .timedOut(let time): "the name server did not answer within \(time)"
            case .busy(let limit): "\(limit) names are being looked up already; is the name server reachable?"
            }
        }
    }

    /// How long an answer is waited for.
    public var timeout: Duration
    private static let limit = 32
    private static let running = Atomic(0)

    public init(timeout: Duration = .seconds(5)) { self.timeout = timeout }

    public func addresses(of name: String) async throws -> [IPAddress] {
        let answer = Answer()
        let deadline = Task {
            try await Task.sleep(for: timeout)
            answer.give(.failure(Failure.timedOut(timeout)))
        }
        defer { deadline.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                answer.wait(continuation)
                SystemResolver.start(name, answer)
            }
        } onCancel: {
            answer.give(.failure(CancellationError()))
        }
    }

    private static func start(_ name: String, _ answer: Answer) {
        guard running.add(1, ordering: .relaxed).newValue <= limit else {
            running.subtract(1, ordering: .relaxed)
            return answer.give(.failure(Failure.busy(limit: limit)))
        }
        Thread.detachNewThread {
            answer.give(Result { try lookUp(name) })
            running.subtract(1, ordering: .relaxed)
        }
    }

    private static func lookUp(_ name: String) throws -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(name, nil, &hints, &list)
        guard status == 0 else { throw Failure.failed(reason: String(cString: gai_strerror(status))) }
        defer { freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        for entry in sequence(first: list, next: { $0?.pointee.ai_next }) {
            guard let entry, let address = IPAddress(entry.pointee) else { continue }
            if !addresses.contains(address) { addresses.append(address) }
        }
        return addresses
    }

    /// Whoever answers first is heard, whether anybody waits already or not.
    private final class Answer: Sendable {
        private enum State {
            case open
            case waiting(CheckedContinuation<[IPAddress], any Error>)
            case given(Result<[IPAddress], any Error>)
            case heard
        }
        private let state = Mutex(State.open)

        func wait(_ continuation: CheckedContinuation<[IPAddress], any Error>) {
            let result: Result<[IPAddress], any Error>? = state.withLock { state in
                guard case .given(let result) = state else {
                    state = .waiting(continuation)
                    return nil
                }
                state = .heard
                return result
            }
            if let result { continuation.resume(with: result) }
        }

        func give(_ result: Result<[IPAddress], any Error>) {
            let continuation: CheckedContinuation<[IPAddress], any Error>? = state.withLock { state in
                switch state {
                case .open:
                    state = .given(result)
                    return nil
                case .waiting(let continuation):
                    state = .heard
                    return continuation
                case .given, .heard: return nil
                }
            }
            continuation?.resume(with: result)
        }
    }
}

extension IPAddress {
    /// The address of a resolver's entry, without its zone.
    fileprivate init?(_ entry: addrinfo) {
        guard let raw = UnsafeRawPointer(entry.ai_addr) else { return nil }
        switch entry.ai_family {
        case AF_INET where entry.ai_addrlen >= MemoryLayout<sockaddr_in>.size:
            self = .v4(UInt32(bigEndian: raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6 where entry.ai_addrlen >= MemoryLayout<sockaddr_in6>.size:
            let bytes = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
            let halves = [bytes[..<8], bytes[8...]].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
            self = .v6(halves[0], halves[1])
        default: return nil
        }
    }
}
