import Foundation
import JobScheduler
import RoomEgress
import ServiceKit

/// `egress-server serve`: the service, until a signal ends it.
struct ServeCommand {
    private let setting: EgressSetting
    /// Say what would be served, and end.
    private var checksConfig = false

    /// As configured.
    init(_ arguments: Arguments, _ environment: [String: String]) throws {
        checksConfig = arguments.checksConfig
        let source = try DocumentSource.configuration(
            file: arguments.configFile, body: arguments.configBody, environment: environment)
        setting = try EgressSetting(yaml: try source.read(), source: source.name, environment: environment)
    }

    /// For trying: alone, with a known key and secret, and free to reach this machine.
    init(trying arguments: DevArguments) throws {
        // JSON's strings are YAML's as well.
        let text = """
            development: true
            api_key: \(JSONText.quoted(arguments.apiKey))
            api_secret: \(JSONText.quoted(arguments.apiSecret))
            api_port: \(arguments.port)
            ws_url: ws://localhost:\(arguments.port)
            network: {allow: [127.0.0.0/8, "::1/128"]}
            state_directory: \(JSONText.quoted(arguments.stateDirectory))
            """
        setting = try EgressSetting(yaml: text, source: "egress-server dev")
    }

    /// Answers the exit status. `announce` is called once requests are taken, with the API's port where there is one.
    func run(
        beside neighbour: PortNeighbour? = nil, announce: (Int?) throws -> Void = { _ in }
    ) async throws -> Int32 {
        let configuration = setting.configuration
        if checksConfig {
            print(configuration.checkedDescription)
            return 0
        }
        let signals = try SignalSource()
        let writer = LogWriter(format: configuration.logFormat)
        defer { writer.flush() }
        let logger = Logger(configuration, writer: writer)
        // A job's process logs before it has its configuration.
        let arguments = ["handler"] + (configuration.logFormat == .json ? ["--json"] : [])
        let program = JobProgram.same(arguments: arguments, environment: ProcessInfo.processInfo.environment)
        let node = try await EgressNode(setting, program: program, neighbour: neighbour, logger: logger)
        logger.info("egress service ready", LogField("api_port", node.apiPort ?? 0))
        try announce(node.apiPort)
        await node.run(until: signals.signals)
        logger.info("egress service ended")
        return 0
    }
}
