public import MediaTypes

/// Which sides of a page are recorded.
public enum RecordedMedia: Hashable, Sendable {
    case audioAndVideo, audioOnly, videoOnly

    public var hasAudio: Bool { self != .videoOnly }
    public var hasVideo: Bool { self != .audioOnly }

    /// The side whose times the recording's length is measured by.
    public var leadingKind: MediaKind { hasVideo ? .video : .audio }

    var trackCount: Int { self == .audioAndVideo ? 2 : 1 }
}
