/// What the command line asks for.
struct Arguments {
    enum Command: String, CaseIterable {
        case serve, dev, record, recover
        /// A job's own process; the service starts it.
        case handler
        case templateURL = "template-url"
        case help, version
    }

    var command: Command?
    var configFile: String?
    var configBody: String?
    var requestFile: String?
    var requestBody: String?
    var directory: String?
    /// In seconds.
    var duration: Double?
    var development = DevArguments()
    /// The room and the track to export, where there is no request.
    var attachment = AttachArguments()
    /// The result, or of a job's process its log.
    var printsJSON = false
    var checksConfig = false

    /// Those whose values nobody else may see.
    static let secretOptions = ["--api-secret", "--token", "--config-body", "--request-body"]

    init(_ words: some Sequence<String>) throws(UsageError) {
        var words = Array(words)[...]
        while let word = words.popFirst() {
            switch word {
            case "--config": configFile = try Self.value(of: word, &words)
            case "--config-body": configBody = try Self.value(of: word, &words)
            case "--request": requestFile = try Self.value(of: word, &words)
            case "--request-body": requestBody = try Self.value(of: word, &words)
            case "--duration": duration = try Self.seconds(word, &words)
            case "--json": printsJSON = true
            case "--check-config": checksConfig = true
            case "--service-mode": command = .serve
            case "--port": development.port = try Self.port(word, &words)
            case "--api-key": attachment.apiKey = try Self.value(of: word, &words)
            case "--api-secret": attachment.apiSecret = try Self.value(of: word, &words)
            case "--token": attachment.token = try Self.value(of: word, &words)
            case "--url": attachment.url = try Self.value(of: word, &words)
            case "--room": attachment.room = try Self.value(of: word, &words)
            case "--track": attachment.track = try Self.value(of: word, &words)
            case "--help", "-h": command = .help
            case "--version": command = .version
            // What follows an equals sign may be a secret.
            case let word where word.hasPrefix("-"): throw .unknownOption(String(word.prefix { $0 != "=" }))
            default: try take(word)
            }
        }
        development.apiKey = attachment.apiKey ?? development.apiKey
        development.apiSecret = attachment.apiSecret ?? development.apiSecret
        if attachment.track != nil {
            guard command == .record, requestBody == nil else { throw .unexpected("--track") }
            (attachment.output, requestFile) = (requestFile, nil)
        } else if let option = attachment.firstOfRoom {
            throw .missingTrack(option)
        }
    }

    /// A word that is no option: the command, then what the command works on.
    private mutating func take(_ word: String) throws(UsageError) {
        switch command {
        case nil:
            guard let known = Command(rawValue: word) else { throw .unknownCommand(word) }
            command = known
        case .record, .templateURL:
            guard requestFile == nil else { throw .unexpected(word) }
            requestFile = word
        case .recover:
            guard directory == nil else { throw .unexpected(word) }
            directory = word
        case .serve, .dev, .handler, .help, .version: throw .unexpected(word)
        }
    }

    private static func value(of option: String, _ words: inout ArraySlice<String>) throws(UsageError) -> String {
        guard let value = words.popFirst() else { throw .missingValue(option) }
        return value
    }

    private static func port(_ option: String, _ words: inout ArraySlice<String>) throws(UsageError) -> Int {
        let text = try value(of: option, &words)
        guard let port = UInt16(text), port > 0 else { throw .notAPort(option, text) }
        return Int(port)
    }

    private static func seconds(_ option: String, _ words: inout ArraySlice<String>) throws(UsageError) -> Double {
        let text = try value(of: option, &words)
        let number = text.hasSuffix("s") ? String(text.dropLast()) : text
        guard let seconds = Double(number), seconds > 0, seconds < 1e9 else { throw .notADuration(option, text) }
        return seconds
    }
}

/// What is wrong with the command line.
enum UsageError: Error, CustomStringConvertible {
    case unknownOption(String)
    case unknownCommand(String)
    case unexpected(String)
    case missingValue(String)
    case notADuration(String, String)
    case notAPort(String, String)
    /// An option that says where a track is.
    case missingTrack(String)
    case missingRequest
    case missingDirectory

    var description: String {
        switch self {
        case .unknownOption(let option): "unknown option \(option); see egress-server help"
        case .unknownCommand(let word): "unknown command \(word); see egress-server help"
        case .unexpected(let word): "unexpected argument \(word); see egress-server help"
        case .missingValue(let option): "\(option) needs a value"
        case .notADuration(let option, let text): "\(option) \(text): needs a number of seconds above zero"
        case .notAPort(let option, let text): "\(option) \(text): needs a number from 1 to 65535"
        case .missingTrack(let option): "\(option) is for a track: say with --track which one"
        case .missingRequest: "missing request: give a JSON file, --request-body, or RECORDING_REQUEST"
        case .missingDirectory: "recover needs a folder, egress-server recover DIR, or a configuration, egress-server recover --config FILE"
        }
    }
}
