/// What is wrong with a recording request. Where the recorder documents a text, the description is that text.
public enum RequestError: Error, Hashable, Sendable {
    case missingInput
    case missingTrack
    case invalidTrack(String)
    /// `field` of a page's recording.
    case trackWithPage(field: String)
    case missingTrackOutput
    /// The value is left out, because it could hold a secret.
    case invalidAddress(field: String, schemes: String)
    case severalInputs
    case missingRoomName
    case missingLayout
    case severalTemplateBases
    case missingOutput
    case severalOutputs
    case invalidStreamURL
    case wrongFileName
    /// `field` as in the request; the value is left out where it could hold a secret.
    case invalidURL(field: String, reason: String)
    case unsupportedScheme(String)
    case invalidOption(field: String, value: String, remedy: String)
    case notSupportedYet(field: String, value: String)
    /// MIME types.
    case incompatible(format: String, codec: String)
    /// A folder of the configuration that cannot be made.
    case unusableFolder(key: String, path: String)
    /// A template needs the room server's `key`.
    case missingConfiguration(key: String)
}

extension RequestError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missingInput: "input url or template required"
        case .missingTrack: "track.track_id is missing; give a track's id, or identity:source as in alice:camera"
        case .invalidTrack(let text):
            "track.track_id \(text) is no track; give an id that begins with TR_, or identity:source as in alice:camera"
        case .trackWithPage(let field): "track and \(field) are both given; a track is exported as it is"
        case .missingTrackOutput: "track needs a filepath or a websocket_url"
        case .invalidAddress(let field, let schemes): "\(field) is no address; give one that begins with \(schemes)"
        case .severalInputs: "url and template are both given; keep one input"
        case .missingRoomName: "room name required for template input"
        case .missingLayout: "template.layout is missing; give for example speaker-dark or grid-dark"
        case .severalTemplateBases: "template.base_url and template.custom_base_url are both given; keep one"
        case .missingOutput: "output file, s3 path, or rtmp urls required"
        case .severalOutputs: "filepath and rtmp are both given; keep one output"
        case .invalidStreamURL: "invalid rtmp url"
        case .wrongFileName: "file output must be {path/}filename.mp4"
        case .invalidURL(let field, let reason): "\(field) is no address a page can be loaded from: \(reason)"
        case .unsupportedScheme(let scheme):
            "url with scheme \(scheme) cannot be recorded; give an http, https, file, data or about address"
        case .invalidOption(let field, let value, let remedy): "options.\(field) \(value) is not accepted; \(remedy)"
        case .notSupportedYet(let field, let value): "options.\(field) \(value) is not supported yet; leave it out"
        case .incompatible(let format, let codec): "format \(format) incompatible with codec \(codec)"
        case .unusableFolder(let key, let path):
            "\(key): the folder \(path) cannot be made; name one that can be written"
        case .missingConfiguration(let key):
            "a room needs \(key), which is not configured; set \(key) in the configuration or "
                + "LIVEKIT_\(key.uppercased()) in the environment"
        }
    }
}
