internal import HTTPTransport

/// Answers every path of the metrics port with the registry's text.
public final class MetricsServer: Sendable {
    /// The port listened on: the chosen one when 0 was asked for.
    public var port: Int { server.port }
    private let server: HTTPServer

    /// Listens on every interface unless told another `host`, because Prometheus comes from outside.
    public init(host: String = "0.0.0.0", port: Int, registry: MetricRegistry) throws {
        server = try HTTPServer(host: host, port: port, maximumBodySize: 4_096) { request in
            guard request.method == "GET" || request.method == "HEAD" else {
                return .text("metrics are read with GET\n", status: 405)
            }
            return .text(registry.text(), contentType: MetricText.contentType)
        }
    }

    public func stop() async { await server.stop() }
}
