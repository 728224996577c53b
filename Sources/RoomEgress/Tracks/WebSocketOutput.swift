import Foundation
public import HTTPTransport
public import MediaTypes
import Synchronization

/// Sends one track to a WebSocket: Opus as samples, or any track as its encoded frames, a frame in a binary message.
///
/// Decoding and sending happen on the output's own thread. A receiver that takes too little loses messages, pictures up to the
/// next key frame, and the result counts the frames; samples that were lost are not made up later. One that is gone is a
/// failure, and is not called again.
public final class WebSocketOutput: FrameOutput {
    public enum Payload: Hashable, Sendable {
        /// `audio/x-raw`: 16 bits, little-endian, 48 kHz, two channels interleaved. For Opus only.
        case samples
        /// H.264 as Annex B access units, AV1 with temporal delimiters, the others as they are.
        case frames
    }

    private let socket: WebSocket
    private let url: String
    private let payload: Payload
    private let queue = FrameQueue(capacity: queueCapacity)
    private let onFailure: @Sendable (TrackExportError) -> Void
    private let state: Mutex<State>
    private let (finished, finishing) = AsyncStream<Void>.makeStream()
    private let reader: Task<Void, Never>

    private struct State {
        var result: StreamResult
        /// The queue was full when the last frame came.
        var isLosing = false
        var isEnding = false
        var hasFailed = false
    }

    private static let queueCapacity = 8 << 20

    /// Connects with the payload's media type as Content-Type; `mimeType` is the track's, such as `audio/opus`. `addresses` are
    /// those that were checked for the URL's host. `onFailure` is called at most once, when the receiver is gone before
    /// ``finish()``.
    public static func open(
        _ url: String, payload: Payload, mimeType: String, to addresses: [String] = [],
        client: WebSocketClient = WebSocketClient(), onFailure: @escaping @Sendable (TrackExportError) -> Void
    ) async throws(TrackExportError) -> WebSocketOutput {
        let masked = URLMask.masked(url)
        let type: String
        switch (payload, mimeType) {
        case (.samples, "audio/opus"): type = "audio/x-raw"
        case (.samples, _): throw .unsupportedCodec(url: masked)
        case (.frames, _): type = mimeType
        }
        do {
            let socket = try await client.connect(url, headers: ["Content-Type": type], to: addresses)
            return WebSocketOutput(socket, url: masked, payload: payload, onFailure: onFailure)
        } catch {
            throw .notOpened(url: masked, cause: error)
        }
    }

    private init(
        _ socket: WebSocket, url: String, payload: Payload, onFailure: @escaping @Sendable (TrackExportError) -> Void
    ) {
        (self.socket, self.url, self.payload, self.onFailure) = (socket, url, payload, onFailure)
        var result = StreamResult(url: url)
        (result.startedAt, result.isConnected) = (.now, true)
        state = Mutex(State(result: result))
        let (ended, ending) = AsyncStream<WebSocketError>.makeStream()
        reader = Task { await Self.read(socket, ending) }
        let thread = Thread { [self] in run() }
        thread.name = "track to a WebSocket"
        thread.start()
        Task { [weak self] in for await error in ended { self?.fail(error) } }
    }

    /// What a receiver says is of no interest, but that it closes is; and who does not read holds up its pings.
    private static func read(_ socket: WebSocket, _ ending: AsyncStream<WebSocketError>.Continuation) async {
        do throws(WebSocketError) {
            while try await socket.receive() != nil {}
            ending.yield(socket.end ?? .lost)
        } catch {
            ending.yield(error)
        }
        ending.finish()
    }

    public func start(_ tracks: [TrackDescription]) { _ = queue.push(.tracks(tracks)) }

    public func send(_ frame: EncodedFrame) {
        let isQueued = queue.push(.frame(frame))
        let isFirstLoss = state.withLock { state in
            defer { state.isLosing = !isQueued }
            if !isQueued { state.result.droppedFrames += 1 }
            return !isQueued && !state.isLosing
        }
        if isFirstLoss { _ = queue.push(.lost) }
    }

    public func advance(to time: MediaTime) { _ = queue.push(.advance(time)) }

    /// Tells the receiver: `{"muted":true}` or `{"muted":false}`, between the messages of the frames before and after.
    public func setMuted(_ isMuted: Bool) { _ = queue.push(.muted(isMuted)) }

    /// Sends what waits and closes with 1000.
    public func finish() async -> [OutputResult] {
        _ = queue.push(.end)
        for await _ in finished {}
        state.withLock { $0.isEnding = true }
        await socket.close()
        await reader.value
        return [.stream(result)]
    }

    /// Where it stands.
    public var result: StreamResult { state.withLock { $0.result } }

    // MARK: - The output's thread

    private func run() {
        var sender: (any TrackSender & ~Copyable)?
        while true {
            switch queue.pop() {
            case .tracks(let tracks): sender = makeSender(tracks)
            case .frame(let frame):
                let isSent = sender?.send(frame) { offer(.binary($0)) } ?? false
                if !isSent { state.withLock { $0.result.droppedFrames += 1 } }
            case .lost: sender?.restart()
            case .advance(let time): sender?.fill(to: time) { offer(.binary($0)) }
            case .muted(let isMuted): _ = offer(.text(#"{"muted":\#(isMuted)}"#))
            case .end:
                state.withLock { state in
                    state.result.endedAt = state.result.endedAt ?? .now
                    if state.result.status == .active { state.result.status = .finished }
                    state.result.isConnected = false
                    state.isEnding = true
                }
                return finishing.finish()
            }
        }
    }

    private func makeSender(_ tracks: [TrackDescription]) -> (any TrackSender & ~Copyable)? {
        guard let track = tracks.first else { return nil }
        guard payload == .samples else { return FrameSender(track) }
        guard case .opus(let parameters) = track.parameters else {
            fail(.unsupportedCodec(url: url))
            return nil
        }
        do {
            return try OpusSamples(track.id, parameters)
        } catch {
            fail(.unsupportedCodec(url: url))
            return nil
        }
    }

    /// False when the receiver has no room, or is gone.
    private func offer(_ message: WebSocketMessage) -> Bool {
        guard socket.offer(message) else {
            if let end = socket.end { fail(end) }
            return false
        }
        state.withLock { $0.result.bytes += Int64(message.byteCount) }
        return true
    }

    private func fail(_ cause: WebSocketError) { fail(.closed(url: url, cause: cause)) }

    private func fail(_ error: TrackExportError) {
        let isFirst = state.withLock { state in
            guard !state.isEnding, !state.hasFailed else { return false }
            state.hasFailed = true
            state.result.status = .failed
            state.result.error = "\(error)"
            (state.result.endedAt, state.result.isConnected) = (.now, false)
            return true
        }
        if isFirst { onFailure(error) }
    }
}
