import Cryptography
import MediaTypes
import ServiceKit
import Synchronization

/// The output of one exported track, and what goes into it.
final class TrackExport: Sendable {
    private let fanOut: FrameFanOut
    private let output: Output
    /// The time of day of a time on the frames' timeline.
    private let unixTime: @Sendable (MediaTime) -> Int64
    private let limit: MediaTime?
    private let state = Mutex(State())

    private struct State {
        /// Of the first sample or picture, on the frames' timeline; nil before.
        var origin: MediaTime?
        /// When the first frame was captured, in nanoseconds since 1970; zero before.
        var startedAt: Int64 = 0
    }

    private enum Output: Sendable {
        case file(FileOutput, EgressPlan.File)
        case webSocket(WebSocketOutput)
        case post(HTTPPostOutput)

        var frameOutput: any FrameOutput {
            switch self {
            case .file(let output, _): output
            case .webSocket(let output): output
            case .post(let output): output
            }
        }
    }

    /// Opens the output. `onFile` is told where a file goes; `report` gets what the export's life must know.
    init(
        _ job: TrackJob, _ facts: TrackFacts, unixTime: @escaping @Sendable (MediaTime) -> Int64, logger: Logger,
        onFile: (EgressPlan.File) -> Void, report: @escaping @Sendable (TrackLifecycle.Input) -> Void
    ) async throws {
        self.unixTime = unixTime
        limit = job.duration.map { MediaTime(nanoseconds: Int64($0 / .nanoseconds(1))) }
        fanOut = FrameFanOut(
            media: facts.kind == .video ? .videoOnly : .audioOnly, framerate: nil, limit: job.duration,
            onStart: { report(.firstFrame) }, onLimit: { report(.end(.durationReached)) })
        switch job.output {
        case .file(let naming):
            let file = try naming.file(for: facts)
            output = .file(
                try FileOutput(path: file.path, format: file.format, uploads: job.uploads, logger: logger) { report(.failed($0)) }, file)
            onFile(file)
        case .webSocket(let url):
            let mimeType = try facts.sentMIMEType()
            let wantsSamples = facts.kind == .audio && job.webSocketEncoding == .pcm
            output = .webSocket(try await WebSocketOutput.open(
                url.reveal(), payload: wantsSamples ? .samples : .frames, mimeType: mimeType,
                to: try await job.addresses(of: url)
            ) { report(.failed("\($0)", .connection)) })
        case .post(let url):
            let mimeType = try facts.sentMIMEType()
            output = .post(
                HTTPPostOutput(url.reveal(), mimeType: mimeType, to: try await job.addresses(of: url)) {
                    report(.failed("\($0)", .connection))
                })
        }
        fanOut.add(output.frameOutput)
    }

    var statistics: FrameStatistics { fanOut.statistics }

    /// Takes a frame; the first one brings the track's parameters.
    func send(_ frame: EncodedFrame) {
        if let parameters = frame.newParameters {
            let isFirst = state.withLock { state in
                guard state.origin == nil else { return false }
                state.origin = frame.presentationTime + parameters.codecDelay
                // Of the first sample that is heard.
                state.startedAt = unixTime(frame.presentationTime + parameters.codecDelay)
                return true
            }
            if isFirst {
                fanOut.receive(
                    TrackDescription(id: frame.track, parameters: parameters, codecDelay: parameters.codecDelay))
            }
        }
        fanOut.receive(frame)
    }

    func setMuted(_ isMuted: Bool) {
        if case .webSocket(let output) = output { output.setMuted(isMuted) }
    }

    /// No frame from before `time` will come: what counts samples fills up to there.
    func advance(to time: MediaTime) {
        guard let origin = state.withLock({ $0.origin }) else { return }
        output.frameOutput.advance(to: limit.map { min(time, origin + $0) } ?? time)
    }

    func finish() async -> [OutputResult] {
        let startedAt = state.withLock { $0.startedAt }
        return await output.frameOutput.finish().map { result in
            guard case .file(var file) = result else { return result }
            if case .file(_, let plan) = output { file.filename = plan.filename }
            // When it was captured, not when it was written: files of several tracks are put together by that.
            if startedAt != 0 { file.startedAt = startedAt }
            return .file(file)
        }
    }
}

extension CodecParameters {
    /// What decoders give out before the first real sample.
    fileprivate var codecDelay: MediaTime {
        switch self {
        case .opus(let opus): MediaTime(ticks: Int64(opus.preSkip), timescale: 48_000)
        case .h264, .vp8, .vp9, .av1, .aac: .zero
        }
    }
}
