internal import Glibc

/// Keeps some room free on a disk: nothing begins without it, and what runs ends well before the disk is full.
public struct DiskGuard: Sendable {
    /// In bytes; zero asks for nothing.
    public let minimum: UInt64
    /// Need not exist yet.
    public let folder: String

    public init(minimum: UInt64, folder: String) {
        self.minimum = minimum
        self.folder = folder
    }

    /// What users other than the system's own may still write, in bytes; nil where the system does not say.
    public var free: UInt64? {
        var path = folder
        while true {
            var status = statvfs()
            if statvfs(path.isEmpty ? "/" : path, &status) == 0 {
                return UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue
            }
            guard let slash = path.lastIndex(of: "/"), errno == ENOENT || errno == ENOTDIR else { return nil }
            path = String(path[..<slash])
        }
    }

    /// Why nothing may begin; nil when there is room.
    public var refusal: String? {
        guard minimum > 0, let free, free < minimum else { return nil }
        return "\(free >> 20) MB are free in \(folder), and min_disk_space_mb asks for \(minimum >> 20); free some space"
    }

    /// Returns when there is too little room. The system tells nobody when a disk fills, so it is asked now and then: at
    /// 100 MB a second that writes a gigabyte between two looks.
    public func awaitShortage() async throws {
        while refusal == nil { try await Task.sleep(for: .seconds(10)) }
    }
}

extension RecorderConfiguration {
    /// Of the disk that a recording is written to.
    public func diskGuard(for folder: String?) -> DiskGuard {
        DiskGuard(minimum: folder == nil ? 0 : storage.minimumFreeSpace, folder: folder ?? "/")
    }
}

extension RecordingJob {
    /// Where the first file is written; nil without one.
    public var outputFolder: String? {
        for case .file(let path, _) in outputs { return OutputPath.split(path).folder }
        return nil
    }
}

extension TrackJob {
    /// Where the file is written; nil without one.
    public var outputFolder: String? {
        guard case .file(let naming) = output else { return nil }
        return naming.storage?.folder ?? naming.folder
    }
}
