import CGIOShims
import Dispatch
import Synchronization

/// Where the connections of GStreamer's elements learn the addresses of host names.
///
/// An element that connects to a name asks for its addresses at that moment, each time anew. What is answered here is where
/// it connects, while it goes on to use the name: in TLS, and in what it tells the server.
public enum HostLookup {
    /// The addresses of a name, best first; an error, in words for people, when there is none to connect to.
    public typealias Handler = @Sendable (String) async throws -> [String]

    private static let handler = Mutex<Handler?>(nil)

    /// From now on, in the whole process, elements ask `handler`; nil gives the system's resolver back.
    ///
    /// `localhost` and addresses are not asked for. A thread that waits for an answer is blocked, but none of Swift's own.
    public static func install(_ handler: Handler?) {
        self.handler.withLock { $0 = handler }
        guard handler != nil else { return gio_shim_set_lookup(nil) }
        gio_shim_set_lookup { host, answer in
            switch HostLookup.wait(for: String(cString: host)) {
            case .success(let addresses): for address in addresses { gio_shim_answer_add(answer, address) }
            case .failure(let error): gio_shim_answer_fail(answer, "\(error)")
            }
        }
    }

    private static func wait(for host: String) -> Result<[String], any Error> {
        guard let handler = handler.withLock({ $0 }) else { return .success([]) }
        let result = Mutex<Result<[String], any Error>>(.success([]))
        let isDone = DispatchSemaphore(value: 0)
        Task {
            do {
                let addresses = try await handler(host)
                result.withLock { $0 = .success(addresses) }
            } catch {
                result.withLock { $0 = .failure(error) }
            }
            isDone.signal()
        }
        isDone.wait()
        return result.withLock { $0 }
    }
}
