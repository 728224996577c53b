/// Paths of outputs as the egress service treats them.
enum OutputPath {
    /// Normalised: no empty, `.` or `..` part, except a `/` in front and one at the end.
    ///
    /// `..` that lead out of a relative path are dropped, so that it stays below the folder it belongs to.
    static func cleaned(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part != ".." { parts.append(part) } else { _ = parts.popLast() }
        }
        guard !parts.isEmpty else { return "" }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/") + (path.hasSuffix("/") ? "/" : "")
    }

    /// The folder with its `/` and the name after it; either may be empty.
    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }

    /// The name without what follows its last dot.
    static func removingExtension(_ path: String) -> String {
        let (folder, name) = split(path)
        return folder + (name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name)
    }

    /// Whether the system takes it: no controls, no part above 255 bytes, 4095 in all.
    static func isUsable(_ path: String) -> Bool {
        path.utf8.count < 4_096 && path.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            && path.utf8.split(separator: UInt8(ascii: "/")).allSatisfy { $0.count <= 255 }
    }
}
