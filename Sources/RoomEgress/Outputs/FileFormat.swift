/// The container of a file.
public enum FileFormat: String, CaseIterable, Hashable, Sendable {
    /// H.264, and AAC or Opus.
    case mp4
    /// Opus alone.
    case ogg
}
