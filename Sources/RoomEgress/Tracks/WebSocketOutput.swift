import Foundation
public import HTTPTransport
public import MediaTypes
import Synchronization

/// Sends one track to a WebSocket: Opus as samples, or any track as its encoded frames, a frame in a binary message.
///
/// Decoding and sending happen on the output's own thread. A receiver that takes too little loses messages, pictures up to the
/// next key frame, and the result counts the frames; samples that were lost are silence of their length later. One that is
/// gone, or lets nearly a minute of samples be lost, is a failure, and is not called again. At the end it has to close too:
/// the result counts what it took.
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
    /// How long the receiver may take for what waits at the end.
    private let patience: Duration
    private let queue = FrameQueue(capacity: queueCapacity)
    private let onFailure: @Sendable (TrackExportError) -> Void
    private let state: Mutex<State>
    private let (finished, finishing) = AsyncStream<Void>.makeStream()
    private let reader: Task<Void, Never>

    private struct State {
        var result: StreamResult
        var sent = SentMessages()
        /// The queue was full when the last frame came.
        var isLosing = false
        var isEnding = false
        var hasFailed = false
    }

    private static let queueCapacity = 8 << 20
    /// Of what tells of a mute, in bytes.
    private static let longestText = 32

    /// Connects with the payload's media type as Content-Type; `mimeType` is the track's, such as `audio/opus`. `addresses` are
    /// those that were checked for the URL's host. `onFailure` is called at most once, when the receiver is gone before
    /// ``finish()``.
    public static func open(
        _ url: String, payload: Payload, mimeType: String, to addresses: [String] = [],
        client: WebSocketClient = WebSocketClient(options: .init(closeTimeout: .seconds(10))),
        onFailure: @escaping @Sendable (TrackExportError) -> Void
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
            return WebSocketOutput(
                socket, url: masked, payload: payload, patience: client.options.closeTimeout, onFailure: onFailure)
        } catch {
            throw .notOpened(url: masked, cause: error)
        }
    }

    private init(
        _ socket: WebSocket, url: String, payload: Payload, patience: Duration,
        onFailure: @escaping @Sendable (TrackExportError) -> Void
    ) {
        (self.socket, self.url, self.payload, self.onFailure) = (socket, url, payload, onFailure)
        self.patience = patience
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

    /// Sends what waits, closes with 1000, and waits for the receiver's own close, within bounds.
    public func finish() async -> [OutputResult] {
        _ = queue.push(.end)
        for await _ in finished {}
        let problem = await socket.close()
        await reader.value
        conclude(problem)
        return [.stream(result)]
    }

    /// Where it stands.
    public var result: StreamResult {
        state.withLock { state in
            state.sent.take(upTo: socket.acknowledgedMessages)
            state.result.bytes = state.sent.takenBytes
            return state.result
        }
    }

    /// A receiver that has acknowledged everything may hang up without a word.
    private func conclude(_ problem: WebSocketError?) {
        state.withLock { state in
            state.sent.take(upTo: socket.acknowledgedMessages)
            state.result.droppedFrames += state.sent.openFrames
            guard state.result.status == .active else { return }
            switch problem {
            case .lost? where state.sent.isEverythingTaken, nil: state.result.status = .finished
            case .some(let problem):
                state.result.status = .failed
                state.result.error = "\(TrackExportError.unconfirmed(url: url, cause: problem))"
            }
        }
    }

    // MARK: - The output's thread

    /// What the thread keeps in mind.
    private struct Turn {
        /// What the receiver has not been told for want of room.
        var mute: Bool?
        var isWaitingForRoom = false
        /// Runs while what waits at the end has time.
        var ending: Task<Void, Never>?
        var isOverdue = false
    }

    private func run() {
        var sender: (any TrackSender & ~Copyable)?
        var turn = Turn()
        while true {
            let item = queue.pop()
            if case .muted(let isMuted) = item { turn.mute = isMuted }
            tellMute(&turn)
            switch item {
            case .tracks(let tracks): sender = makeSender(tracks)
            case .frame(let frame):
                let isSent = sender?.send(frame) { offer($0, turn) } ?? false
                noteFrame(isSent: isSent)
            case .lost: sender?.restart()
            case .advance(let time): sender?.fill(to: time) { offer($0, turn) }
            case .muted: break
            case .room: turn.isWaitingForRoom = false
            case .overdue: turn.isOverdue = true
            case .end: turn.ending = beginEnd()
            }
            let isSettled = sender?.settle { offer($0, turn) } ?? true
            if sender?.isTooSlow == true { fail(.tooSlow(url: url, capacity: SilenceDebt.bound)) }
            if let ending = turn.ending, turn.isOverdue || (isSettled && turn.mute == nil) || socket.end != nil {
                ending.cancel()
                return finishing.finish()
            }
            if turn.mute != nil || (turn.ending != nil && !isSettled) { waitForRoom(&turn) }
        }
    }

    private func beginEnd() -> Task<Void, Never> {
        state.withLock { state in
            state.result.endedAt = state.result.endedAt ?? .now
            state.result.isConnected = false
            state.isEnding = true
        }
        return Task { [queue, patience] in
            try? await Task.sleep(for: patience)
            _ = queue.push(.overdue)
        }
    }

    private func waitForRoom(_ turn: inout Turn) {
        guard !turn.isWaitingForRoom, socket.end == nil else { return }
        turn.isWaitingForRoom = true
        let size = turn.mute == nil ? SilenceDebt.piece : Self.longestText
        Task { [socket, queue] in
            await socket.waitForRoom(size)
            _ = queue.push(.room)
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
            return SampleSender(try OpusSamples(track.id, parameters))
        } catch {
            fail(.unsupportedCodec(url: url))
            return nil
        }
    }

    /// The newest state alone, before anything else.
    private func tellMute(_ turn: inout Turn) {
        guard let isMuted = turn.mute else { return }
        turn.mute = nil
        if !offer(.text(#"{"muted":\#(isMuted)}"#)) { turn.mute = isMuted }
    }

    private func offer(_ bytes: [UInt8], _ turn: Turn) -> Bool { turn.mute == nil && offer(.binary(bytes)) }

    /// False when the receiver has no room, or is gone.
    private func offer(_ message: WebSocketMessage) -> Bool {
        guard socket.offer(message) else {
            if let end = socket.end { fail(end) }
            return false
        }
        let acknowledged = socket.acknowledgedMessages
        state.withLock { state in
            state.sent.take(upTo: acknowledged)
            state.sent.append(bytes: message.byteCount)
        }
        return true
    }

    private func noteFrame(isSent: Bool) {
        state.withLock { state in
            if isSent { state.sent.completeFrame() } else { state.result.droppedFrames += 1 }
        }
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
