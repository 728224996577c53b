public import ServiceBus

/// Why a request to an egress is refused. Where the egress service documents a text, the description is that text.
public enum EgressRequestError: Error, Hashable, Sendable {
    /// A documented check; the name is the documented one.
    case invalidField(String)
    /// A check of ours, with the reason beside the field's name.
    case outOfRange(field: String, reason: String)
    /// MIME types.
    case incompatible(format: String, codec: String)
    case noCommonCodec
    case noFileType
    case streamURL(StreamURLError)
    /// A retried request would overwrite what the first attempt left.
    case retryNotSupported
    /// Valid, but its feature does not exist; `field` is the path in the request.
    case notSupportedYet(field: String, remedy: String)
    /// Roles are taken on with credentials of the service, and it has none.
    case noAssumedRoles
    /// The token for the room cannot be signed.
    case unsignedToken(String)
    /// Streams were added to or removed from an egress that has none.
    case notStreaming
    /// `url` is redacted.
    case streamNotFound(url: String)
    /// A place that requests may not reach, with what would allow it.
    case refusedAddress(String)
    /// Not empty.
    case several([EgressRequestError])
}

extension EgressRequestError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidField(let field): "request has missing or invalid field: \(field)"
        case .outOfRange(let field, let reason): "request has missing or invalid field: \(field) (\(reason))"
        case .incompatible(let format, let codec): "format \(format) incompatible with codec \(codec)"
        case .noCommonCodec: "no supported codec is compatible with all outputs"
        case .noFileType: "no supported file output type is compatible with the selected codecs"
        case .streamURL(let error): "\(error)"
        case .retryNotSupported: "output configuration does not support retry"
        case .notSupportedYet(let field, let remedy): "\(field) is not supported yet; \(remedy)"
        case .noAssumedRoles: "S3 upload using AssumeRole is disabled for this account"
        case .unsignedToken(let reason): "the token for the room cannot be signed: \(reason)"
        case .notStreaming: "UpdateStream called on non-streaming egress"
        case .streamNotFound(let url): "stream \(url) not found"
        case .refusedAddress(let reason): reason
        case .several(let errors): errors.map(\.description).joined(separator: "\n")
        }
    }

    public var code: RPCErrorCode {
        switch self {
        case .invalidField, .outOfRange, .incompatible, .noCommonCodec, .noFileType, .streamURL, .notStreaming,
            .refusedAddress, .noAssumedRoles:
            .invalidArgument
        case .retryNotSupported: .failedPrecondition
        case .notSupportedYet: .unimplemented
        case .unsignedToken: .internal
        case .streamNotFound: .notFound
        case .several(let errors): errors.first?.code ?? .invalidArgument
        }
    }

    /// As a caller over the bus gets it.
    public var rpcError: RPCError { RPCError(code, description) }
}
