internal import Foundation

/// Prometheus' own judge of metrics.
public enum Promtool {
    /// What `promtool check metrics` finds wrong with `text`, its style included; empty when nothing.
    public static func complaints(about text: String) throws -> String {
        let folder = try TemporaryFolder()
        let file = try folder.write(Array(text.utf8), as: "metrics")
        // It reads standard input only.
        let shell = ExternalTool("sh", package: "dash")
        let path = try ExternalTool("promtool", package: "prometheus").path()
        let result = try shell.run(["-c", "exec \"$0\" check metrics <\"$1\"", path, file])
        guard result.status != 0 else { return "" }
        return "status \(result.status): \(result.errors)" + String(decoding: result.output, as: UTF8.self)
    }
}
