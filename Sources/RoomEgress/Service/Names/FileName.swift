/// The name of a file output.
struct FileName: Hashable {
    /// As results give it: relative to the output folder, or absolute where the request's path is.
    let path: String
    /// Made by us because the request gave none.
    let isGenerated: Bool

    private static let knownExtensions: Set<String> = [
        ".mp4", ".ogg", ".mp3", ".webm", ".ivf", ".h264", ".m3u8", ".ts", ".raw", ".jpeg",
    ]

    /// - Parameter uniqueSuffix: Set when the generated name is taken.
    init(asked: String, extension wanted: String, template: NameTemplate, uniqueSuffix: String? = nil) {
        let filled = template.fill(asked)
        isGenerated = filled.isEmpty || filled.hasSuffix("/")
        if isGenerated {
            path = filled + template.generatedName + (uniqueSuffix.map { "-\($0)" } ?? "") + wanted
        } else {
            path = FileName.withExtension(wanted, of: filled)
        }
    }

    /// A known extension gives way to the right one; any other belongs to the name.
    private static func withExtension(_ wanted: String, of path: String) -> String {
        let name = OutputPath.split(path).name
        let current = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        if current.lowercased() == wanted { return path }
        guard knownExtensions.contains(current) else { return path + wanted }
        return String(path.dropLast(current.count)) + wanted
    }

    /// Whether a second attempt writes elsewhere than the first.
    static func isSafeToRetry(asked: String) -> Bool {
        let path = OutputPath.cleaned(asked)
        return path.isEmpty || path.hasSuffix("/") || path.contains("{retry}")
    }
}
