/// What is wrong with a session description, or with the moment it comes at.
public enum SDPError: Error, Hashable, Sendable {
    case tooLong(byteCount: Int, limit: Int)
    case tooManyLines(limit: Int)
    case tooManyMediaSections(limit: Int)
    case tooManyCandidates(limit: Int)
    /// A line that is not `x=value`; lines count from one.
    case malformedLine(number: Int)
    case malformedMediaLine(number: Int)
    /// The text does not begin with `v=0`.
    case unsupportedVersion
    /// An attribute without which nothing can be agreed; `section` is the index of the media section.
    case missingAttribute(name: String, section: Int)
    case malformedAttribute(name: String, section: Int)
    /// Two sections with one mid (RFC 8843 section 9).
    case duplicateMid(String)
    /// The media sections are not those of the descriptions before (RFC 3264 section 8).
    case sectionsDiffer(section: Int)
    /// The certificate fingerprint changed although the connection is made already.
    case fingerprintChanged
    /// Not allowed in this signalling state (RFC 8829 section 4.1.8).
    case wrongState(SignalingState, operation: Operation)
    /// A local description that is not the one made last.
    case modifiedDescription
    case unknownTransceiver

    public enum Operation: String, Hashable, Sendable {
        case createOffer, createAnswer, setLocalOffer, setLocalAnswer, setRemoteOffer, setRemoteAnswer
    }
}

extension SDPError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLong(let byteCount, let limit):
            "a session description of \(byteCount) bytes is refused: the limit is \(limit)"
        case .tooManyLines(let limit): "a session description of more than \(limit) lines is refused"
        case .tooManyMediaSections(let limit):
            "a session description with more than \(limit) media sections is refused"
        case .tooManyCandidates(let limit): "more than \(limit) ICE candidates of one peer are refused"
        case .malformedLine(let number): "line \(number) of the session description is not of the form x=value"
        case .malformedMediaLine(let number): "line \(number) of the session description is no valid media line"
        case .unsupportedVersion: "the session description does not begin with v=0"
        case .missingAttribute(let name, let section):
            "media section \(section) of the session description has no a=\(name)"
        case .malformedAttribute(let name, let section):
            "media section \(section) of the session description has an unusable a=\(name)"
        case .duplicateMid(let mid): "two media sections of the session description have the mid \(mid)"
        case .sectionsDiffer(let section):
            "media section \(section) of the session description is not the one negotiated before"
        case .fingerprintChanged: "the session description names another certificate than the connection was made with"
        case .wrongState(let state, let operation):
            "\(operation.rawValue) is not possible in the state \(state.rawValue)"
        case .modifiedDescription: "a local description must be set as it was made, and it must be the newest one"
        case .unknownTransceiver: "there is no such transceiver in this connection, or it is stopped"
        }
    }
}
