import Synchronization
import Testing

@testable import HTTPTransport

struct WebSocketInboxTests {
    /// The thread that reads the socket stops when told that it is full, and goes on only when it is called.
    @Test func `who was told that it is full is told of room, whatever is delivered meanwhile`() async throws {
        let calls = Mutex(0)
        let inbox = WebSocketInbox(limit: 1_000) { calls.withLock { $0 += 1 } }
        func message(_ size: Int) -> WebSocketMessage { .text(String(repeating: "x", count: size)) }
        #expect(inbox.deliver(message(500)))
        #expect(!inbox.deliver(message(500)))
        // Below the limit again, but not yet below half of it.
        _ = try await inbox.next()
        #expect(!inbox.deliver(message(10)) && calls.withLock { $0 } == 0)
        _ = try await inbox.next()
        #expect(calls.withLock { $0 } == 1 && !inbox.isFull)
    }
}
