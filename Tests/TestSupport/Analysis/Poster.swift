/// One picture of a recording, as an image file.
public enum Poster {
    /// Writes the frame shown at `seconds` of `path` to `image`; its extension chooses the format.
    public static func write(from path: String, to image: String, at seconds: Double) throws {
        try ExternalTool.ffmpeg(
            "-v", "error", "-y", "-ss", String(seconds), "-i", path, "-frames:v", "1", "-update", "1", image)
    }
}
