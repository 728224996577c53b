internal import Cryptography
internal import ObjectStorage
internal import ServiceKit

/// Reads where recordings go: `storage` and `backup`, the stores that older documents have at the root and in `file_output`,
/// and `storage_profiles`. A store counts as soon as anything in it is set.
struct StorageSettingsReader {
    /// Speaks where a configured store names no credentials.
    let environment: [String: String]

    func read(_ section: DocumentSection) throws -> StorageSettings {
        var settings = StorageSettings()
        settings.assumedRole = try assumedRole(section)
        var found = try stores(in: section, role: settings.assumedRole)
        if let output = try section.section("file_output") { found += try fileOutput(output, role: settings.assumedRole) }
        if let storage = try section.section("storage") {
            settings.primary = try place(storage, role: settings.assumedRole)
            if let store = settings.primary.store { found.append(Found(store, at: "storage", in: section)) }
        }
        settings.primary.store = try Self.only(found)
        settings.backup = try backup(section, role: settings.assumedRole)
        if let profiles = try section.section("storage_profiles") {
            for name in profiles.keys {
                guard let profile = try profiles.section(name) else { continue }
                guard let store = try place(profile, role: settings.assumedRole).store else {
                    throw profiles.error(name, .invalid("it names no store; give one of s3, azure, gcp, alioss"))
                }
                settings.profiles[name] = store
            }
        }
        if let minutes = try section.integer("max_upload_queue", in: 0...100_000), minutes > 0 {
            settings.patience = .seconds(60 * minutes)
        }
        settings.checksFirst = try section.boolean("check_storage") ?? settings.checksFirst
        if let megabytes = try section.integer("min_disk_space_mb", in: 0...1 << 40) {
            settings.minimumFreeSpace = UInt64(megabytes) << 20
        }
        settings.uploadDirectory = try section.text("upload_directory")
        return settings
    }

    // MARK: Places

    private func place(_ section: DocumentSection, role: S3Options.AssumedRole?) throws -> StorageSettings.Place {
        var found = try stores(in: section, role: role)
        if let path = try section.text("local") { found.append(Found(.local(path: path), at: "local", in: section)) }
        var place = StorageSettings.Place(try Self.only(found))
        place.prefix = try section.text("prefix") ?? ""
        place.givesPresignedURLs = try section.boolean("generate_presigned_url") ?? false
        try section.rejectUnknownKeys()
        return place
    }

    private func backup(_ section: DocumentSection, role: S3Options.AssumedRole?) throws -> StorageSettings.Place? {
        let places = try ["backup", "backup_storage"].compactMap { key in
            try section.section(key).map { (key, try place($0, role: role)) }
        }.filter { $0.1.store != nil }
        if places.count > 1 {
            throw section.error("backup_storage", .invalid("backup is given too; keep one of them"))
        }
        return places.first?.1
    }

    /// The oldest document's group.
    private func fileOutput(_ section: DocumentSection, role: S3Options.AssumedRole?) throws -> [Found] {
        let isLocal = try section.boolean("local")
        var found: [Found] = []
        if let store = try section.section("s3").flatMap({ try s3($0, role: role) }) {
            found.append(Found(store, at: "s3", in: section))
        }
        if let store = try section.section("azblob").flatMap(azure) { found.append(Found(store, at: "azblob", in: section)) }
        if let store = try section.section("gcp").flatMap(gcp) { found.append(Found(store, at: "gcp", in: section)) }
        try section.rejectUnknownKeys()
        if isLocal == true, let first = found.first {
            throw section.error("local", .invalid("\(first.path) is given too; keep one of them"))
        }
        if isLocal == false, found.isEmpty {
            throw section.error("local", .invalid("without cloud storage recordings stay local; give true"))
        }
        return found
    }

    /// A store, and where it was found.
    private struct Found {
        let store: StorageOptions
        let path: String
        let key: String
        let section: DocumentSection

        init(_ store: StorageOptions, at key: String, in section: DocumentSection) {
            self.store = store
            path = section.keyPath.isEmpty ? key : "\(section.keyPath).\(key)"
            self.key = key
            self.section = section
        }
    }

    private static func only(_ found: [Found]) throws -> StorageOptions? {
        guard found.count > 1 else { return found.first?.store }
        throw found[1].section.error(found[1].key, .invalid("\(found[0].path) is given too; keep one of them"))
    }

    // MARK: Stores

    private func stores(in section: DocumentSection, role: S3Options.AssumedRole?) throws -> [Found] {
        var found: [Found] = []
        if let store = try section.section("s3").flatMap({ try s3($0, role: role) }) {
            found.append(Found(store, at: "s3", in: section))
        }
        if let store = try section.section("azure").flatMap(azure) { found.append(Found(store, at: "azure", in: section)) }
        if let store = try section.section("gcp").flatMap(gcp) { found.append(Found(store, at: "gcp", in: section)) }
        if let store = try section.section("alioss").flatMap(aliOSS) {
            found.append(Found(store, at: "alioss", in: section))
        }
        return found
    }

    private func s3(_ section: DocumentSection, role: S3Options.AssumedRole?) throws -> StorageOptions? {
        var options = S3Options(
            accessKey: try section.text("access_key") ?? environment["AWS_ACCESS_KEY_ID"] ?? "",
            secret: try secret(section, "secret") ?? Secret(environment["AWS_SECRET_ACCESS_KEY"] ?? ""),
            region: try section.text("region") ?? environment["AWS_DEFAULT_REGION"] ?? "",
            endpoint: try section.text("endpoint") ?? "", bucket: try section.text("bucket") ?? "",
            forcePathStyle: try section.boolean("force_path_style") ?? false)
        options.sessionToken = try secret(section, "session_token")
            ?? environment["AWS_SESSION_TOKEN"].flatMap { $0.isEmpty ? nil : Secret($0) }
        options.metadata = Dictionary(
            (try section.dictionary("metadata") ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
        options.tagging = try section.text("tagging") ?? ""
        options.contentDisposition = try section.text("content_disposition") ?? options.contentDisposition
        options.proxy = try proxy(section)
        options.retry.maximumRetries = try section.integer("max_retries", in: 0...100) ?? options.retry.maximumRetries
        options.retry.minimumDelay = try section.duration("min_retry_delay") ?? options.retry.minimumDelay
        options.retry.maximumDelay = try section.duration("max_retry_delay") ?? options.retry.maximumDelay
        let arn = try section.text("assume_role_arn")
        let externalID = try section.text("assume_role_external_id")
        let isUsed = !section.isEmpty
        try section.rejectUnknownKeys()
        guard isUsed else { return nil }
        try Self.require(["bucket": options.bucket], in: section)
        if let arn {
            guard let role else {
                throw section.error("assume_role_arn", .invalid("give s3_assume_role_key and s3_assume_role_secret too"))
            }
            options.assumedRole = S3Options.AssumedRole(
                arn: arn, externalID: externalID ?? role.externalID, accessKey: role.accessKey, secret: role.secret)
        } else if options.accessKey.isEmpty || options.secret.isEmpty {
            throw section.error(
                options.accessKey.isEmpty ? "access_key" : "secret",
                .invalid("without it nothing can be signed; give it, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"))
        }
        return .s3(options)
    }

    private func azure(_ section: DocumentSection) throws -> StorageOptions? {
        let account = try section.text("account_name") ?? environment["AZURE_STORAGE_ACCOUNT"] ?? ""
        let (key, token) = (try secret(section, "account_key"), try secret(section, "sas_token"))
        let container = try section.text("container_name") ?? ""
        let proxy = try proxy(section)
        let endpoint = try section.text("endpoint") ?? ""
        let isUsed = !section.isEmpty
        try section.rejectUnknownKeys()
        guard isUsed else { return nil }
        try Self.require(["account_name": account, "container_name": container], in: section)
        var options = AzureOptions(accountName: account, containerName: container, proxy: proxy, endpoint: endpoint)
        if let token {
            guard key == nil else { throw section.error("sas_token", .invalid("account_key is given too; keep one of them")) }
            options.sasToken = token
            return .azure(options)
        }
        guard let key = key ?? environment["AZURE_STORAGE_KEY"].map({ Secret($0) }), !key.isEmpty else {
            throw section.error(
                "account_key", .invalid("without it nothing can be signed; give it, a sas_token, or AZURE_STORAGE_KEY"))
        }
        options.accountKey = key
        return .azure(options)
    }

    private func gcp(_ section: DocumentSection) throws -> StorageOptions? {
        let credentials = try secret(section, "credentials_json")
        let bucket = try section.text("bucket") ?? ""
        let proxy = try proxy(section)
        let endpoint = try section.text("endpoint") ?? ""
        let isUsed = !section.isEmpty
        try section.rejectUnknownKeys()
        guard isUsed else { return nil }
        try Self.require(["bucket": bucket], in: section)
        guard let credentials = credentials ?? environment["GOOGLE_APPLICATION_CREDENTIALS"].map({ Secret($0) }),
            !credentials.isEmpty
        else {
            throw section.error(
                "credentials_json",
                .invalid("without it nothing can be signed; give it, or GOOGLE_APPLICATION_CREDENTIALS"))
        }
        return .gcp(GCPOptions(credentials: credentials, bucket: bucket, proxy: proxy, endpoint: endpoint))
    }

    private func aliOSS(_ section: DocumentSection) throws -> StorageOptions? {
        var options = AliOSSOptions(
            accessKey: try section.text("access_key") ?? "", secret: try secret(section, "secret") ?? Secret(""),
            endpoint: try section.text("endpoint") ?? "", bucket: try section.text("bucket") ?? "",
            region: try section.text("region") ?? "")
        options.proxy = try proxy(section)
        let isUsed = !section.isEmpty
        try section.rejectUnknownKeys()
        guard isUsed else { return nil }
        try Self.require(
            [
                "access_key": options.accessKey, "secret": options.secret.isEmpty ? "" : "given",
                "endpoint": options.endpoint, "bucket": options.bucket,
            ], in: section)
        return .aliOSS(options)
    }

    // MARK: Parts of stores

    private func secret(_ section: DocumentSection, _ key: String) throws -> Secret? {
        try section.secret(key).flatMap { $0.isEmpty ? nil : $0 }
    }

    private func proxy(_ section: DocumentSection) throws -> ProxyOptions? {
        guard let proxy = try section.section("proxy_config") else { return nil }
        let options = ProxyOptions(
            url: try proxy.text("url") ?? "", username: try proxy.text("username") ?? "",
            password: try secret(proxy, "password") ?? Secret(""))
        try proxy.rejectUnknownKeys()
        if proxy.isEmpty { return nil }
        guard PageURL.isWebAddress(options.url) else {
            throw proxy.error("url", .invalid("give the proxy's address, http://host:port"))
        }
        return options
    }

    /// The credentials that may take on roles, and the role when a request names none.
    private func assumedRole(_ section: DocumentSection) throws -> S3Options.AssumedRole? {
        let (key, secret) = (try section.text("s3_assume_role_key"), try secret(section, "s3_assume_role_secret"))
        let (arn, id) = (try section.text("s3_assume_role_arn"), try section.text("s3_assume_role_external_id"))
        switch (key, secret) {
        case (let key?, let secret?):
            return S3Options.AssumedRole(arn: arn ?? "", externalID: id ?? "", accessKey: key, secret: secret)
        case (nil, nil):
            guard arn == nil, id == nil else {
                throw section.error("s3_assume_role_key", .invalid("give the key and the secret that may take on the role"))
            }
            return nil
        case (nil, _?): throw section.error("s3_assume_role_key", .invalid("it goes with s3_assume_role_secret; give both"))
        case (_?, nil): throw section.error("s3_assume_role_secret", .invalid("it goes with s3_assume_role_key; give both"))
        }
    }

    private static func require(_ values: [String: String], in section: DocumentSection) throws {
        for (key, value) in values.sorted(by: { $0.key < $1.key }) where value.isEmpty {
            throw section.error(key, .invalid("the store cannot be used without it; give it"))
        }
    }
}
