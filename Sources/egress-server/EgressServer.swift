import Dispatch
import Foundation
import RoomEgress
import ServiceKit

/// Records, streams and exports web pages. `egress-server help` says how.
@main struct EgressServer {
    /// Not `async`: as process 1 of a container this forks, which must come before the first thread.
    static func main() {
        // The copy that Swift makes of them stays.
        let words = CommandLine.arguments.dropFirst()
        ProcessArguments.mask(after: Arguments.secretOptions)
        ProcessArguments.mask(words.filter { $0.contains("://") && ($0.contains("@") || $0.contains("?")) })
        ContainerInit.run()
        // Whoever read our output may leave before us; a recording goes on without a reader.
        signal(SIGPIPE, SIG_IGN)
        Task {
            do {
                let arguments = try Arguments(words)
                exit(try await run(arguments, ProcessInfo.processInfo.environment))
            } catch {
                fail(error)
            }
        }
        dispatchMain()
    }

    /// Answers the exit status.
    private static func run(_ arguments: Arguments, _ environment: [String: String]) async throws -> Int32 {
        switch arguments.command {
        case .record:
            return try await RecordCommand.run(arguments, environment)
        case .serve: return try await ServeCommand(arguments, environment).run()
        case .dev: return try await DevCommand(arguments: arguments.development).run()
        case .handler:
            return try await EgressHandler.run(writer: LogWriter(format: arguments.printsJSON ? .json : .text))
        case nil where environment["SERVICE_MODE"] == "1": return try await ServeCommand(arguments, environment).run()
        case nil where arguments.checksConfig || !(environment["RECORDING_REQUEST"] ?? "").isEmpty
            || arguments.requestFile != nil || arguments.requestBody != nil:
            // As the recorder's container is run: by its environment alone.
            return try await RecordCommand.run(arguments, environment)
        case .recover: return try await RecoverCommand(arguments, environment).run()
        case .templateURL: return try TemplateURLCommand(arguments, environment).run()
        case .version:
            print("egress-server \(version)")
            return 0
        case .help:
            print(usage)
            return 0
        case nil:
            // As the egress service's container is run: by its configuration alone.
            guard (try? DocumentSource.configuration(
                file: arguments.configFile, body: arguments.configBody, environment: environment)) != nil
            else { throw UsageError.missingRequest }
            return try await ServeCommand(arguments, environment).run()
        }
    }

    static func fail(_ error: any Error) -> Never {
        FileHandle.standardError.write(Data("egress-server: \(TerminalText.escaping("\(error)"))\n".utf8))
        exit(2)
    }

    static let version = "0.1.0"

    private static let usage = """
        egress-server serve [--config FILE]                   serve the egress API, beside a LiveKit server or alone
        egress-server dev [--port N] [--api-key K] [--api-secret S]   the same and rooms for trying, without configuration
        egress-server record [--config FILE] [REQUEST.json]   record one page, or export one track
        egress-server record --url URL --room R --track T [OUTPUT]    export one track of a LiveKit room
        egress-server recover DIR                             finish recordings that were killed
        egress-server recover --config FILE                   bring to their store what waits for it
        egress-server template-url [--config FILE] REQUEST    print a template's full address, to try it
        egress-server version | help

        serve and record:
          --config FILE         YAML configuration; or EGRESS_CONFIG_FILE
          --config-body TEXT    the same as text; or LIVEKIT_RECORDER_CONFIG, EGRESS_CONFIG_BODY
          --check-config        print the resolved configuration, secrets masked, and end

        record:
          --request FILE        JSON request; also as a plain argument
          --request-body TEXT   the same as text; or RECORDING_REQUEST
          --duration SECONDS    end after this much recording
          --json                print the result as one JSON object on standard output

        record, for a track:
          --url URL             the room's server, ws:// or wss://; or LIVEKIT_URL
          --api-key, --api-secret KEY   or LIVEKIT_API_KEY, LIVEKIT_API_SECRET
          --token TOKEN         an access token in place of key, secret and room
          --room NAME           the room
          --track TRACK         its id, TR_..., or identity:source as in alice:microphone
          OUTPUT                a file; its extension decides (.mp4 .h264 .webm .ivf .ogg). An address: ws:// and wss://
                                get a message a frame, http:// and https:// one POST. Without one a file is named for you

        Without a command it records when there is a request. A recording ends well on SIGINT, SIGTERM and
        SIGQUIT. The exit status is 0 only for a complete recording, 1 for one that is not, 2 for bad input.
        """
}
