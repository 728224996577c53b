internal import RoomClient
public import ProtocolModels

/// Turns requests to the egress service into plans; pure, so that the daemon and the job's own process come to the same.
public struct EgressPlanner: Sendable {
    /// Where templates are served, and the key, secret and address of the rooms' server.
    public var configuration: RecorderConfiguration
    /// What a request's missing encoding options fall back to.
    public var encodingDefaults = EncodingOptions.serviceDefaults
    public var sessionLimits = SessionLimits()
    /// Absolute; files with relative paths are written below it.
    public var outputDirectory: String
    /// Absolute; holds a folder for each job whose files go to a store.
    public var uploadDirectory: String
    /// Whether a request must bring a storage of its own where none is configured.
    public var disallowsLocalStorage = false
    /// What `twitch://` addresses stand for.
    public var twitchTemplate = StreamURL.twitchTemplate
    /// Locations that a generated name must not take: those of running jobs. Then it ends with the egress's id.
    public var takenPaths: Set<String> = []

    public init(configuration: RecorderConfiguration, outputDirectory: String, uploadDirectory: String? = nil) {
        self.configuration = configuration
        self.outputDirectory = outputDirectory
        self.uploadDirectory = uploadDirectory ?? outputDirectory
    }

    /// The whole request is checked before anything valid is refused for not existing yet.
    public func plan(
        _ request: RPC.StartEgressRequest, at start: EgressStart
    ) throws(EgressRequestError) -> EgressPlan {
        try EgressPlanner.checkEnvelope(request)
        guard let asked = RequestedEgress(request), let kind = request.request else { throw .invalidField("request") }
        let source = try SourceCheck(asked)
        let roomName = asked.roomName.isEmpty ? request.roomName : asked.roomName
        let access = try roomAccess(asked, request, roomName: roomName)
        if source.needsRoomName, roomName.isEmpty { throw .invalidField("room_name") }
        let outputs = try OutputCheck(asked, source: source, retryCount: Int(request.retryCount), planner: self)
        let names = NameTemplate(
            identifier: source.identifier(roomName: roomName),
            values: ["room_name": roomName, "room_id": request.roomID].merging(source.placeholders) { $1 },
            start: start, retryCount: Int(request.retryCount))
        try outputs.checkNames(names)
        let encoding = try EncodingOptions(
            source.isPassthrough ? nil : asked.encoding, audioCodec: outputs.codecs?.audio == .opus ? .opus : .aac,
            defaults: encodingDefaults)
        let page = try page(of: asked, access: access, now: start.seconds)
        if request.cloudBackupEnabled {
            throw .notSupportedYet(field: "cloud_backup_enabled", remedy: "leave it out")
        }
        let storage = try storage(for: asked, egressID: request.egressID)
        if let missing = source.unsupported ?? outputs.unsupported { throw missing }
        if let track = source.track, let access {
            let output = try trackOutput(
                asked, request, source: source, storage: storage, roomName: roomName, start: start)
            return trackPlan(
                TrackJob(id: request.egressID, room: access, track: .sid(track), output: output), request, kind,
                storage: storage, roomName: roomName, webhooks: asked.webhooks)
        }
        let target: EgressPlan.Source
        switch page {
        case .page(let source): target = source
        case .notYet(let error): throw error
        }
        let file = try outputs.file(names, egressID: request.egressID, storage: storage, planner: self)
        let streams = outputs.streams
        return EgressPlan(
            egressID: request.egressID, roomID: request.roomID, roomName: roomName, source: target,
            awaitsStartSignal: source.awaitsStartSignal, hasAudio: outputs.hasAudio, hasVideo: source.hasVideo,
            encoding: encoding, file: file, storage: file == nil ? nil : storage, streams: streams,
            sessionLimit: sessionLimit(hasFile: file != nil, hasStreams: streams != nil),
            fileSizeLimit: file == nil ? nil : sessionLimits.fileSize, costKind: source.costKind,
            estimatedCPU: CostEstimate.page(
                encoding, hasVideo: source.hasVideo, outputs: (file == nil ? 0 : 1) + (streams?.count ?? 0)),
            requestedCPU: request.estimatedCPU > 0 ? request.estimatedCPU : nil, webhooks: asked.webhooks,
            retryCount: Int(request.retryCount), redactedRequest: EgressRedaction.redacted(kind))
    }

    private static func checkEnvelope(_ request: RPC.StartEgressRequest) throws(EgressRequestError) {
        // It names files and topics of the bus.
        let isName = (1...128).contains(request.egressID.utf8.count) && request.egressID.utf8.allSatisfy { byte in
            byte < 0x80 && (byte | 0x20 >= 97 && byte | 0x20 <= 122 || "0123456789_-".utf8.contains(byte))
        }
        guard isName else { throw .invalidField("egressID") }
        guard request.retryCount >= 0 else { throw .invalidField("retry_count") }
        guard request.estimatedCPU >= 0, request.estimatedCPU.isFinite else { throw .invalidField("estimated_cpu") }
    }

    private func sessionLimit(hasFile: Bool, hasStreams: Bool) -> Duration? {
        [hasFile ? sessionLimits.fileDuration : nil, hasStreams ? sessionLimits.streamDuration : nil]
            .compactMap { $0 }.min()
    }
}
