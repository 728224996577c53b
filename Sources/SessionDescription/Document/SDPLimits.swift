/// What a description from outside may cost. The largest seen from a browser with thirty tracks stays below a third.
public enum SDPLimits {
    public static let bytes = 512 * 1024
    public static let lines = 16_384
    public static let mediaSections = 256
    /// Fields of a media line.
    static let formats = 260
    /// Candidates of one peer over all its descriptions and messages, between two ICE restarts.
    public static let candidates = 64
}
