internal import CProcessShims
internal import Foundation
internal import Synchronization

/// A program that runs beside a service or a job, in a process group of its own, so that a terminal's Ctrl-C does not
/// reach it.
package final class ChildProcess: Sendable {
    package struct Command: Sendable {
        package var executable: String
        package var arguments: [String] = []
        package var environment: [String: String] = [:]
        package var directory: String?
        /// Descriptors here that the child gets, by the number they have there.
        package var descriptors: [Int32: FileDescriptor] = [:]
        package var output: Output
        package var bond = Bond.diesWithParent

        package init(
            executable: String, arguments: [String] = [], environment: [String: String] = [:],
            directory: String? = nil, descriptors: [Int32: FileDescriptor] = [:], output: Output
        ) {
            self.executable = executable
            self.arguments = arguments
            self.environment = environment
            self.directory = directory
            self.descriptors = descriptors
            self.output = output
        }

        package init(
            executable: String, arguments: [String] = [], environment: [String: String] = [:],
            descriptors: [Int32: FileDescriptor] = [:], logFile: String
        ) {
            self.init(
                executable: executable, arguments: arguments, environment: environment, descriptors: descriptors,
                output: .file(logFile))
        }
    }

    /// Where standard output and standard error go.
    package enum Output: Sendable {
        case file(String)
        case descriptor(FileDescriptor)
    }

    /// What becomes of the child when this process dies.
    package enum Bond: Sendable {
        /// The kernel kills it.
        case diesWithParent
        /// It goes on, in a session of its own, and adopts whatever its own children leave behind.
        case independent
    }

    package enum Exit: Hashable, Sendable, CustomStringConvertible {
        case status(Int32)
        case signal(Int32)

        package var description: String {
            switch self {
            case .status(let status): "exit status \(status)"
            case .signal(let number): "signal \(number) (\(String(cString: strsignal(number))))"
            }
        }
    }

    /// What an ended process had used, children that it waited for included.
    package struct ResourceUse: Hashable, Sendable {
        package var cpuSeconds: Double
        /// The most memory that one of the processes had at a time, in bytes.
        package var peakMemory: UInt64
    }

    package let name: String
    package let processID: Int32
    private let logFile: String?
    private let state = Mutex(State())

    private struct State {
        var end: (exit: Exit, use: ResourceUse)?
        var waiters: [CheckedContinuation<Exit, Never>] = []
    }

    /// Starts `command`, or throws ``ProcessError``.
    package static func start(_ name: String, _ command: Command) async throws -> ChildProcess {
        let result = await SpawnThread.run {
            // Under the lock, so that who looks for children that are not ours never sees one too early.
            living.withLock { living in
                let result = spawn(command)
                if result > 0 { living.insert(result) }
                return result
            }
        }
        guard result > 0 else { throw ProcessError.cannotStart(name, command.executable, code: -result) }
        return ChildProcess(name: name, processID: result, output: command.output)
    }

    private init(name: String, processID: pid_t, output: Output) {
        self.name = name
        self.processID = processID
        if case .file(let path) = output { logFile = path } else { logFile = nil }
        let waiter = Thread { [self] in waitAndPublish() }
        waiter.name = "wait \(name)"
        waiter.stackSize = 64 * 1024
        waiter.start()
    }

    /// The numbers of the processes that were started here and not yet reaped.
    static var livingProcessIDs: Set<Int32> { living.withLock { $0 } }

    private static let living = Mutex<Set<Int32>>([])

    /// How the process ended; waits for the end.
    package var exit: Exit {
        get async {
            await withCheckedContinuation { continuation in
                let known: Exit? = state.withLock { state in
                    if state.end == nil { state.waiters.append(continuation) }
                    return state.end?.exit
                }
                if let known { continuation.resume(returning: known) }
            }
        }
    }

    package var hasExited: Bool { state.withLock { $0.end != nil } }

    /// Nil until the process has ended.
    package var resourceUse: ResourceUse? { state.withLock { $0.end?.use } }

    /// The last lines the program printed into its file, for an error message.
    package func lastOutput(lines: Int = 5) -> String {
        guard let logFile, let text = try? String(contentsOfFile: logFile, encoding: .utf8) else { return "" }
        return text.split(separator: "\n").suffix(lines).joined(separator: "\n")
    }

    /// Kills the process and its group at once.
    package func killNow() async {
        sendKill()
        _ = await exit
        kill(-processID, SIGKILL)
    }

    /// Kills the process and its group without waiting for the end. Under the lock the process cannot be reaped, so its
    /// number cannot belong to somebody else.
    package func sendKill() {
        state.withLock { state in
            if state.end == nil { _ = kill(-processID, SIGKILL) }
        }
    }

    private func waitAndPublish() {
        var information = siginfo_t()
        while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        let (exit, waiters) = state.withLock { state in
            // Reaped under the lock: see `sendKill`.
            let end = Self.reap(processID)
            Self.living.withLock { _ = $0.remove(processID) }
            state.end = end
            defer { state.waiters = [] }
            return (end.exit, state.waiters)
        }
        for waiter in waiters { waiter.resume(returning: exit) }
    }

    private static func reap(_ processID: pid_t) -> (exit: Exit, use: ResourceUse) {
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(processID, &status, 0, &usage) == processID else {
            return (.status(255), ResourceUse(cpuSeconds: 0, peakMemory: 0))
        }
        let time = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        let use = ResourceUse(cpuSeconds: time, peakMemory: UInt64(max(0, usage.ru_maxrss)) << 10)
        let signal = status & 0x7f
        return (signal == 0 ? .status((status >> 8) & 0xff) : .signal(signal), use)
    }

    private static func spawn(_ command: Command) -> pid_t {
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(null) }
        guard let log = command.output.open() else { return -errno }
        var descriptors = [
            process_shim_descriptor(source: null, target: 0),
            process_shim_descriptor(source: log.rawValue, target: 1),
            process_shim_descriptor(source: log.rawValue, target: 2),
        ]
        for (target, descriptor) in command.descriptors {
            descriptors.append(process_shim_descriptor(source: descriptor.rawValue, target: target))
        }
        return withCStrings([command.executable] + command.arguments) { arguments in
            withCStrings(command.environment.map { "\($0.key)=\($0.value)" }) { environment in
                process_shim_spawn(
                    command.executable, arguments, environment, command.directory, descriptors,
                    Int32(descriptors.count), command.bond.shimValue)
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

extension ChildProcess.Output {
    /// Nil, with `errno`, when the file cannot be opened.
    fileprivate func open() -> FileDescriptor? {
        switch self {
        case .descriptor(let descriptor): return descriptor
        case .file(let path):
            let log = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            return log >= 0 ? FileDescriptor(owning: log) : nil
        }
    }
}

extension ChildProcess.Bond {
    fileprivate var shimValue: process_shim_bond {
        switch self {
        case .diesWithParent: PROCESS_SHIM_DIES_WITH_PARENT
        case .independent: PROCESS_SHIM_INDEPENDENT
        }
    }
}
