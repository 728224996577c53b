/// What is wrong with a stream destination's address. `url` is redacted: what is not understood may hold a key anywhere.
public enum StreamURLError: Error, Hashable, Sendable {
    /// No `scheme://`, as the recorder's requests report it.
    case noScheme
    case invalidScheme(url: String)
    /// A scheme of another kind of output.
    case invalidProtocol(url: String)
    case invalidFormat(url: String)
}

extension StreamURLError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noScheme: "invalid rtmp url"
        case .invalidScheme(let url): "invalid url \(url): invalid scheme"
        case .invalidProtocol(let url): "invalid url \(url): invalid protocol"
        case .invalidFormat(let url):
            "invalid url \(url): rtmp urls must be of format rtmp(s)://{host}(/{path})/{app}/{stream_key}( live=1)"
        }
    }
}
