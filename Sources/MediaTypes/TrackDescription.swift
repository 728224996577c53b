/// Names a track within one job; small numbers, chosen by the source.
public struct TrackID: Hashable, Sendable, Comparable, ExpressibleByIntegerLiteral {
    public let value: UInt32
    public init(_ value: UInt32) { self.value = value }
    public init(integerLiteral value: UInt32) { self.value = value }
    public static func < (left: TrackID, right: TrackID) -> Bool { left.value < right.value }
}

public enum MediaKind: Hashable, Sendable { case audio, video }

/// What a track is before its first frame arrives.
public struct TrackDescription: Hashable, Sendable {
    public var id: TrackID
    public var parameters: CodecParameters
    /// Audio that the decoder gives out before the first real sample (AAC priming, Opus pre-skip).
    public var codecDelay: MediaTime
    /// In bits per second, where known; a hint for headers.
    public var bitrate: Int?

    public var kind: MediaKind { parameters.kind }

    public init(id: TrackID, parameters: CodecParameters, codecDelay: MediaTime = .zero, bitrate: Int? = nil) {
        self.id = id
        self.parameters = parameters
        self.codecDelay = codecDelay
        self.bitrate = bitrate
    }
}
