internal import HTTPTransport
internal import Synchronization

/// Answers every path of the health port with status 200 and the service's state as text, or a report of its own.
public final class HealthServer: Sendable {
    /// The port listened on: the chosen one when 0 was asked for.
    public var port: Int { server.port }
    private let server: HTTPServer
    private let current: CurrentState

    /// Listens on every interface unless told another `host`, because health checks come from outside.
    public convenience init(host: String = "0.0.0.0", port: Int, state: ServiceState = .starting) throws {
        try self.init(host: host, port: port) { state }
    }

    /// The same, but `state` is asked at every request, on any thread, until a state is set.
    public init(host: String = "0.0.0.0", port: Int, asking state: @escaping @Sendable () -> ServiceState) throws {
        let current = CurrentState(state)
        self.current = current
        server = try HTTPServer(host: host, port: port, maximumBodySize: 4_096) { _ in
            .text(current.value.withLock { $0 }().rawValue)
        }
    }

    /// Answers with the JSON that `report` makes for each request; the state is not shown then.
    public init(host: String = "0.0.0.0", port: Int, report: @escaping @Sendable () async -> String) throws {
        current = CurrentState { .available }
        server = try HTTPServer(host: host, port: port, maximumBodySize: 4_096) { _ in
            .text(await report(), contentType: "application/json")
        }
    }

    /// Shown from the next request on.
    public func setState(_ state: ServiceState) { current.value.withLock { $0 = { state } } }

    public func stop() async { await server.stop() }

    private final class CurrentState: Sendable {
        let value: Mutex<@Sendable () -> ServiceState>

        init(_ state: @escaping @Sendable () -> ServiceState) { value = Mutex(state) }
    }
}
