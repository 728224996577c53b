internal import Cryptography
internal import HTTPTransport
internal import ProtobufRuntime

/// What a client asks for with its request to `/rtc`, once its token is proved.
struct JoinParameters: Sendable {
    var claims: AccessToken
    var room: String
    var identity: String { claims.identity }
    /// The client's version of the signalling protocol; 0 when it says none.
    var protocolVersion: Int
    var clientProtocol: Int
    var sdk: String
    /// Whether every track is subscribed to without asking.
    var subscribesToAll: Bool
    /// Tracks are paused until their settings come.
    var adaptsStreams: Bool
    var attributes: [String: String]
    /// The participant whose lost signalling connection is to go on.
    var resumedParticipant: String?

    init(
        _ request: HTTPRequest, verifier: AccessTokenVerifier, limits: RoomServerLimits, now: Int64
    ) throws(JoinRefusal) {
        claims = try JoinParameters.claims(of: request, verifier, now)
        guard claims.video.roomJoin == true else {
            throw .unauthorized("permissions denied: the token lacks the video grant roomJoin")
        }
        guard !claims.identity.isEmpty else { throw .badRequest("identity cannot be empty") }
        let granted = claims.video.room ?? ""
        room = granted.isEmpty ? request.queryValue("room") ?? "" : granted
        guard !room.isEmpty else { throw .badRequest("room name is required: name it in the token's video grant") }
        guard [room, claims.identity, claims.name ?? ""].allSatisfy({ $0.utf8.count <= limits.nameSize }) else {
            throw .badRequest("room, identity and name may have at most \(limits.nameSize) bytes each")
        }
        func number(_ name: String) -> Int { Int(request.queryValue(name) ?? "") ?? 0 }
        func flag(_ name: String, _ otherwise: Bool) -> Bool {
            request.queryValue(name).map { $0 == "1" || $0 == "true" } ?? otherwise
        }
        protocolVersion = number("protocol")
        clientProtocol = number("client_protocol")
        sdk = request.queryValue("sdk") ?? ""
        subscribesToAll = flag("auto_subscribe", true)
        adaptsStreams = flag("adaptive_stream", false)
        attributes = claims.attributes ?? [:]
        if claims.video.canUpdateOwnMetadata == true, let own = request.queryValue("attributes") {
            attributes.merge(try JoinParameters.attributes(own, limits)) { _, new in new }
        }
        let size = attributes.reduce(claims.metadata?.utf8.count ?? 0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard size <= limits.metadataSize else { throw .badRequest("metadata and attributes exceed the limit") }
        resumedParticipant = flag("reconnect", false) ? request.queryValue("sid") : nil
    }

    private static func claims(
        of request: HTTPRequest, _ verifier: AccessTokenVerifier, _ now: Int64
    ) throws(JoinRefusal) -> AccessToken {
        var token = request.queryValue("access_token") ?? ""
        if let field = request.headers["authorization"] {
            let words = field.split(separator: " ", maxSplits: 1)
            guard words.count == 2, words[0].lowercased() == "bearer" else {
                throw .unauthorized("invalid authorization header: send Bearer and the access token")
            }
            token = String(words[1])
        }
        guard !token.isEmpty else { throw .unauthorized("permissions denied: no access token") }
        do {
            return try verifier.verify(Secret(token), now: now)
        } catch {
            throw .unauthorized("invalid token: \(error)")
        }
    }

    private static func attributes(
        _ text: String, _ limits: RoomServerLimits
    ) throws(JoinRefusal) -> [String: String] {
        let bytes = Base64URL.decode(text.utf8.filter { $0 != UInt8(ascii: "=") })
        let bounds = DecodingLimits(bytes: limits.metadataSize, depth: 4)
        guard let bytes, case .object(let members)? = try? JSONValue(parsing: bytes, limits: bounds) else {
            throw .badRequest("attributes must be the URL-safe base64 of a JSON object")
        }
        var result: [String: String] = [:]
        for member in members {
            if case .string(let value) = member.value { result[member.name] = value }
        }
        return result
    }
}
