public import JobScheduler
public import ProtocolModels

/// A request to the egress service, checked as a whole: everything a job needs to know.
public struct EgressPlan: Sendable {
    /// `EG_` and a random part.
    public let egressID: String
    /// May be empty for a web page.
    public let roomID: String
    /// Empty for a web page.
    public let roomName: String
    public let source: Source
    /// Whether recording waits for the page to log `START_RECORDING`.
    public let awaitsStartSignal: Bool
    /// Whether sound is recorded; one of the two always is.
    public let hasAudio: Bool
    public let hasVideo: Bool
    /// The codec of the sound suits every output.
    public let encoding: EncodingOptions
    /// Nil without a file output, and for a track's, whose kind only the track knows.
    public let file: File?
    /// Nil for what stays on this machine.
    public let storage: JobStorage?
    /// Nil without a stream output, which is the only kind that can be added to later; may be empty beside a file.
    public let streams: [Stream]?
    /// Ends the egress, of which the smallest limit of its kinds of output counts; nil for no limit.
    public let sessionLimit: Duration?
    /// In bytes; nil for no limit.
    public let fileSizeLimit: UInt64?
    public let costKind: CPUCosts.Kind
    /// Cores that the job is expected to need.
    public let estimatedCPU: Double
    /// The request's own word on that.
    public let requestedCPU: Double?
    /// Told by the room's server, which finds them in the stored request.
    public let webhooks: [LiveKit.WebhookConfig]
    public let retryCount: Int
    /// The request as results give it: without credentials and stream keys.
    public let redactedRequest: LiveKit.EgressInfo.Request

    public enum Source: Sendable {
        case web(PageURL)
        /// A room's template; the address holds the recorder's token.
        case template(PageURL)
        /// One track of a room, exported as it is. Its outputs follow from the track.
        case track(TrackJob)
    }

    public struct Stream: Hashable, Sendable {
        /// The caller's name of the destination; may be empty.
        public let id: String
        public let url: StreamURL

        public init(id: String = "", url: StreamURL) {
            self.id = id
            self.url = url
        }
    }

    /// Where files are written on this machine; nil for a job without any.
    var outputFolder: String? {
        if let storage { return storage.folder }
        if let file { return OutputPath.split(file.path).folder }
        guard case .file(let naming)? = track?.output else { return nil }
        return naming.folder
    }

    /// Nil where no page is recorded.
    public var page: PageURL? {
        switch source {
        case .web(let page), .template(let page): page
        case .track: nil
        }
    }

    /// Nil where a page is recorded.
    public var track: TrackJob? { if case .track(let job) = source { job } else { nil } }

    /// Whether the page shows a room: its `div.error` is a failure.
    public var isTemplate: Bool { if case .template = source { true } else { false } }

    /// What the job counts for until it is measured.
    public func cost(_ costs: CPUCosts) -> JobCost {
        costs.cost(of: costKind, estimate: estimatedCPU, requested: requestedCPU)
    }
}
