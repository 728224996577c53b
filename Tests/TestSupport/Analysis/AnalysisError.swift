/// Why a recording could not be analysed.
public enum AnalysisError: Error, Hashable, Sendable, CustomStringConvertible {
    /// ffmpeg gave up on the file; `message` is the end of what it said.
    case notDecodable(path: String, message: String)
    /// `tool` printed something this module does not read.
    case unreadableOutput(tool: String, about: String)
    /// The file has no video stream to read a counter from.
    case noVideo(path: String)

    public var description: String {
        switch self {
        case .notDecodable(let path, let message):
            "ffmpeg could not decode \(path): \(message)"
        case .unreadableOutput(let tool, let about):
            "what \(tool) printed about \(about) could not be read"
        case .noVideo(let path):
            "\(path) has no video stream, so there is no counter to read"
        }
    }
}
