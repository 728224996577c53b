public import HTTPTransport

/// Why a track cannot be sent to a WebSocket or an HTTP server, or no further. Addresses are without their secrets.
public enum TrackExportError: Error, Sendable {
    /// What is sent does not exist for this codec: samples of anything but Opus.
    case unsupportedCodec(url: String)
    /// The WebSocket was not opened.
    case notOpened(url: String, cause: WebSocketError)
    /// The WebSocket ended before the track did.
    case closed(url: String, cause: WebSocketError)
    /// The WebSocket's peer did not say that it has everything.
    case unconfirmed(url: String, cause: WebSocketError)
    /// The server takes less than the track sends, and `capacity` bytes wait.
    case tooSlow(url: String, capacity: Int)
    /// No connection to the HTTP server, or it broke.
    case notSent(url: String, cause: HTTPClientError)
    /// The HTTP server answered with something other than success; `text` is the beginning of what it said.
    case refused(url: String, status: Int, text: String)
    /// The HTTP server answered before the track ended.
    case answeredEarly(url: String, status: Int)
}

extension TrackExportError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unsupportedCodec(let url): "cannot send samples to \(url): the track is not Opus; send its encoded frames instead"
        case .notOpened(let url, let cause): "cannot send the track to \(url): \(cause)"
        case .closed(let url, let cause): "cannot send more of the track to \(url): \(cause)"
        case .unconfirmed(let url, let cause): "the end of the track may not have reached \(url): \(cause)"
        case .tooSlow(let url, let capacity):
            "cannot send more of the track to \(url): the server is too slow, \(capacity >> 20) MiB wait to be sent"
        case .notSent(let url, let cause): "cannot send the track to \(url): \(cause)"
        case .refused(let url, let status, let text):
            "cannot send the track to \(url): the server answered \(status)"
                + (text.isEmpty ? "; check the address and the credentials" : " (\(text))")
        case .answeredEarly(let url, let status):
            "cannot send more of the track to \(url): the server answered \(status) before the end"
        }
    }
}
