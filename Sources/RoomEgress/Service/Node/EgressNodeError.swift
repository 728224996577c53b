/// Why a service cannot start.
public enum EgressNodeError: Error, Hashable, Sendable, CustomStringConvertible {
    case missingKey

    public var description: String {
        switch self {
        case .missingKey:
            "a service without redis needs api_key and api_secret for its own API; `egress-server dev` has some for trying"
        }
    }
}
