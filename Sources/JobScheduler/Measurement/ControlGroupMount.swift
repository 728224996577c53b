internal import ServiceKit

/// Where a hierarchy of control groups is mounted, from `/proc/self/mountinfo` (proc(5)).
struct ControlGroupMount: Hashable, Sendable {
    var isUnified: Bool
    /// Version 1 only.
    var controllers: [String]
    /// The part of the hierarchy that is visible here.
    var root: String
    var mountPoint: String

    static func all(_ mountInformation: String) -> [ControlGroupMount] {
        mountInformation.split(separator: "\n").compactMap { ControlGroupMount(line: String($0)) }
    }

    private init?(line: String) {
        let fields = line.split(separator: " ")
        // Optional fields end with a hyphen; then come the type, the source and the type's own options.
        guard let end = fields.firstIndex(of: "-"), end >= 6, fields.count > end + 3 else { return nil }
        switch fields[end + 1] {
        case "cgroup2": isUnified = true
        case "cgroup": isUnified = false
        default: return nil
        }
        controllers = fields[end + 3].split(separator: ",").map(String.init)
        root = String(fields[3])
        mountPoint = String(fields[4])
    }

    /// The folders of the group `path` and of those above it, as far as they are visible.
    func folders(of path: String) -> [String] {
        var parts = relative(path).split(separator: "/").map(String.init)
        // A path that leads out of what is visible belongs to somebody else's view.
        if parts.contains("..") { parts = [] }
        var folders: [String] = []
        while !parts.isEmpty {
            folders.append("\(mountPoint)/\(parts.joined(separator: "/"))")
            parts.removeLast()
        }
        return folders + [mountPoint]
    }

    private func relative(_ path: String) -> String {
        guard root != "/" else { return path }
        return path == root || path.hasPrefix("\(root)/") ? String(path.dropFirst(root.count)) : ""
    }
}
