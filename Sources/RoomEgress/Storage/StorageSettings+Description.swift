internal import Cryptography
internal import ObjectStorage
internal import ServiceKit

extension StorageSettings {
    /// As YAML that can be read back, except that secrets are masked.
    var descriptionLines: [String] {
        var lines: [String] = []
        if let role = assumedRole {
            lines += [
                "s3_assume_role_key: \(JSONText.quoted(role.accessKey))", "s3_assume_role_secret: \(JSONText.quoted("\(role.secret)"))",
                "s3_assume_role_arn: \(JSONText.quoted(role.arn))",
                "s3_assume_role_external_id: \(JSONText.quoted(role.externalID))",
            ]
        }
        lines += ["storage:"] + Self.indented(primary.descriptionLines)
        if let backup { lines += ["backup:"] + Self.indented(backup.descriptionLines) }
        if !profiles.isEmpty {
            lines.append("storage_profiles:")
            for (name, store) in profiles.sorted(by: { $0.key < $1.key }) {
                lines += Self.indented(["\(JSONText.quoted(name)):"] + Self.indented(store.descriptionLines))
            }
        }
        lines.append("max_upload_queue: \(settingsMinutes)")
        lines += ["check_storage: \(checksFirst)", "min_disk_space_mb: \(minimumFreeSpace >> 20)"]
        if let uploadDirectory { lines.append("upload_directory: \(JSONText.quoted(uploadDirectory))") }
        return lines
    }

    private var settingsMinutes: Int { Int(patience / .seconds(60)) }

    fileprivate static func indented(_ lines: [String]) -> [String] { lines.map { "  \($0)" } }
}

extension StorageSettings.Place {
    fileprivate var descriptionLines: [String] {
        ["prefix: \(JSONText.quoted(prefix))", "generate_presigned_url: \(givesPresignedURLs)"]
            + (store?.descriptionLines ?? [])
    }
}

extension StorageOptions {
    fileprivate var descriptionLines: [String] {
        switch self {
        case .local(let path): ["local: \(JSONText.quoted(path))"]
        case .s3(let options): ["s3:"] + StorageSettings.indented(options.descriptionLines)
        case .azure(let options):
            ["azure:"] + StorageSettings.indented(
                Self.texts([
                    ("account_name", options.accountName), ("account_key", options.accountKey.map { "\($0)" } ?? ""),
                    ("sas_token", options.sasToken.map { "\($0)" } ?? ""), ("container_name", options.containerName),
                    ("endpoint", options.endpoint),
                ]) + (options.proxy?.descriptionLines ?? []))
        case .gcp(let options):
            ["gcp:"] + StorageSettings.indented(
                Self.texts([("credentials_json", "\(options.credentials)"), ("bucket", options.bucket), ("endpoint", options.endpoint)])
                    + (options.proxy?.descriptionLines ?? []))
        case .aliOSS(let options):
            ["alioss:"] + StorageSettings.indented(
                Self.texts([
                    ("access_key", options.accessKey), ("secret", "\(options.secret)"), ("region", options.region),
                    ("endpoint", options.endpoint), ("bucket", options.bucket),
                ]) + (options.proxy?.descriptionLines ?? []))
        }
    }

    /// Those that say something.
    fileprivate static func texts(_ values: [(key: String, text: String)]) -> [String] {
        values.compactMap { $0.text.isEmpty ? nil : "\($0.key): \(JSONText.quoted($0.text))" }
    }
}

extension S3Options {
    fileprivate var descriptionLines: [String] {
        var lines = StorageOptions.texts([
            ("access_key", accessKey), ("secret", secret.isEmpty ? "" : "\(secret)"),
            ("session_token", sessionToken.map { "\($0)" } ?? ""), ("assume_role_arn", assumedRole?.arn ?? ""),
            ("assume_role_external_id", assumedRole?.externalID ?? ""), ("region", region), ("endpoint", endpoint),
            ("bucket", bucket), ("tagging", tagging), ("content_disposition", contentDisposition),
        ])
        lines += ["force_path_style: \(forcePathStyle)", "max_retries: \(retry.maximumRetries)"]
        lines += [
            "min_retry_delay: \(DurationText.write(retry.minimumDelay))",
            "max_retry_delay: \(DurationText.write(retry.maximumDelay))",
        ]
        if !metadata.isEmpty {
            lines.append("metadata:")
            lines += metadata.sorted { $0.key < $1.key }.map { "  \(JSONText.quoted($0.key)): \(JSONText.quoted($0.value))" }
        }
        return lines + (proxy?.descriptionLines ?? [])
    }
}

extension ProxyOptions {
    fileprivate var descriptionLines: [String] {
        ["proxy_config:"] + StorageSettings.indented(StorageOptions.texts([
            ("url", URLMask.masked(url)), ("username", username), ("password", password.isEmpty ? "" : "\(password)"),
        ]))
    }
}
