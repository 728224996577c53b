import CProcessShims
import Foundation
import Synchronization

/// A program that runs beside a job: in a process group of its own, so that a terminal's Ctrl-C does not reach it, and
/// killed by the kernel when this process dies.
final class ChildProcess: Sendable {
    struct Command: Sendable {
        var executable: String
        var arguments: [String] = []
        var environment: [String: String] = [:]
        var directory: String?
        /// Descriptors here that the child gets, by the number they have there.
        var descriptors: [Int32: FileDescriptor] = [:]
        /// Where standard output and standard error go.
        var logFile: String
    }

    enum Exit: Hashable, Sendable, CustomStringConvertible {
        case status(Int32)
        case signal(Int32)

        var description: String {
            switch self {
            case .status(let status): "exit status \(status)"
            case .signal(let number): "signal \(number) (\(String(cString: strsignal(number))))"
            }
        }
    }

    let name: String
    let processID: pid_t
    let logFile: String
    private let state = Mutex(State())

    private struct State {
        var exit: Exit?
        var waiters: [CheckedContinuation<Exit, Never>] = []
    }

    /// Starts `command`, or throws ``ProcessError``.
    static func start(_ name: String, _ command: Command) async throws -> ChildProcess {
        let result = await SpawnThread.run { spawn(command) }
        guard result > 0 else { throw ProcessError.cannotStart(name, command.executable, code: -result) }
        return ChildProcess(name: name, processID: result, logFile: command.logFile)
    }

    private init(name: String, processID: pid_t, logFile: String) {
        self.name = name
        self.processID = processID
        self.logFile = logFile
        let waiter = Thread { [self] in waitAndPublish() }
        waiter.name = "wait \(name)"
        waiter.stackSize = 64 * 1024
        waiter.start()
    }

    /// How the process ended; waits for the end.
    var exit: Exit {
        get async {
            await withCheckedContinuation { continuation in
                let known: Exit? = state.withLock { state in
                    if state.exit == nil { state.waiters.append(continuation) }
                    return state.exit
                }
                if let known { continuation.resume(returning: known) }
            }
        }
    }

    var hasExited: Bool { state.withLock { $0.exit != nil } }

    /// The last lines the program printed, for an error message.
    func lastOutput(lines: Int = 5) -> String {
        guard let text = try? String(contentsOfFile: logFile, encoding: .utf8) else { return "" }
        return text.split(separator: "\n").suffix(lines).joined(separator: "\n")
    }

    /// Kills the process and its group at once.
    func killNow() async {
        signalUnlessReaped(SIGKILL)
        _ = await exit
        kill(-processID, SIGKILL)
    }

    /// Under the lock the process cannot be reaped, so its number cannot belong to somebody else.
    private func signalUnlessReaped(_ number: Int32) {
        state.withLock { state in
            if state.exit == nil { kill(-processID, number) }
        }
    }

    private func waitAndPublish() {
        var information = siginfo_t()
        while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        let (exit, waiters) = state.withLock { state in
            // Reaped under the lock: see `signalUnlessReaped`.
            let exit = Self.reap(processID)
            state.exit = exit
            defer { state.waiters = [] }
            return (exit, state.waiters)
        }
        for waiter in waiters { waiter.resume(returning: exit) }
    }

    private static func reap(_ processID: pid_t) -> Exit {
        var status: Int32 = 0
        guard waitpid(processID, &status, 0) == processID else { return .status(255) }
        let signal = status & 0x7f
        return signal == 0 ? .status((status >> 8) & 0xff) : .signal(signal)
    }

    private static func spawn(_ command: Command) -> pid_t {
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let log = open(command.logFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer {
            close(null)
            close(log)
        }
        guard log >= 0 else { return -errno }
        var descriptors = [
            process_shim_descriptor(source: null, target: 0), process_shim_descriptor(source: log, target: 1),
            process_shim_descriptor(source: log, target: 2),
        ]
        for (target, descriptor) in command.descriptors {
            descriptors.append(process_shim_descriptor(source: descriptor.rawValue, target: target))
        }
        return withCStrings([command.executable] + command.arguments) { arguments in
            withCStrings(command.environment.map { "\($0.key)=\($0.value)" }) { environment in
                process_shim_spawn(
                    command.executable, arguments, environment, command.directory, descriptors,
                    Int32(descriptors.count))
            }
        }
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers)
    }
}
