import Cryptography
import Foundation
public import ServiceKit

/// Everything one recording of a page needs, validated.
public struct RecordingJob: Sendable {
    /// Names the job in logs and results.
    public var id: String
    public var page: PageURL
    /// Whether the page is a room template: its `div.error` is a failure.
    public var isTemplate = false
    /// Whether recording waits until the page logs START_RECORDING.
    public var awaitsStartSignal = false
    /// What is recorded of the page. The browser draws and plays all of it in any case.
    public var media = RecordedMedia.audioAndVideo
    public var encoding: EncodingOptions
    public var outputs: [Output]
    /// Takes the files to their store; nil leaves them where they are written.
    public var uploads: JobUploads?
    /// Decides where the page may go on to from its address, by redirects, refreshes and scripts; nil for anywhere.
    public var network: NetworkGuard?
    /// Browser, limits and places; the rest of it is not looked at.
    public var configuration: RecorderConfiguration
    /// Ends the recording after this much media; nil for no limit.
    public var duration: Duration?
    /// Whether waiting for the start signal may last no longer than `duration` either.
    public var limitsWait = false

    public enum Output: Hashable, Sendable {
        /// A file at this path.
        case file(path: String, format: FileFormat = .mp4)
        /// RTMP and RTMPS addresses, each independent of the others.
        case streams([StreamURL])
    }

    public init(
        id: String = standaloneID, page: PageURL, encoding: EncodingOptions = .recorderDefaults, outputs: [Output],
        configuration: RecorderConfiguration = RecorderConfiguration()
    ) {
        self.id = id
        self.page = page
        self.encoding = encoding
        self.outputs = outputs
        self.configuration = configuration
    }

    /// The job that `request` asks for. Throws ``RequestError`` or ``StreamURLError`` for what is wrong with it.
    public init(
        _ request: RecordingRequest, configuration: RecorderConfiguration, id: String = standaloneID
    ) throws {
        let recorder = try RecordingPlan.Recorder(now: UnixClock.now() / 1_000_000_000)
        let plan = try RecordingPlan(request, configuration: configuration, recorder: recorder)
        let output: Output
        var storage: JobStorage?
        switch plan.output {
        case .file(let path):
            storage = try configuration.standaloneStorage()
            output = .file(path: storage?.file(named: path).path ?? path)
        case .streams(let urls): output = .streams(try urls.map { try StreamURL($0.reveal(), rules: .recorder) })
        }
        self.init(id: id, page: plan.page, encoding: plan.encoding, outputs: [output], configuration: configuration)
        uploads = storage.map(JobUploads.init)
        isTemplate = plan.isTemplate
        awaitsStartSignal = plan.awaitsStartSignal
    }

    /// The id of a recording that no service manages.
    public static let standaloneID = "standalone"

    /// What was asked for, or else what suits the outputs. A file starts a fragment at every key frame, and a kill loses
    /// at most one fragment and what is still in the encoder: with a second between key frames well below two seconds.
    /// Streams have four seconds, as the egress service's.
    var keyFrameInterval: Duration {
        if let asked = encoding.keyFrameInterval { return asked }
        let hasFile = outputs.contains { if case .file = $0 { true } else { false } }
        return hasFile ? .seconds(1) : .seconds(4)
    }

    /// Where a picture of a page that failed goes: the configured folder, under a name of its own, or beside the file that
    /// was to be written.
    var screenshotPath: String? {
        if let folder = configuration.diagnosticsDirectory {
            return "\(folder)/\(id)-\(UnixClock.now())-\(getpid()).png"
        }
        for case .file(let path, _) in outputs { return path + ".png" }
        return nil
    }

    /// Refuses outputs that cannot hold what is recorded.
    func checkFormats() throws {
        let hasOpus = media.hasAudio && encoding.audioCodec == .opus
        for output in outputs {
            switch output {
            case .file(_, .ogg) where media.hasVideo:
                throw RequestError.incompatible(format: "audio/ogg", codec: "video/h264")
            case .file(_, .ogg) where !hasOpus:
                throw RequestError.incompatible(format: "audio/ogg", codec: "audio/aac")
            case .streams(let urls) where hasOpus && !urls.isEmpty: throw StreamError.unsupportedCodec
            case .file, .streams: break
            }
        }
    }

    /// Makes the configured folder for pictures of pages that fail, where there is one.
    func makeDiagnosticsDirectory() throws(RequestError) {
        guard let folder = configuration.diagnosticsDirectory else { return }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unusableFolder(key: "diagnostics_directory", path: folder)
        }
    }
}
