import Foundation
public import MediaTypes
import Synchronization

/// One RTMP server that gets the stream, independent of every other.
///
/// A thread of its own connects, sends and retries; producers only ever touch its queue.
public final class StreamDestination: Sendable {
    public let url: StreamURL
    private let mailbox: StreamMailbox
    private let current:
        Mutex<(result: StreamResult, waiters: [CheckedContinuation<StreamResult, Never>], hasEnded: Bool)>
    private let onChange: @Sendable (StreamResult) -> Void

    /// Begins to connect. `onChange` is called on the destination's thread whenever its connection comes or goes.
    public init(
        _ url: StreamURL, tracks: [TrackDescription], policy: StreamPolicy = StreamPolicy(),
        onChange: @escaping @Sendable (StreamResult) -> Void = { _ in }
    ) {
        self.url = url
        self.onChange = onChange
        mailbox = StreamMailbox(tracks: tracks, policy: policy)
        current = Mutex((StreamResult(url: url.redacted), [], false))
        Thread.detachNewThread { [self] in
            var worker = StreamWorker(url: url, tracks: tracks, policy: policy, mailbox: mailbox)
            worker.run { publish($0) }
            finish()
        }
    }

    /// Takes a frame, or drops it when the destination is behind or out of reach. Never blocks.
    public func send(_ frame: EncodedFrame) { mailbox.push(frame) }

    public var result: StreamResult {
        var result = current.withLock { $0.result }
        result.droppedFrames = mailbox.droppedFrames
        return result
    }

    /// Takes no more frames, sends what is queued within the policy's time, unpublishes, and disconnects.
    public func end() { mailbox.end() }

    /// From now on its end sends nothing more of what is queued. Ends nothing by itself.
    public func hasten() { mailbox.hasten() }

    /// The final result, once `end()` or failure has led to it.
    public func finalResult() async -> StreamResult {
        await withCheckedContinuation { continuation in
            let result: StreamResult? = current.withLock { state in
                guard !state.hasEnded else { return state.result }
                state.waiters.append(continuation)
                return nil
            }
            if let result { continuation.resume(returning: result) }
        }
    }

    private func publish(_ result: StreamResult) {
        var result = result
        result.droppedFrames = mailbox.droppedFrames
        let isNews = current.withLock { state in
            defer { state.result = result }
            return state.result.isConnected != result.isConnected || state.result.status != result.status
                || state.result.retries != result.retries || state.result.error != result.error
        }
        if isNews { onChange(result) }
    }

    private func finish() {
        let (result, waiters) = current.withLock { state in
            state.hasEnded = true
            defer { state.waiters = [] }
            return (state.result, state.waiters)
        }
        for waiter in waiters { waiter.resume(returning: result) }
    }
}
