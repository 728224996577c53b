/// What is wrong with bytes received as ``JobMessage``.
public enum JobMessageError: Error, Hashable, Sendable, CustomStringConvertible {
    case truncated
    /// Bytes follow the last field.
    case tooLong
    case unknownKind(UInt8)
    case badLength(UInt32, limit: Int)
    case notText
    case otherVersion(UInt8)

    public var description: String {
        switch self {
        case .truncated: "a message between service and job ends too early"
        case .tooLong: "a message between service and job is longer than its fields"
        case .unknownKind(let kind): "a message between service and job has the unknown kind \(kind)"
        case .badLength(let length, let limit):
            "a message between service and job says it has \(length) bytes; 1 to \(limit) are allowed"
        case .notText: "a message between service and job has a text that is not UTF-8"
        case .otherVersion(let version):
            "service and job speak different versions (\(version)); both must be of the same release"
        }
    }
}
