internal import Glibc

/// A call of the file system that failed.
struct LocalFailure: Error {
    /// The system's error number; zero when the failure is our finding.
    var code: Int32
    var detail: String
    var isSource = false

    /// The one that the calling thread just had.
    static func last(_ path: String) -> LocalFailure {
        let code = errno
        return LocalFailure(code: code, detail: "\(path): \(String(cString: strerror(code)))")
    }

    var isMissing: Bool { code == ENOENT || code == ENOTDIR }

    var problem: StorageProblem {
        if isSource { return .source }
        return switch code {
        case EACCES, EPERM, EROFS: .permission
        case ENOSPC, EDQUOT, EFBIG: .quota
        case ENOENT: .notFound
        case ENOTDIR, EISDIR, EEXIST, ENAMETOOLONG, ELOOP: .invalidRequest
        case 0: .checksumMismatch
        default: .server(status: 500)
        }
    }
}

extension ContentReader {
    static func local(_ content: ObjectContent) throws(LocalFailure) -> ContentReader {
        do throws(Failure) { return try ContentReader(content) } catch {
            throw LocalFailure(code: 0, detail: error.detail, isSource: true)
        }
    }

    func localRead(_ maximum: Int) throws(LocalFailure) -> [UInt8] {
        do throws(Failure) { return try read(maximum) } catch {
            throw LocalFailure(code: 0, detail: error.detail, isSource: true)
        }
    }
}
