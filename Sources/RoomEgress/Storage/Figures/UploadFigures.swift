import Foundation
import ObjectStorage

/// What uploads add up to: the numbers that a job's process tells its service, and that metrics show.
struct UploadFigures: Codable, Hashable, Sendable {
    /// What metrics tell tries apart by.
    struct Kind: Codable, Hashable, Sendable {
        enum Status: String, Codable, Hashable, Sendable {
            case success, `internal`
            case refused = "4xx"
            case serverFailure = "5xx"
        }

        /// A MIME type.
        var type: String
        var status: Status
        var hasCustomEndpoint: Bool
    }

    /// How long tries took.
    struct Times: Codable, Hashable, Sendable {
        /// Tries per bucket of ``bounds``, the one without a bound last.
        var counts = [UInt64](repeating: 0, count: UploadFigures.bounds.count + 1)
        /// In milliseconds.
        var sum = 0.0
    }

    /// In milliseconds, as documented.
    static let bounds: [Double] = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 20_000, 30_000]

    /// Of the first destination.
    var tries: [Kind: Times] = [:]
    /// Files by MIME type.
    var backupWrites: [String: UInt64] = [:]
    var sentBytes: UInt64 = 0
    var parts: UInt64 = 0
    var retries: UInt64 = 0

    // What is so at this moment.
    var unfinished = 0
    var waitingBytes: UInt64 = 0
    /// Of the byte that waits longest, in seconds; nil when none waits.
    var oldestUnsentAge: Double?

    /// Whether something else than time has changed.
    func isNews(after other: UploadFigures) -> Bool {
        var (new, old) = (self, other)
        (new.oldestUnsentAge, old.oldestUnsentAge) = (nil, nil)
        return new != old
    }

    // MARK: Counting

    mutating func count(_ attempt: UploadAttempt, hasCustomEndpoint: Bool) {
        let type = attempt.contentType ?? "application/octet-stream"
        if attempt.isBackup {
            if attempt.error == nil { backupWrites[type, default: 0] += 1 }
            return
        }
        let milliseconds = attempt.duration / .milliseconds(1)
        let kind = Kind(type: type, status: Kind.Status(attempt.error), hasCustomEndpoint: hasCustomEndpoint)
        tries[kind, default: Times()].counts[Self.bounds.firstIndex { milliseconds <= $0 } ?? Self.bounds.count] += 1
        tries[kind]?.sum += milliseconds
    }

    mutating func add(_ progress: UploadProgress) {
        sentBytes &+= progress.sentBytes
        parts &+= UInt64(progress.storedParts)
        retries &+= UInt64(progress.retries)
        unfinished += progress.waitingFiles
        waitingBytes &+= progress.waitingBytes
        guard let age = progress.oldestUnsentAge.map({ $0 / .seconds(1) }) else { return }
        oldestUnsentAge = max(oldestUnsentAge ?? age, age)
    }

    // MARK: As bytes

    var encoded: [UInt8] { (try? JSONEncoder().encode(self)).map { [UInt8]($0) } ?? [] }

    /// Nil for what another version has written.
    init?(decoding bytes: some Collection<UInt8>) {
        guard let figures = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = figures
    }

    init() {}
}

extension UploadFigures.Kind.Status {
    init(_ error: StorageError?) {
        self = switch error?.problem {
        case nil: .success
        case .credentials, .permission, .missingBucket, .clockSkew, .region, .quota, .throttled, .notFound, .invalidRequest:
            .refused
        case .server(400..<500): .refused
        case .server(500...): .serverFailure
        case .network, .timeout, .checksumMismatch, .source, .server, .cancelled: .internal
        }
    }
}
