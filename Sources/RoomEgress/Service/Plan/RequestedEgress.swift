internal import ProtocolModels

/// What every kind of request says, in one form; nothing of it is checked yet.
struct RequestedEgress {
    enum Source {
        case template(layout: String, customBaseURL: String)
        case web(url: String, awaitsStartSignal: Bool)
        case participant(identity: String)
        case trackComposite(audioTrackID: String, videoTrackID: String)
        case track(id: String)
        case media(LiveKit.MediaSource)
    }

    enum Encoding {
        case preset(LiveKit.EncodingOptionsPreset)
        case advanced(LiveKit.EncodingOptions)
    }

    /// Path of the request's own message: `web`, `egress`.
    let path: String
    /// Nil where the newer request leaves it out.
    let source: Source?
    let roomName: String
    var audioOnly = false
    var videoOnly = false
    var encoding: Encoding?
    var outputs = RequestedOutputs()
    /// Of all outputs that bring none of their own.
    var storage: RequestedStorage?
    let webhooks: [LiveKit.WebhookConfig]
    /// Paths of what is asked for and does not exist yet, beside sources and outputs.
    var unsupported: [String] = []

    /// Whether the request is of the newer API, whose checks differ here and there.
    var isUnified: Bool { path == "egress" || path == "replay" }
}

extension RequestedEgress {
    init(_ request: LiveKit.RoomCompositeEgressRequest) {
        path = "room_composite"
        source = .template(layout: request.layout, customBaseURL: request.customBaseURL)
        roomName = request.roomName
        (audioOnly, videoOnly) = (request.audioOnly, request.videoOnly)
        encoding = switch request.options {
        case .preset(let preset)?: .preset(preset)
        case .advanced(let options)?: .advanced(options)
        case nil: nil
        }
        outputs = RequestedOutputs(
            path: path, files: request.fileOutputs, streams: request.streamOutputs, segments: request.segmentOutputs,
            images: request.imageOutputs)
        if outputs.isEmpty {
            switch request.output {
            case .file(let file)?: outputs.setOnly(file: file, path: path)
            case .stream(let stream)?: outputs.setOnly(stream: stream, path: path)
            case .segments(let segments)?: outputs.setOnly(segments: segments, path: path)
            case nil: break
            }
        }
        webhooks = request.webhooks
        if request.audioMixing != .defaultMixing { unsupported.append("\(path).audio_mixing") }
    }

    init(_ request: LiveKit.WebEgressRequest) {
        path = "web"
        source = .web(url: request.url, awaitsStartSignal: request.awaitStartSignal)
        roomName = ""
        (audioOnly, videoOnly) = (request.audioOnly, request.videoOnly)
        encoding = switch request.options {
        case .preset(let preset)?: .preset(preset)
        case .advanced(let options)?: .advanced(options)
        case nil: nil
        }
        outputs = RequestedOutputs(
            path: path, files: request.fileOutputs, streams: request.streamOutputs, segments: request.segmentOutputs,
            images: request.imageOutputs)
        if outputs.isEmpty {
            switch request.output {
            case .file(let file)?: outputs.setOnly(file: file, path: path)
            case .stream(let stream)?: outputs.setOnly(stream: stream, path: path)
            case .segments(let segments)?: outputs.setOnly(segments: segments, path: path)
            case nil: break
            }
        }
        webhooks = request.webhooks
    }

    init(_ request: LiveKit.ParticipantEgressRequest) {
        path = "participant"
        source = .participant(identity: request.identity)
        roomName = request.roomName
        encoding = switch request.options {
        case .preset(let preset)?: .preset(preset)
        case .advanced(let options)?: .advanced(options)
        case nil: nil
        }
        outputs = RequestedOutputs(
            path: path, files: request.fileOutputs, streams: request.streamOutputs, segments: request.segmentOutputs,
            images: request.imageOutputs)
        webhooks = request.webhooks
    }

    init(_ request: LiveKit.TrackCompositeEgressRequest) {
        path = "track_composite"
        source = .trackComposite(audioTrackID: request.audioTrackID, videoTrackID: request.videoTrackID)
        roomName = request.roomName
        audioOnly = request.videoTrackID.isEmpty && !request.audioTrackID.isEmpty
        videoOnly = request.audioTrackID.isEmpty && !request.videoTrackID.isEmpty
        encoding = switch request.options {
        case .preset(let preset)?: .preset(preset)
        case .advanced(let options)?: .advanced(options)
        case nil: nil
        }
        outputs = RequestedOutputs(
            path: path, files: request.fileOutputs, streams: request.streamOutputs, segments: request.segmentOutputs,
            images: request.imageOutputs)
        if outputs.isEmpty {
            switch request.output {
            case .file(let file)?: outputs.setOnly(file: file, path: path)
            case .stream(let stream)?: outputs.setOnly(stream: stream, path: path)
            case .segments(let segments)?: outputs.setOnly(segments: segments, path: path)
            case nil: break
            }
        }
        webhooks = request.webhooks
    }

    init(_ request: LiveKit.TrackEgressRequest) {
        path = "track"
        source = .track(id: request.trackID)
        roomName = request.roomName
        switch request.output {
        case .file(let file)?: outputs.files = [.init(file, path: "\(path).file")]
        case .websocketURL(let url)?:
            outputs.streams = [.init(webSocketURL: url, path: "\(path).websocket_url")]
        case nil: break
        }
        webhooks = request.webhooks
    }

    init(_ request: LiveKit.StartEgressRequest) {
        path = "egress"
        roomName = request.roomName
        webhooks = request.webhooks
        switch request.source {
        case .template(let template)?:
            source = .template(layout: template.layout, customBaseURL: template.customBaseURL)
            (audioOnly, videoOnly) = (template.audioOnly, template.videoOnly)
        case .web(let web)?:
            source = .web(url: web.url, awaitsStartSignal: web.awaitStartSignal)
            (audioOnly, videoOnly) = (web.audioOnly, web.videoOnly)
        case .media(let media)?:
            source = .media(media)
            (audioOnly, videoOnly) = (media.video == nil, media.audio == nil)
        case nil: source = nil
        }
        encoding = switch request.encoding {
        case .preset(let preset)?: .preset(preset)
        case .advanced(let options)?: .advanced(options)
        case nil: nil
        }
        outputs = RequestedOutputs(path: path, unified: request.outputs)
        storage = request.storage?.provider.map { RequestedStorage($0, in: "\(path).storage") }
    }

    init(_ request: LiveKit.ExportReplayRequest) {
        // The same as the newer request, of something in the past.
        var egress = LiveKit.StartEgressRequest()
        egress.source = switch request.source {
        case .template(let template)?: .template(template)
        case .web(let web)?: .web(web)
        case .media(let media)?: .media(media)
        case nil: nil
        }
        egress.encoding = switch request.encoding {
        case .preset(let preset)?: .preset(preset)
        case .advanced(let options)?: .advanced(options)
        case nil: nil
        }
        egress.outputs = request.outputs
        egress.storage = request.storage
        let plain = RequestedEgress(egress)
        path = "replay"
        source = plain.source
        roomName = ""
        (audioOnly, videoOnly) = (plain.audioOnly, plain.videoOnly)
        encoding = plain.encoding
        outputs = RequestedOutputs(path: path, unified: request.outputs)
        webhooks = request.webhooks
        unsupported = [path]
    }

    /// Nil where the request names no kind.
    init?(_ request: RPC.StartEgressRequest) {
        switch request.request {
        case .roomComposite(let request)?: self.init(request)
        case .web(let request)?: self.init(request)
        case .participant(let request)?: self.init(request)
        case .trackComposite(let request)?: self.init(request)
        case .track(let request)?: self.init(request)
        case .egress(let request)?: self.init(request)
        case .replay(let request)?: self.init(request)
        case nil: return nil
        }
    }
}
