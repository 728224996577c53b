internal import Cryptography
internal import JobScheduler
internal import ProtocolModels

extension EgressPlanner {
    func trackOutput(
        _ asked: RequestedEgress, _ request: RPC.StartEgressRequest, source: SourceCheck, storage: JobStorage?,
        roomName: String, start: EgressStart
    ) throws(EgressRequestError) -> TrackJob.Output {
        if let stream = asked.outputs.streams.first?.destinations.first { return .webSocket(stream.url) }
        guard let file = asked.outputs.files.first else { throw .invalidField("output") }
        if asked.outputs.isPost { return .post(Secret(file.filepath)) }
        return .file(TrackFileNaming(
            asked: file.filepath,
            values: ["room_name": roomName, "room_id": request.roomID].merging(source.placeholders) { $1 }, start: start,
            retryCount: Int(request.retryCount), folder: outputDirectory, storage: storage,
            manifestName: file.disablesManifest ? nil : request.egressID + ".json",
            preference: configuration.tracks.fileFormat, uniqueSuffix: request.egressID, takenPaths: takenPaths))
    }

    func trackPlan(
        _ job: TrackJob, _ request: RPC.StartEgressRequest, _ kind: RPC.StartEgressRequest.Request, storage: JobStorage?,
        roomName: String, webhooks: [LiveKit.WebhookConfig]
    ) -> EgressPlan {
        var job = job
        job.webSocketEncoding = configuration.tracks.webSocketEncoding
        let isFile = if case .file = job.output { true } else { false }
        job.duration = isFile ? sessionLimits.fileDuration : sessionLimits.streamDuration
        return EgressPlan(
            egressID: request.egressID, roomID: request.roomID, roomName: roomName, source: .track(job),
            awaitsStartSignal: false, hasAudio: true, hasVideo: true, encoding: encodingDefaults, file: nil, storage: isFile ? storage : nil, streams: nil,
            sessionLimit: job.duration, fileSizeLimit: isFile ? sessionLimits.fileSize : nil, costKind: .track,
            estimatedCPU: CostEstimate.track, requestedCPU: request.estimatedCPU > 0 ? request.estimatedCPU : nil,
            webhooks: webhooks, retryCount: Int(request.retryCount), redactedRequest: EgressRedaction.redacted(kind))
    }
}
