/// A container that ``ContainerError`` and ``ContainerSummary`` speak of.
public enum ContainerFormat: String, Hashable, Sendable {
    case ivf = "IVF"
    case annexB = "an H.264 byte stream"
    case webm = "WebM"

    /// What it can hold, for people.
    var contents: String {
        switch self {
        case .ivf: "one track of VP8, VP9 or AV1"
        case .annexB: "one track of H.264"
        case .webm: "VP8, VP9 or AV1, and Opus, one track of a kind"
        }
    }
}
