internal import Cryptography
internal import ObjectStorage
internal import ProtocolModels

/// A storage that a request brings, and where in the request it stands.
struct RequestedStorage {
    /// Such as `web.file_outputs[0].s3`.
    let path: String
    let provider: LiveKit.StorageConfig.Provider

    init(_ choice: some StorageChoice, in path: String) {
        provider = choice.provider
        self.path = "\(path).\(provider.fieldName)"
    }

    /// Whether the bucket names a store of the configuration.
    var isProfile: Bool {
        switch provider {
        case .s3(let upload): upload.bucket.hasPrefix("@")
        case .gcp(let upload): upload.bucket.hasPrefix("@")
        case .azure(let upload): upload.containerName.hasPrefix("@")
        case .aliOSS(let upload): upload.bucket.hasPrefix("@")
        }
    }

    /// The store to use, or the profile that the bucket names. Nothing is called.
    func options(_ settings: StorageSettings) throws(EgressRequestError) -> StorageOptions {
        if let profile = try profile(settings) { return profile }
        switch provider {
        case .s3(let upload): return .s3(try s3(upload, settings.assumedRole))
        case .gcp(let upload):
            try require(upload.bucket, "bucket")
            try require(upload.credentials, "credentials", orProfile: true)
            return .gcp(GCPOptions(
                credentials: Secret(upload.credentials), bucket: upload.bucket, proxy: try proxy(upload.proxy)))
        case .azure(let upload):
            try require(upload.containerName, "container_name")
            try require(upload.accountName, "account_name", orProfile: true)
            try require(upload.accountKey, "account_key", orProfile: true)
            return .azure(AzureOptions(
                accountName: upload.accountName, accountKey: Secret(upload.accountKey),
                containerName: upload.containerName))
        case .aliOSS(let upload):
            try require(upload.bucket, "bucket")
            // It becomes a part of the host.
            guard upload.bucket.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
                throw .invalidField("\(path).bucket")
            }
            try require(upload.endpoint, "endpoint")
            try require(upload.accessKey, "access_key", orProfile: true)
            try require(upload.secret, "secret", orProfile: true)
            return .aliOSS(AliOSSOptions(
                accessKey: upload.accessKey, secret: Secret(upload.secret), endpoint: upload.endpoint, bucket: upload.bucket,
                region: upload.region))
        }
    }

    // MARK: Profiles

    /// What `@name` stands for; nil for a bucket of the request's own.
    private func profile(_ settings: StorageSettings) throws(EgressRequestError) -> StorageOptions? {
        let (field, bucket, keys) = switch provider {
        case .s3(let upload):
            ("bucket", upload.bucket, [upload.accessKey, upload.secret, upload.sessionToken, upload.assumeRoleArn])
        case .gcp(let upload): ("bucket", upload.bucket, [upload.credentials])
        case .azure(let upload): ("container_name", upload.containerName, [upload.accountKey])
        case .aliOSS(let upload): ("bucket", upload.bucket, [upload.accessKey, upload.secret])
        }
        guard isProfile else { return nil }
        let name = String(bucket.dropFirst())
        guard let options = settings.profiles[name] else {
            let known = settings.profiles.keys.sorted().joined(separator: ", ")
            throw .outOfRange(
                field: "\(path).\(field)",
                reason: "no storage profile \(name); there " + (known.isEmpty ? "are none" : "is \(known)"))
        }
        guard keys.allSatisfy(\.isEmpty) else {
            throw .outOfRange(
                field: path, reason: "the storage profile \(name) brings its own credentials; leave those of the request out")
        }
        do {
            return described(try options.withCredentialsOfFile())
        } catch {
            throw .outOfRange(field: "\(path).\(field)", reason: "\(error)")
        }
    }

    /// What a request says of the objects themselves goes before the profile's word.
    private func described(_ profile: StorageOptions) -> StorageOptions {
        guard case .s3(let upload) = provider, case .s3(var options) = profile else { return profile }
        options.metadata.merge(upload.metadata) { $1 }
        if !upload.tagging.isEmpty { options.tagging = upload.tagging }
        if !upload.contentDisposition.isEmpty { options.contentDisposition = upload.contentDisposition }
        return .s3(options)
    }

    // MARK: S3

    private func s3(
        _ upload: LiveKit.S3Upload, _ role: S3Options.AssumedRole?
    ) throws(EgressRequestError) -> S3Options {
        try require(upload.bucket, "bucket")
        var options = S3Options(
            accessKey: upload.accessKey, secret: Secret(upload.secret), region: upload.region, endpoint: upload.endpoint,
            bucket: upload.bucket, forcePathStyle: upload.forcePathStyle, metadata: upload.metadata,
            tagging: upload.tagging)
        if !upload.sessionToken.isEmpty { options.sessionToken = Secret(upload.sessionToken) }
        if !upload.contentDisposition.isEmpty { options.contentDisposition = upload.contentDisposition }
        options.proxy = try proxy(upload.proxy)
        let takesDefaultRole = upload.accessKey.isEmpty && role.map { !$0.arn.isEmpty } == true
        guard takesDefaultRole || !upload.assumeRoleArn.isEmpty else {
            try require(upload.accessKey, "access_key", orProfile: true)
            try require(upload.secret, "secret", orProfile: true)
            return options
        }
        guard var role else { throw .noAssumedRoles }
        if !upload.assumeRoleArn.isEmpty { role.arn = upload.assumeRoleArn }
        if !upload.assumeRoleExternalID.isEmpty { role.externalID = upload.assumeRoleExternalID }
        options.assumedRole = role
        return options
    }

    private func proxy(_ config: LiveKit.ProxyConfig?) throws(EgressRequestError) -> ProxyOptions? {
        guard let config, !config.url.isEmpty else { return nil }
        guard PageURL.isWebAddress(config.url) else { throw .invalidField("\(path).proxy.url") }
        return ProxyOptions(url: config.url, username: config.username, password: Secret(config.password))
    }

    private func require(
        _ value: String, _ field: String, orProfile: Bool = false
    ) throws(EgressRequestError) {
        guard value.isEmpty else { return }
        guard orProfile else { throw .invalidField("\(path).\(field)") }
        throw .outOfRange(field: "\(path).\(field)", reason: "give it, or a configured storage profile as the bucket @name")
    }
}
