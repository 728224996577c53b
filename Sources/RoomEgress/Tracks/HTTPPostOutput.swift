public import HTTPTransport
public import MediaTypes
import Synchronization

/// Sends one track as the body of one chunked POST, without a container: an encoded frame in each HTTP chunk, under the
/// track's media type.
///
/// Redirects are not followed, and nothing is sent twice: what is lost would be missing in the middle. So a server that does
/// not keep up, breaks the connection, or answers before the track's end or with anything but success, is a failure.
public final class HTTPPostOutput: FrameOutput {
    private let url: String
    private let body = HTTPUploadBody(capacity: queueCapacity)
    private let onFailure: @Sendable (TrackExportError) -> Void
    private let state: Mutex<State>
    private let upload: Task<TrackExportError?, Never>

    private struct State {
        var frames: BareFrames?
        var times = Times()
        var result: FileResult
        var isEnding = false
        var hasFailed = false
    }

    /// Where the frames lie.
    private struct Times {
        private var first: MediaTime?
        private var last = MediaTime.zero
        /// Of the last frame; where it does not say, as long as the one before.
        private var length = MediaTime.zero

        mutating func add(_ frame: EncodedFrame) {
            let time = frame.presentationTime
            length = frame.duration > .zero || first == nil ? frame.duration : max(time - last, .zero)
            first = min(first ?? time, time)
            last = max(first ?? time, time)
        }

        var duration: MediaTime { first.map { last + length - $0 } ?? .zero }
    }

    private static let queueCapacity = 8 << 20
    /// Of what a server says when it refuses, in bytes.
    private static let longestText = 200

    /// Begins the POST; `mimeType` is the track's, such as `video/vp8`. `addresses` are those that were checked for the URL's host. The client's
    /// timeout is how long the server may take nothing, or not answer after the end. `onFailure` is called at most once,
    /// when the server is lost or refuses before ``finish()``.
    public init(
        _ url: String, mimeType: String, to addresses: [String] = [], headers: [String: String] = [:],
        client: HTTPClient = HTTPClient(), onFailure: @escaping @Sendable (TrackExportError) -> Void
    ) {
        let masked = URLMask.masked(url)
        self.url = masked
        self.onFailure = onFailure
        state = Mutex(State(result: FileResult(filename: masked, location: masked)))
        var request = HTTPClientRequest(method: "POST", url: url, headers: headers)
        request.headers["Content-Type"] = mimeType
        let (body, call) = (body, request)
        let (ended, ending) = AsyncStream<TrackExportError>.makeStream()
        upload = Task {
            let error = await Self.upload(call, body, addresses, client, masked)
            if let error { ending.yield(error) }
            ending.finish()
            return error
        }
        Task { [weak self] in for await error in ended { self?.fail(error) } }
    }

    private static func upload(
        _ request: HTTPClientRequest, _ body: HTTPUploadBody, _ addresses: [String], _ client: HTTPClient, _ url: String
    ) async -> TrackExportError? {
        do {
            let answer = try await client.upload(request, body: body, to: addresses)
            guard (200..<300).contains(answer.status) else {
                return .refused(url: url, status: answer.status, text: text(answer.body))
            }
            return body.isFinished ? nil : .answeredEarly(url: url, status: answer.status)
        } catch let error as HTTPClientError {
            return .notSent(url: url, cause: error)
        } catch {
            return .notSent(url: url, cause: HTTPClientError(problem: .broken, origin: url, detail: "\(error)"))
        }
    }

    /// The beginning, on one line.
    private static func text(_ body: [UInt8]) -> String {
        let text = String(decoding: body.prefix(longestText), as: UTF8.self)
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    public func start(_ tracks: [TrackDescription]) {
        state.withLock { state in
            state.frames = tracks.first.map(BareFrames.init)
            state.result.startedAt = UnixClock.now()
        }
    }

    public func send(_ frame: EncodedFrame) {
        guard let pieces = state.withLock({ $0.hasFailed ? nil : $0.frames?.pieces(frame) }) else { return }
        let bytes = BareFrames.joined(pieces)
        guard body.offer(bytes) else {
            // When the request is over, its answer is the reason.
            if !body.isOver { fail(.tooSlow(url: url, capacity: Self.queueCapacity)) }
            return
        }
        state.withLock { state in
            state.times.add(frame)
            state.result.size += Int64(bytes.count)
        }
    }

    /// Sends what waits, and waits for the server's answer.
    public func finish() async -> [OutputResult] {
        body.finish()
        if let error = await upload.value { fail(error) }
        let result = state.withLock { state in
            state.isEnding = true
            state.result.endedAt = UnixClock.now()
            state.result.duration = state.times.duration.nanoseconds
            return state.result
        }
        return [.file(result)]
    }

    private func fail(_ error: TrackExportError) {
        let isFirst = state.withLock { state in
            guard !state.hasFailed, !state.isEnding else { return false }
            state.hasFailed = true
            state.result.error = "\(error)"
            state.result.failure = .connection
            return true
        }
        guard isFirst else { return }
        upload.cancel()
        onFailure(error)
    }
}
