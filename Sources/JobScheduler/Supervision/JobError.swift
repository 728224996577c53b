internal import Glibc

/// Why a job has no result.
public enum JobError: Error, Hashable, Sendable, CustomStringConvertible {
    // It did not start.
    case badJobID(String)
    case alreadyRunning(String)
    /// In bytes.
    case requestTooLarge(Int, limit: Int)
    /// What must outlive the processes could not be written; `code` is the system's errno.
    case noState(String, code: Int32)
    case cannotStart(String, code: Int32)

    // It did not go well.
    case notReady(after: Duration)
    /// The process ended by itself, but gave no result.
    case noResult(status: Int32)
    /// The process broke one of its own rules, or the hardware's.
    case crashed(signal: Int32)
    /// Somebody outside killed the process.
    case killed(signal: Int32)
    case hung(silentFor: Duration)
    /// In bytes; without numbers when it was the kernel that found too little left.
    case outOfMemory(used: UInt64?, limit: UInt64?)
    case notUnderstood(JobMessageError)
    /// The service killed it on purpose.
    case ended(reason: String)

    // It is over.
    case hasEnded(String)
    /// In bytes.
    case commandTooLarge(Int, limit: Int)

    public var description: String {
        switch self {
        case .badJobID(let jobID):
            "'\(jobID.prefix(40))' cannot name a job: use up to 128 letters, digits, hyphens and underscores"
        case .alreadyRunning(let jobID): "the job \(jobID) exists already"
        case .requestTooLarge(let count, let limit), .commandTooLarge(let count, let limit):
            "a job cannot be sent \(count) bytes; \(limit) is the most"
        case .noState(let path, let code):
            "cannot note the job in \(path): \(Self.text(code)); make room or choose another folder"
        case .cannotStart(let path, let code): "cannot start the job's process (\(path)): \(Self.text(code))"
        case .notReady(let time):
            "the job's process was not ready \(Self.seconds(time)) s after its start; the log has its last words"
        case .noResult(let status):
            "the job's process ended with status \(status) and without a result; the log has its last words"
        case .crashed(let signal):
            "the job's process crashed with \(Self.name(signal: signal)); the log has its last words"
        case .killed(let signal): "the job's process was killed from outside with \(Self.name(signal: signal))"
        case .hung(let time):
            "the job's process gave no sign of life for \(Self.seconds(time)) s and was ended"
        case .outOfMemory(let used?, let limit):
            "OOM: \(Self.gigabytes(used)) GB used" + (limit.map { ", \(Self.gigabytes($0)) GB allowed" } ?? "")
        case .outOfMemory(nil, _):
            "OOM: the kernel killed the job's process because memory ran out; give the machine or its group more"
        case .notUnderstood(let error): "the job's process said what nobody understands: \(error)"
        case .ended(let reason): reason
        case .hasEnded(let jobID): "the job \(jobID) has ended"
        }
    }

    private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func name(signal: Int32) -> String { "signal \(signal) (\(String(cString: strsignal(signal))))" }

    private static func seconds(_ duration: Duration) -> String {
        let tenths = Int64((duration / .milliseconds(100)).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    private static func gigabytes(_ bytes: UInt64) -> String { Decimals.text(Double(bytes) / Double(1 << 30)) }
}
