import GStreamerRuntime
import MediaTypes
import PipelineGraph
import Synchronization

/// One connection to an RTMP server, from its attempt to its end: a pipeline of its own.
///
/// The FLV tags are written here rather than by `flvmux`: that one waits for both tracks, so that a silent one holds up
/// the other, and starts a reconnected stream at the time of the job instead of zero.
final class StreamConnection: Sendable {
    private struct State {
        var failure: PipelineFailure?
        var hasEnded = false
        var writer: FLVTagWriter
    }

    /// Bytes handed to the pipeline beyond what the sink takes.
    private static let window = 256 << 10
    private let pipeline: Pipeline
    private let source: FrameSource
    private let state: Mutex<State>

    /// Begins to connect. `wake` is called, on any thread, when there is something to look at.
    init(
        to url: StreamURL, tracks: [TrackDescription], policy: StreamPolicy, wake: @escaping @Sendable () -> Void
    ) throws {
        state = Mutex(State(writer: FLVTagWriter(tracks: tracks)))
        pipeline = try Pipeline(Self.graph(url, policy))
        source = try pipeline.frameSource(named: "tags")
        source.setCaps(Caps("video/x-flv"))
        source.onNeedData(wake)
        try pipeline.play()
        // Ends with the pipeline's events, that is, when it has stopped.
        Task { [events = pipeline.events, weak self] in
            for await event in events {
                self?.note(event)
                wake()
            }
        }
    }

    static func graph(_ url: StreamURL, _ policy: StreamPolicy) -> PipelineGraph {
        var sink: [String: PropertyValue] = [
            "scheme": .nick(url.scheme.rawValue), "host": .string(url.host), "port": .int(url.port),
            "application": url.key.isEmpty ? .secret(url.application) : .string(url.application),
            "stream": .secret(url.key), "sync": false, "async": false, "enable-last-sample": false,
            "timeout": .int(max(1, Int(policy.stallLimit.components.seconds))), "chunk-size": 4_096,
            "stop-commands": .nick("fcunpublish+deletestream"),
        ]
        if let userName = url.userName { sink["username"] = .string(userName) }
        if let password = url.password { sink["password"] = .secret(password) }
        if policy.acceptsInvalidCertificates { sink["tls-validation-flags"] = .nick("no-flags") }
        return PipelineGraph(chain: [
            .element(
                "appsrc", name: "tags",
                [
                    "format": .nick("time"), "is-live": true, "block": false, "max-bytes": .int(window),
                    "max-buffers": 0, "min-percent": 50,
                ]),
            .element("rtmp2sink", name: "server", sink),
        ])
    }

    var hasRoom: Bool { source.queuedBytes < Self.window }
    var isWaiting: Bool { source.queuedBytes > 0 }
    /// Bytes on the connection so far; zero until the server has accepted the stream.
    var sentBytes: Int64 { (try? pipeline.statistics("stats", of: "server"))?["out-bytes-total"] ?? 0 }
    var hasEnded: Bool { state.withLock { $0.hasEnded } }

    /// Why the connection is of no more use, for people; `nil` while it is.
    func failure(wasAccepted: Bool) -> String? {
        guard let failure = state.withLock({ $0.failure }) else { return nil }
        // The sink says nothing itself when the server closes the connection while they still agree on the stream.
        if failure.element == "tags" {
            return wasAccepted
                ? "the connection was lost" : "the server closed the connection before it took the stream"
        }
        if failure.message.contains("TLS support is not available") {
            return failure.message + ": install the Debian package glib-networking"
        }
        return failure.message
    }

    func send(_ frame: EncodedFrame) {
        for tag in state.withLock({ $0.writer.tags(for: frame) }) {
            source.push(tag.pieces, presentationTime: tag.time, decodeTime: tag.time, isKeyframe: tag.isKeyframe)
        }
    }

    func endOfStream() { source.endOfStream() }

    func stop() { pipeline.stop(within: .seconds(1)) }

    private func note(_ event: PipelineEvent) {
        switch event {
        case .error(let failure): state.withLock { $0.failure = $0.failure ?? failure }
        case .endOfStream: state.withLock { $0.hasEnded = true }
        case .stateChanged, .warning, .latencyChanged, .qualityOfService, .elementMessage: break
        }
    }
}
