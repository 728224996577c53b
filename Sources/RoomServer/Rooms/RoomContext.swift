internal import Cryptography
internal import ProtobufRuntime
internal import ProtocolModels

/// What all rooms of a server have in common.
struct RoomContext: Sendable {
    let configuration: RoomServerConfiguration
    /// One certificate for all connections, since to make one costs as much as the rest of joining.
    let identity: DTLSIdentity
    let nodeID = RoomIdentifier.make("ND_")
    /// The release of livekit-server whose behaviour clients may expect.
    static let version = "1.13.5"
    static let protocolVersion: Int32 = 17
    /// Seconds that tokens given out for reconnecting are valid.
    private static let tokenLifetime: Int64 = 21_600

    var serverInfo: LiveKit.ServerInfo {
        .with {
            $0.version = RoomContext.version
            $0.protocol = RoomContext.protocolVersion
            $0.nodeID = nodeID
        }
    }

    /// A new token for the same participant with its present rights; nil when it cannot be signed.
    func renewedToken(_ claims: AccessToken, _ rights: ParticipantRights) -> String? {
        var renewed = claims
        let now = RoomClock.unixSeconds
        renewed.issued = now
        renewed.notBefore = now
        renewed.expires = max(claims.expires, now + RoomContext.tokenLifetime)
        renewed.video.canSubscribe = rights.canSubscribe
        renewed.video.canPublish = rights.canPublish
        renewed.video.canPublishData = rights.canPublishData
        return (try? renewed.signed(with: configuration.apiSecret))?.reveal()
    }
}
