/// What is wrong with a stream destination's address. `url` is as it was given.
public enum StreamURLError: Error, Hashable, Sendable {
    /// No `scheme://`, as the recorder's requests report it.
    case noScheme
    case invalidScheme(url: String)
    /// A scheme of another kind of output.
    case invalidProtocol(url: String)
    case invalidFormat(url: String)
}

extension StreamURLError: CustomStringConvertible {
    /// The answer to whoever gave the address; it repeats the address, so it is not for logs.
    public var description: String {
        switch self {
        case .noScheme: "invalid rtmp url"
        case .invalidScheme(let url): "invalid url \(url): invalid scheme"
        case .invalidProtocol(let url): "invalid url \(url): invalid protocol"
        case .invalidFormat(let url):
            "invalid url \(url): rtmp urls must be of format rtmp(s)://{host}(/{path})/{app}/{stream_key}( live=1)"
        }
    }

    /// The same without the address, for logs: what is not understood may hold a key anywhere.
    public var logDescription: String {
        switch self {
        case .noScheme: description
        case .invalidScheme: Self.invalidScheme(url: "{...}").description
        case .invalidProtocol: Self.invalidProtocol(url: "{...}").description
        case .invalidFormat: Self.invalidFormat(url: "{...}").description
        }
    }
}
