public import HTTPTransport

/// Why a ``RoomServer`` did not start.
public enum RoomServerError: Error, Sendable {
    case listening(HTTPServerError)
    /// A library that media needs could not be set up.
    case media(String)
}

extension RoomServerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .listening(let error): "the room server cannot listen: \(error)"
        case .media(let reason): "the room server cannot make its certificate: \(reason)"
        }
    }
}
