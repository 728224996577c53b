internal import Cryptography

/// Shared access signatures of Azure: a query that stands for a key, for some actions and some time.
enum AzureSharedAccess {
    /// Of the service that the signatures' texts are made for.
    static let version = "2022-11-02"

    /// A query that lets anybody read one blob until `expiry`.
    static func readQuery(
        container: String, blob: String, key: AzureSharedKey, expiry: CivilTime
    ) throws(CryptographyError) -> String {
        let (permission, resource) = ("r", "b")
        // Empty lines: no start, no stored policy, no addresses, and then no snapshot and no scope or answered headers.
        let lines = [
            permission, "", expiry.extended, "/blob/\(key.account)/\(container)/\(blob)", "", "", "", version, resource,
            "", "", "", "", "", "", "",
        ]
        let code = try key.code(of: lines.joined(separator: "\n"))
        return PercentEncoding.query([
            ("se", expiry.extended), ("sp", permission), ("sv", version), ("sr", resource), ("sig", code),
        ])
    }
}
