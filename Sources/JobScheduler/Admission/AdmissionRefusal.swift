/// Why a node does not take a job.
public enum AdmissionRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The node takes no new jobs until it ends.
    case shuttingDown
    /// The node cannot do its work just now; `reason` says what is missing.
    case unhealthy(reason: String)
    case alreadyRunning
    /// In cores: `free` of the `budget` that `jobs` share, `starting` of them still with a reservation.
    case notEnoughCPU(needed: Double, free: Double, budget: Double, jobs: Int, starting: Int)
    /// More cores than the node has, even when idle.
    case moreThanAllCPU(needed: Double, cores: Double)
    /// A larger job has been refused for so long that it goes first; in cores.
    case makingRoom(needed: Double, largerJob: Double)
    /// In bytes; `used` includes what starting jobs will still take.
    case notEnoughMemory(needed: UInt64, used: UInt64, margin: UInt64, limit: UInt64)
    case notEnoughSoundClients(needed: Int, used: Int, limit: Int)

    /// The short text that clients know.
    public var message: String {
        switch self {
        case .shuttingDown: "server is shutting down"
        case .unhealthy: "server is not available"
        case .alreadyRunning: "job already exists"
        case .notEnoughCPU, .moreThanAllCPU, .makingRoom: "not enough CPU"
        case .notEnoughMemory: "not enough memory"
        case .notEnoughSoundClients: "not enough sound clients"
        }
    }

    /// The message with the numbers behind it.
    public var description: String {
        switch self {
        case .shuttingDown, .alreadyRunning: message
        case .unhealthy(let reason): "\(message): \(reason)"
        case .notEnoughCPU(let needed, let free, let budget, let jobs, let starting):
            "\(message): \(cores(needed)) needed, \(cores(free)) of \(cores(budget)) free; jobs running: \(jobs)"
                + (starting > 0 ? ", of them starting: \(starting)" : "")
        case .moreThanAllCPU(let needed, let all):
            "\(message): \(cores(needed)) needed, this node has \(cores(all)); lower the cost in cpu_cost or use a "
                + "larger node"
        case .makingRoom(let needed, let larger):
            "\(message): \(cores(needed)) needed, but a job of \(cores(larger)) has waited longer and goes first"
        case .notEnoughMemory(let needed, let used, let margin, let limit):
            "\(message): \(gigabytes(needed)) needed, \(gigabytes(used)) used and \(gigabytes(margin)) kept free of "
                + "max_memory \(gigabytes(limit))"
        case .notEnoughSoundClients(let needed, let used, let limit):
            "\(message): \(needed) needed, \(used) of max_pulse_clients \(limit) used"
        }
    }

    private func cores(_ value: Double) -> String { "\(Decimals.text(value)) cores" }

    private func gigabytes(_ bytes: UInt64) -> String { "\(Decimals.text(Double(bytes) / Double(1 << 30))) GB" }
}
