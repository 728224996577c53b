internal import ProtocolModels

/// The messages that name a storage, each in a oneof of its own.
protocol StorageChoice {
    /// The same as the newer requests have it.
    var provider: LiveKit.StorageConfig.Provider { get }
    /// The same without credentials.
    var redacted: Self { get }
}

extension LiveKit.StorageConfig.Provider: StorageChoice {
    var provider: Self { self }

    /// The schema's name of the choice.
    var fieldName: String {
        switch self {
        case .s3: "s3"
        case .gcp: "gcp"
        case .azure: "azure"
        case .aliOSS: "aliOSS"
        }
    }

    var redacted: Self {
        switch self {
        case .s3(let upload): .s3(upload.redacted)
        case .gcp(let upload): .gcp(upload.redacted)
        case .azure(let upload): .azure(upload.redacted)
        case .aliOSS(let upload): .aliOSS(upload.redacted)
        }
    }
}

extension LiveKit.EncodedFileOutput.Output: StorageChoice {
    var provider: LiveKit.StorageConfig.Provider {
        switch self {
        case .s3(let upload): .s3(upload)
        case .gcp(let upload): .gcp(upload)
        case .azure(let upload): .azure(upload)
        case .aliOSS(let upload): .aliOSS(upload)
        }
    }

    var redacted: Self {
        switch self {
        case .s3(let upload): .s3(upload.redacted)
        case .gcp(let upload): .gcp(upload.redacted)
        case .azure(let upload): .azure(upload.redacted)
        case .aliOSS(let upload): .aliOSS(upload.redacted)
        }
    }
}

extension LiveKit.DirectFileOutput.Output: StorageChoice {
    var provider: LiveKit.StorageConfig.Provider {
        switch self {
        case .s3(let upload): .s3(upload)
        case .gcp(let upload): .gcp(upload)
        case .azure(let upload): .azure(upload)
        case .aliOSS(let upload): .aliOSS(upload)
        }
    }

    var redacted: Self {
        switch self {
        case .s3(let upload): .s3(upload.redacted)
        case .gcp(let upload): .gcp(upload.redacted)
        case .azure(let upload): .azure(upload.redacted)
        case .aliOSS(let upload): .aliOSS(upload.redacted)
        }
    }
}

extension LiveKit.SegmentedFileOutput.Output: StorageChoice {
    var provider: LiveKit.StorageConfig.Provider {
        switch self {
        case .s3(let upload): .s3(upload)
        case .gcp(let upload): .gcp(upload)
        case .azure(let upload): .azure(upload)
        case .aliOSS(let upload): .aliOSS(upload)
        }
    }

    var redacted: Self {
        switch self {
        case .s3(let upload): .s3(upload.redacted)
        case .gcp(let upload): .gcp(upload.redacted)
        case .azure(let upload): .azure(upload.redacted)
        case .aliOSS(let upload): .aliOSS(upload.redacted)
        }
    }
}

extension LiveKit.ImageOutput.Output: StorageChoice {
    var provider: LiveKit.StorageConfig.Provider {
        switch self {
        case .s3(let upload): .s3(upload)
        case .gcp(let upload): .gcp(upload)
        case .azure(let upload): .azure(upload)
        case .aliOSS(let upload): .aliOSS(upload)
        }
    }

    var redacted: Self {
        switch self {
        case .s3(let upload): .s3(upload.redacted)
        case .gcp(let upload): .gcp(upload.redacted)
        case .azure(let upload): .azure(upload.redacted)
        case .aliOSS(let upload): .aliOSS(upload.redacted)
        }
    }
}
