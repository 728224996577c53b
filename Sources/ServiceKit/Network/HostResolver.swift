/// Turns a host name into addresses.
public protocol HostResolver: Sendable {
    /// All addresses of `name`, best first; empty or an error when there is none.
    func addresses(of name: String) async throws -> [IPAddress]
}
