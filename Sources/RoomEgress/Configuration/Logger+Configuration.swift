public import ServiceKit

extension Logger {
    /// A logger as configured: of the level, and with the cluster's name in every line.
    public init(_ configuration: RecorderConfiguration, writer: LogWriter) {
        self.init(level: configuration.logLevel, writer: writer)
        if let cluster = configuration.clusterID { self = with("cluster_id", cluster) }
    }
}
