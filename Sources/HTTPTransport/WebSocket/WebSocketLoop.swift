internal import CEpoll
internal import Foundation
internal import Glibc
internal import Synchronization

/// The one thread that moves the bytes of all WebSockets of the process, asleep between events.
///
/// `@unchecked`: what is not behind the mutex is touched on the thread alone, or set before it starts.
final class WebSocketLoop: @unchecked Sendable {
    private static let instance = Mutex<WebSocketLoop?>(nil)

    private let poller: Int32
    private let alarm: Int32
    private let calls = Mutex<[WebSocketConnection]>([])
    private var connections: [UInt64: WebSocketConnection] = [:]
    /// No deadline of a connection is before it.
    private var earliest: ContinuousClock.Instant?
    /// What connections read into, in turn.
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)

    private static let alarmIdentifier: UInt64 = 0
    /// Deadlines are met no more often than this.
    private static let grain = Duration.milliseconds(20)

    /// The process's loop; made on the first use, it stays.
    static func shared() throws(WebSocketError) -> WebSocketLoop {
        let loop = instance.withLock { instance in
            if instance == nil { instance = WebSocketLoop() }
            return instance
        }
        guard let loop else { throw .unavailable }
        return loop
    }

    private init?() {
        poller = epoll_create1(Int32(EPOLL_CLOEXEC))
        alarm = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: WebSocketLoop.alarmIdentifier))
        guard poller >= 0, alarm >= 0, epoll_ctl(poller, EPOLL_CTL_ADD, alarm, &event) == 0 else {
            if poller >= 0 { close(poller) }
            if alarm >= 0 { close(alarm) }
            return nil
        }
        Thread.detachNewThread { [self] in run() }
    }

    /// Gives the connection a turn soon. From any thread.
    func call(_ connection: WebSocketConnection) {
        let isFirst = calls.withLock { calls in
            calls.append(connection)
            return calls.count == 1
        }
        guard isFirst else { return }
        var one: UInt64 = 1
        write(alarm, &one, 8)
    }

    // MARK: On the thread

    private func run() {
        // TLS writes without the flag that suppresses the signal of a broken connection.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        while true {
            let count = epoll_wait(poller, &events, Int32(events.count), timeout())
            for event in events.prefix(Int(max(0, count))) { handle(event) }
            answerCalls()
            meetDeadlines()
        }
    }

    private func handle(_ event: epoll_event) {
        guard event.data.u64 != WebSocketLoop.alarmIdentifier else {
            var count: UInt64 = 0
            read(alarm, &count, 8)
            return
        }
        guard let connection = connections[event.data.u64] else { return }
        take(connection) { $0.handle(events: event.events, in: self) }
    }

    private func answerCalls() {
        let called = calls.withLock { calls in
            defer { calls = [] }
            return calls
        }
        for connection in called {
            if connections[connection.identifier] == nil, !connection.begin(in: self) { continue }
            connections[connection.identifier] = connection
            take(connection) { $0.handle(events: 0, in: self) }
        }
    }

    private func take(_ connection: WebSocketConnection, turn: (WebSocketConnection) -> Void) {
        turn(connection)
        if connection.hasEnded {
            connections[connection.identifier] = nil
        } else if let deadline = connection.deadline, deadline < earliest ?? deadline + .seconds(1) {
            earliest = deadline
        }
    }

    private func timeout() -> Int32 {
        guard let earliest else { return -1 }
        let wait = max(earliest - .now, .zero) + WebSocketLoop.grain
        return Int32(clamping: min(wait, .seconds(3_600)).wholeMilliseconds)
    }

    private func meetDeadlines() {
        let now = ContinuousClock.now
        guard let due = earliest, due <= now else { return }
        earliest = nil
        for connection in Array(connections.values) {
            if let deadline = connection.deadline, deadline <= now {
                take(connection) { $0.handleDeadline(now: now, in: self) }
            } else {
                take(connection) { _ in }
            }
        }
    }

    // MARK: For connections, on the thread

    func watch(_ descriptor: Int32, as identifier: UInt64, events: UInt32, isNew: Bool) -> Bool {
        var event = epoll_event(events: events, data: epoll_data_t(u64: identifier))
        return epoll_ctl(poller, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event) == 0
    }

    func unwatch(_ descriptor: Int32) { epoll_ctl(poller, EPOLL_CTL_DEL, descriptor, nil) }
}
