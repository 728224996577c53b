internal import ObjectStorage

extension StorageOptions {
    /// Tells stores apart, also after a restart, and holds nothing secret. What users are told of where an object is would not
    /// do: of Azure it leaves the container out.
    var identity: String {
        switch self {
        case .local(let path): "local:\(path)"
        case .s3(let options): "s3:\(URLMask.masked(options.endpoint))/\(options.bucket)"
        case .gcp(let options): "gcp:\(URLMask.masked(options.endpoint))/\(options.bucket)"
        case .azure(let options): "azure:\(URLMask.masked(options.endpoint))/\(options.accountName)/\(options.containerName)"
        case .aliOSS(let options): "alioss:\(URLMask.masked(options.endpoint))/\(options.bucket)"
        }
    }

    /// AliOSS always needs one.
    var hasCustomEndpoint: Bool {
        switch self {
        case .s3(let options): !options.endpoint.isEmpty
        case .local, .gcp, .azure, .aliOSS: false
        }
    }

    /// Whether what is signed with its credentials ends with them.
    var hasPassingCredentials: Bool {
        guard case .s3(let options) = self else { return false }
        return options.sessionToken != nil || options.assumedRole != nil
    }
}
