internal import FoundationEssentials

/// Where a configuration or a request comes from.
public enum DocumentSource: Hashable, Sendable {
    /// The text itself; `name` is the option or variable that held it.
    case text(String, name: String)
    case file(path: String)

    /// The recorder's configuration: `--config-body`, then `LIVEKIT_RECORDER_CONFIG`, then `EGRESS_CONFIG_BODY`; after
    /// these texts the files `--config` and `EGRESS_CONFIG_FILE`. Empty ones count as absent.
    public static func configuration(
        file: String? = nil, body: String? = nil, environment: [String: String]
    ) throws(DocumentSourceError) -> DocumentSource {
        let bodies = ["LIVEKIT_RECORDER_CONFIG", "EGRESS_CONFIG_BODY"]
        let found = find(file: file, body: body, option: "--config-body", bodies: bodies, in: environment)
        guard let source = found ?? environment["EGRESS_CONFIG_FILE"].flatMap(file(at:)) else { throw .missingConfig }
        return source
    }

    /// The request: `--request-body`, then `RECORDING_REQUEST`, then the file.
    public static func request(
        file: String? = nil, body: String? = nil, environment: [String: String]
    ) throws(DocumentSourceError) -> DocumentSource {
        let found = find(
            file: file, body: body, option: "--request-body", bodies: ["RECORDING_REQUEST"], in: environment)
        guard let source = found else { throw .missingRequest }
        return source
    }

    private static func find(
        file: String?, body: String?, option: String, bodies: [String], in environment: [String: String]
    ) -> DocumentSource? {
        let texts = [(option, body)] + bodies.map { ($0, environment[$0]) }
        for case (let name, let text?) in texts where !text.isEmpty { return .text(text, name: name) }
        return file.flatMap(self.file(at:))
    }

    private static func file(at path: String) -> DocumentSource? { path.isEmpty ? nil : .file(path: path) }

    /// Begins every error about the document.
    public var name: String {
        switch self {
        case .text(_, let name): name
        case .file(let path): path
        }
    }

    public func read() throws(DocumentSourceError) -> String {
        switch self {
        case .text(let text, _): return text
        case .file(let path):
            let data: Data
            do { data = try Data(contentsOf: URL(filePath: path)) } catch { throw .unreadable(path: path) }
            guard let text = String(validating: data, as: UTF8.self) else { throw .notText(path: path) }
            return text
        }
    }
}

/// Why a configuration or request cannot be had.
public enum DocumentSourceError: Error, Hashable, Sendable, CustomStringConvertible {
    case missingConfig
    case missingRequest
    case unreadable(path: String)
    case notText(path: String)

    public var description: String {
        switch self {
        case .missingConfig: "missing config"
        case .missingRequest: "missing request"
        case .unreadable(let path): "reading \(path) failed: check that the file exists and may be read"
        case .notText(let path): "reading \(path) failed: save the file as UTF-8 text"
        }
    }
}
