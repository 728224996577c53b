public import JobScheduler

/// Why a service cannot start.
public enum EgressNodeError: Error, Hashable, Sendable, CustomStringConvertible {
    case missingKey
    /// Not even the cheapest egress would ever be taken, for this reason.
    case noRoom(AdmissionRefusal)

    public var description: String {
        switch self {
        case .missingKey:
            "a service without redis needs api_key and api_secret for its own API; `egress-server dev` has some for trying"
        case .noRoom(let refusal):
            "this node could not take the cheapest egress even with nothing else to do: \(refusal); see cpu_cost in the "
                + "configuration, or use a larger node"
        }
    }
}
