internal import ProtocolModels

/// The checked outputs of a request.
struct OutputCheck {
    let hasAudio: Bool
    /// Nil where they follow from a track.
    let codecs: CodecChoice?
    /// Nil without a stream output.
    let streams: [EgressPlan.Stream]?
    /// Set when an output, or a part of it, does not exist yet.
    let unsupported: EgressRequestError?
    private let outputs: RequestedOutputs
    private let retryCount: Int

    init(
        _ asked: RequestedEgress, source: SourceCheck, retryCount: Int, planner: EgressPlanner
    ) throws(EgressRequestError) {
        outputs = asked.outputs
        self.retryCount = retryCount
        try OutputCheck.checkCounts(outputs)
        if source.isPassthrough { try MediaSourceCheck.checkPassthrough(outputs) }
        if planner.disallowsLocalStorage, outputs.needsStorage, !outputs.isPost, asked.storage == nil,
            outputs.storages.isEmpty, planner.configuration.storage.primary.store == nil
        {
            throw .invalidField("output")
        }
        for file in outputs.files {
            if case .unrecognized = file.type { throw .invalidField("file_type") }
        }
        var stream: StreamCheck?
        if let first = outputs.streams.first {
            stream = try StreamCheck(
                first, hasOtherOutputs: outputs.count > 1, twitchTemplate: planner.twitchTemplate)
        }
        for segments in outputs.segments { try OutputCheck.check(segments.message) }
        for images in outputs.images { try OutputCheck.check(images.message, hasVideo: source.hasVideo) }
        // Pictures alone have no use for sound.
        hasAudio = source.hasAudio && !outputs.hasOnlyImages
        codecs = source.formatFollowsTrack ? nil : try OutputCheck.codecs(
            asked, hasAudio: hasAudio, hasVideo: source.hasVideo, stream: stream)
        streams = stream?.streams
        unsupported = OutputCheck.unsupported(
            outputs, stream: source.track == nil || stream?.format != .webSocket ? stream : nil, codecs: codecs)
    }

    // MARK: Names

    /// Checks the names of every output.
    func checkNames(_ template: NameTemplate) throws(EgressRequestError) {
        for file in outputs.files {
            if retryCount > 0, !FileName.isSafeToRetry(asked: file.filepath) { throw .retryNotSupported }
            let name = FileName(asked: file.filepath, extension: ".mp4", template: template)
            guard OutputPath.isUsable(name.path) else { throw .invalidField("filepath") }
        }
        for segments in outputs.segments {
            let message = segments.message
            let names = try SegmentNames(
                prefix: message.filenamePrefix, playlist: message.playlistName, live: message.livePlaylistName,
                template: template)
            guard OutputPath.isUsable(names.folder + names.playlist) else { throw .invalidField("playlist_name") }
            guard OutputPath.isUsable(names.folder + names.prefix) else { throw .invalidField("filename_prefix") }
            if retryCount > 0,
                !SegmentNames.isSafeToRetry(prefix: message.filenamePrefix, playlist: message.playlistName)
            {
                throw .retryNotSupported
            }
        }
        for images in outputs.images {
            guard OutputPath.isUsable(template.fill(images.message.filenamePrefix)) else {
                throw .invalidField("filename_prefix")
            }
        }
    }

    /// Where the file goes; nil without one.
    func file(
        _ template: NameTemplate, egressID: String, storage: JobStorage?, planner: EgressPlanner
    ) throws(EgressRequestError) -> EgressPlan.File? {
        guard let asked = outputs.files.first else { return nil }
        let format: FileFormat = codecs?.fileFormat == .ogg ? .ogg : .mp4
        var name = FileName(asked: asked.filepath, extension: format.fileExtension, template: template)
        let folder = planner.outputDirectory
        if name.isGenerated, planner.takenPaths.contains(EgressPlan.File.location(name.path, in: storage, folder)) {
            name = FileName(
                asked: asked.filepath, extension: format.fileExtension, template: template, uniqueSuffix: egressID)
        }
        return try EgressPlan.File(
            named: name.path, format, in: storage, folder: folder,
            manifestName: asked.disablesManifest ? nil : egressID + ".json")
    }

    // MARK: Checks

    private static func checkCounts(_ outputs: RequestedOutputs) throws(EgressRequestError) {
        if outputs.hasEmptyOne { throw .invalidField("output config") }
        if outputs.files.count > 1 { throw .invalidField("multiple file outputs") }
        if outputs.streams.count > 1 { throw .invalidField("multiple stream outputs") }
        if outputs.segments.count > 1 { throw .invalidField("multiple segmented file outputs") }
        if outputs.isEmpty { throw .invalidField("output") }
    }

    private static func check(_ segments: LiveKit.SegmentedFileOutput) throws(EgressRequestError) {
        if case .unrecognized = segments.protocol { throw .invalidField("protocol") }
        if case .unrecognized = segments.filenameSuffix { throw .invalidField("filename_suffix") }
    }

    private static func check(_ images: LiveKit.ImageOutput, hasVideo: Bool) throws(EgressRequestError) {
        guard hasVideo else { throw .invalidField("audio_only images") }
        if case .unrecognized = images.filenameSuffix { throw .invalidField("filename_suffix") }
        if case .unrecognized = images.imageCodec { throw .noCommonCodec }
        guard images.width >= 0 else { throw .invalidField("width") }
        guard images.height >= 0 else { throw .invalidField("height") }
    }

    private static func codecs(
        _ asked: RequestedEgress, hasAudio: Bool, hasVideo: Bool, stream: StreamCheck?
    ) throws(EgressRequestError) -> CodecChoice {
        let wish = try CodecChoice.Wish(asked.encoding, hasAudio: hasAudio, hasVideo: hasVideo)
        let fileFormat: OutputFormat? = switch asked.outputs.files.first?.type {
        case .mp4: .mp4
        case .ogg: .ogg
        case .mp3: .mp3
        case .defaultFiletype, .unrecognized, nil: nil
        }
        let segments: OutputFormat? = asked.outputs.segments.isEmpty ? nil : .hls
        return try CodecChoice(
            wish, formats: [fileFormat, stream?.format, segments].compactMap { $0 }, fileFormat: fileFormat,
            hasFreeFile: fileFormat == nil && !asked.outputs.files.isEmpty)
    }

    private static func unsupported(
        _ outputs: RequestedOutputs, stream: StreamCheck?, codecs: CodecChoice?
    ) -> EgressRequestError? {
        let remedy = "give a file or RTMP streams"
        for path in outputs.segments.map(\.path) + outputs.images.map(\.path) {
            return .notSupportedYet(field: path, remedy: remedy)
        }
        if let stream, stream.streams == nil { return .notSupportedYet(field: stream.path, remedy: remedy) }
        if codecs?.fileFormat == .mp3, let file = outputs.files.first {
            return .notSupportedYet(field: "\(file.path).file_type MP3", remedy: "give MP4 or OGG")
        }
        return codecs?.audio == .mp3 ? .notSupportedYet(field: "audio_codec AC_MP3", remedy: "give AAC or OPUS") : nil
    }
}

extension RequestedOutputs {
    /// Whether the one file is a request to a web server.
    var isPost: Bool { files.first.map { PageURL.isWebAddress($0.filepath) } ?? false }
    var count: Int { files.count + streams.count + segments.count + images.count }
    fileprivate var hasOnlyImages: Bool { !images.isEmpty && images.count == count }
    fileprivate var needsStorage: Bool { count > streams.count }
    var storages: [RequestedStorage] {
        files.compactMap(\.storage) + streams.compactMap(\.storage) + segments.compactMap(\.storage)
            + images.compactMap(\.storage)
    }
}
