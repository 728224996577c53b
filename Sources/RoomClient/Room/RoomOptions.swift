public import HTTPTransport
public import WebRTCTransport

/// How a room is joined.
public struct RoomOptions: Sendable {
    /// Every track of the others comes by itself, as `RoomEvent.trackSubscribed`. Otherwise only what is asked for.
    public var autoSubscribe = false
    /// What we accept, best first, of `H264`, `VP8`, `VP9`, `AV1`.
    public var videoCodecs = ["H264", "VP8", "VP9", "AV1"]
    /// Opus as RED carries each packet again in the next ones: more bytes, fewer gaps.
    public var acceptsRedundantAudio = false
    /// How media finds its way; the server's STUN and TURN servers are added. Servers named here are asked as well.
    public var connectivity = ConnectivitySettings()
    /// Opens the signalling connection: trust, limits, time-outs.
    public var webSocket = WebSocketClient()
    /// Addresses of the server that somebody has checked, in place of what its name resolves to; see
    /// `WebSocketClient.connect`. Asked before every connection, again when reconnecting.
    public var addresses: @Sendable () async throws -> [String] = { [] }
    /// What we say of ourselves.
    public var client = ClientInformation()
    /// From the upgrade to the server's first word.
    public var joinTimeout = Duration.seconds(10)
    /// For an answer of the server to something asked of it, such as to publish.
    public var requestTimeout = Duration.seconds(10)
    public var reconnection = ReconnectionPolicy()

    public init() {}
}

/// What a server learns about a client program. LiveKit's server behaves differently for the SDKs it knows; without a name it
/// makes no assumptions, keeps a track's codec, and sends no padding.
public struct ClientInformation: Hashable, Sendable {
    /// One of LiveKit's SDK names, or nil.
    public var sdk: String?
    public var version = "1.0.0"
    public var operatingSystem = "linux"

    public init(sdk: String? = nil) { self.sdk = sdk }
}
