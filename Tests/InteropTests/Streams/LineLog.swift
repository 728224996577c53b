import Synchronization

/// Lines that a program has written so far, and those who wait for one.
final class LineLog: Sendable {
    private struct State {
        var lines: [String] = []
        var waiters: [(text: String, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var isClosed = false
    }

    private let state = Mutex(State())

    var lines: [String] { state.withLock { $0.lines } }

    func append(_ line: String) {
        let ready = state.withLock { state in
            state.lines.append(line)
            return Self.takeReady(&state)
        }
        for continuation in ready { continuation.resume() }
    }

    /// No more lines will come: nobody waits any longer.
    func close() {
        let ready = state.withLock { state in
            state.isClosed = true
            return Self.takeReady(&state)
        }
        for continuation in ready { continuation.resume() }
    }

    /// Returns once `count` lines contain `text`, or there will be no more.
    func wait(for text: String, count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state in
                state.waiters.append((text, count, continuation))
                return Self.takeReady(&state)
            }
            for continuation in ready { continuation.resume() }
        }
    }

    /// Returns once there will be no more lines.
    func waitForEnd() async { await wait(for: "", count: .max) }

    private static func takeReady(_ state: inout State) -> [CheckedContinuation<Void, Never>] {
        let lines = state.lines
        let isClosed = state.isClosed
        let isReady = { (text: String, count: Int) in
            isClosed || lines.count(where: { $0.contains(text) }) >= count
        }
        let ready = state.waiters.filter { isReady($0.text, $0.count) }.map(\.continuation)
        state.waiters.removeAll { isReady($0.text, $0.count) }
        return ready
    }
}
