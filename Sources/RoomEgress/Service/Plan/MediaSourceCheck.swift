internal import ProtocolModels

/// The newer request's choice of tracks.
enum MediaSourceCheck {
    static func check(_ media: LiveKit.MediaSource) throws(EgressRequestError) {
        guard media.video != nil || media.audio != nil else { throw .invalidField("audio or video") }
        switch media.video {
        case .videoTrackID(let id)?: guard !id.isEmpty else { throw .invalidField("video_track_id") }
        case .participantVideo(let video)?: guard !video.identity.isEmpty else { throw .invalidField("identity") }
        case nil: break
        }
        for route in media.audio?.routes ?? [] { try check(route) }
    }

    private static func check(_ route: LiveKit.AudioRoute) throws(EgressRequestError) {
        switch route.match {
        case .trackID(let id)?: guard !id.isEmpty else { throw .invalidField("track_id") }
        case .participantIdentity(let identity)?: guard !identity.isEmpty else { throw .invalidField("identity") }
        case .participantKind(.unrecognized)?: throw .invalidField("participant_kind")
        case .participantKind?: break
        case nil: throw .invalidField("audio route match")
        }
        if case .unrecognized = route.channel { throw .invalidField("channel") }
    }

    /// Exactly one track, named by its id.
    static func checkPassthrough(_ media: LiveKit.MediaSource) throws(EgressRequestError) {
        switch media.video {
        case .participantVideo?: throw .invalidField("passthrough participant_video")
        case .videoTrackID(let id)?: guard !id.isEmpty else { throw .invalidField("passthrough video_track_id") }
        case nil: break
        }
        guard let audio = media.audio else { return }
        if audio.captureAll { throw .invalidField("passthrough capture_all") }
        guard audio.routes.count <= 1 else { throw .invalidField("passthrough audio routes") }
        guard let route = audio.routes.first else {
            // Without a route no sound is recorded.
            guard media.video != nil else { throw .invalidField("passthrough audio routes") }
            return
        }
        guard media.video == nil else { throw .invalidField("passthrough track_id") }
        guard case .trackID(let id) = route.match else { throw .invalidField("passthrough audio route match") }
        guard !id.isEmpty else { throw .invalidField("passthrough audio route track_id") }
    }

    /// Of a source that was checked.
    static func passthroughTrack(_ media: LiveKit.MediaSource) -> String? {
        switch (media.video, media.audio?.routes.first?.match) {
        case (.videoTrackID(let id)?, _), (nil, .trackID(let id)?): id
        default: nil
        }
    }

    static func checkPassthrough(_ outputs: RequestedOutputs) throws(EgressRequestError) {
        let count = outputs.files.count + outputs.streams.count + outputs.segments.count + outputs.images.count
        guard count == 1 else { throw .invalidField("passthrough outputs") }
        guard let file = outputs.files.first else { throw .invalidField("passthrough output") }
        guard file.type == .defaultFiletype else { throw .invalidField("passthrough file_type") }
    }
}
