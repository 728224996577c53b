internal import JobScheduler
internal import ProtocolModels

/// The checked source of a request.
struct SourceCheck {
    let hasAudio: Bool
    let hasVideo: Bool
    let awaitsStartSignal: Bool
    let costKind: CPUCosts.Kind
    /// Whether the encoding is that of the tracks, which only tracks know.
    let isPassthrough: Bool
    /// Whether the outputs' formats follow from a track that is not known yet.
    let formatFollowsTrack: Bool
    /// Set when there is no such source yet.
    let unsupported: EgressRequestError?
    private let source: RequestedEgress.Source

    init(_ asked: RequestedEgress) throws(EgressRequestError) {
        guard let source = asked.source else { throw .invalidField("source") }
        self.source = source
        guard !(asked.audioOnly && asked.videoOnly) || asked.isMedia else {
            throw .invalidField("audio_only and video_only")
        }
        isPassthrough = try SourceCheck.checkPreset(asked, source)
        try SourceCheck.check(source)
        hasAudio = !asked.videoOnly
        hasVideo = !asked.audioOnly
        let path = isPassthrough ? nil : SourceCheck.path(of: source, in: asked)
        switch source {
        case .template:
            awaitsStartSignal = true
            costKind = hasVideo ? .roomComposite : .audioRoomComposite
        case .web(_, let waits):
            awaitsStartSignal = waits
            costKind = hasVideo ? .web : .audioWeb
        case .participant, .media:
            awaitsStartSignal = false
            costKind = isPassthrough ? .track : .participant
        case .trackComposite: (awaitsStartSignal, costKind) = (false, .trackComposite)
        case .track: (awaitsStartSignal, costKind) = (false, .track)
        }
        if case .track = source { formatFollowsTrack = true } else { formatFollowsTrack = isPassthrough }
        if let field = path ?? asked.unsupported.first {
            unsupported = .notSupportedYet(field: field, remedy: "leave it out, or record a page or a track: web, room_composite, track")
        } else {
            unsupported = nil
        }
    }

    /// The track to be exported as it is; nil where something is recorded.
    var track: String? {
        switch source {
        case .track(let id): id
        case .media(let media) where isPassthrough: MediaSourceCheck.passthroughTrack(media)
        case .media, .participant, .template, .trackComposite, .web: nil
        }
    }

    var needsRoomName: Bool {
        if case .template = source { true } else { track != nil }
    }

    /// Names outputs that were not named.
    func identifier(roomName: String) -> String {
        switch source {
        case .web: "web"
        case .participant(let identity): identity
        case .track(let id): id
        case .template, .trackComposite, .media: roomName
        }
    }

    /// Placeholders beside the room's. What depends on tracks and their publisher stays as it is.
    var placeholders: [String: String] {
        switch source {
        case .participant(let identity): ["publisher_identity": identity]
        case .track(let id): ["track_id": id]
        case .template, .web, .trackComposite, .media: [:]
        }
    }

    private static func check(_ source: RequestedEgress.Source) throws(EgressRequestError) {
        switch source {
        case .web(let url, _):
            guard EgressPlanner.webPage(url) != nil else { throw .invalidField("web url") }
        case .template(_, let customBaseURL):
            guard customBaseURL.isEmpty || EgressPlanner.webPage(customBaseURL) != nil else {
                throw .invalidField("template base url")
            }
        case .participant(let identity): guard !identity.isEmpty else { throw .invalidField("identity") }
        case .trackComposite(let audio, let video):
            guard !audio.isEmpty || !video.isEmpty else { throw .invalidField("audio_track_id or video_track_id") }
        case .track(let id): guard !id.isEmpty else { throw .invalidField("track_id") }
        case .media(let media): try MediaSourceCheck.check(media)
        }
    }

    private static func checkPreset(
        _ asked: RequestedEgress, _ source: RequestedEgress.Source
    ) throws(EgressRequestError) -> Bool {
        guard case .preset(.passthrough) = asked.encoding else { return false }
        guard asked.isUnified else { throw .invalidField("preset") }
        guard case .media(let media) = source else { throw .invalidField("passthrough source") }
        try MediaSourceCheck.checkPassthrough(media)
        return true
    }

    /// Of a source that does not exist yet.
    private static func path(of source: RequestedEgress.Source, in asked: RequestedEgress) -> String? {
        switch source {
        case .web, .template, .track: nil
        case .participant, .trackComposite: asked.path
        case .media: "\(asked.path).media"
        }
    }
}

extension RequestedEgress {
    fileprivate var isMedia: Bool { if case .media = source { true } else { false } }
}
