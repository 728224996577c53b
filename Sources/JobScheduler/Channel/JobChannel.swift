internal import Glibc
internal import ServiceKit
internal import Synchronization

/// A job's process's side of its service: the request, commands, and the way for updates and the result.
///
/// Signs of life are sent by a task on the shared pool, so a process whose pool is blocked counts as hung. SIGINT is
/// taken for ``JobCommand/stop``. SIGTERM, SIGQUIT and SIGHUP mean the service, which decides about its jobs; they are
/// ignored until the service is gone, and stop the job then.
public final class JobChannel: Sendable {
    /// The descriptors that a job's process inherits.
    static let socketNumber: Int32 = 3
    static let fileNumber: Int32 = 4

    public let jobID: String
    public let request: [UInt8]
    /// For one consumer. Never ends.
    public let commands: AsyncStream<JobCommand>
    private let socket: JobSocket
    private let files: JobFiles
    private let file: FileDescriptor
    private let signals: SignalSource?
    private let newCommands: AsyncStream<JobCommand>.Continuation
    private let state = Mutex(State())

    private struct State {
        var isOrphaned = false
        var isAbandoned = false
        var isFinished = false
        var lastUpdate: [UInt8]?
    }

    /// Takes over what the service left for this process, and waits for its request. To be called once, before the
    /// process starts programs of its own.
    public static func inherited() async throws(JobChannelError) -> JobChannel {
        for number in [socketNumber, fileNumber] {
            guard fcntl(number, F_SETFD, FD_CLOEXEC) == 0 else { throw .notStartedAsJob }
        }
        var type: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(socketNumber, SOL_SOCKET, SO_TYPE, &type, &size) == 0 else { throw .notStartedAsJob }
        // Whoever read the output may be gone; and when memory ends, a job should go before its service.
        signal(SIGPIPE, SIG_IGN)
        preferAsVictim()
        let socket = JobSocket(FileDescriptor(owning: socketNumber))
        return try await receive(on: socket, FileDescriptor(owning: fileNumber))
    }

    private static func receive(
        on socket: JobSocket, _ file: FileDescriptor
    ) async throws(JobChannelError) -> JobChannel {
        var events = socket.events.makeAsyncIterator()
        switch await events.next() {
        case .message(.start(let start)): return JobChannel(start, socket, file)
        case .message: throw .notStartedAsJob
        case .closed(let error?): throw .notUnderstood(error)
        case .closed(nil), nil: throw .noRequest
        }
    }

    private init(_ start: JobStart, _ socket: JobSocket, _ file: FileDescriptor) {
        jobID = start.jobID
        request = start.request
        self.socket = socket
        self.file = file
        files = JobFiles(folder: start.stateFolder, jobID: start.jobID)
        (commands, newCommands) = AsyncStream.makeStream()
        signals = try? SignalSource([.interrupt, .terminate, .quit, .hangUp])
        noteProcessID()
        Task { await follow() }
        Task { await followSignals() }
        Task { await beat(every: .milliseconds(Int64(max(1, start.heartbeatMilliseconds)))) }
    }

    // MARK: Saying

    /// Whether the service is gone.
    public var isOrphaned: Bool { state.withLock { $0.isOrphaned } }

    /// The job runs; until it says so the service's patience is short.
    public func ready() { socket.send(.ready) }

    /// Tells the service about the job. When it is gone, the last update is kept for the next.
    public func send(_ update: [UInt8]) {
        let isOrphaned = state.withLock { state in
            state.lastUpdate = update
            return state.isOrphaned
        }
        if isOrphaned { keepLastUpdate() } else { socket.send(.update(update)) }
    }

    /// Gives the job's result, for good. The programs it has started and not ended are ended; the process should then
    /// end too.
    public func finish(_ result: [UInt8]) async {
        // First on disk: from here on the result cannot get lost with either process.
        let isAbandoned = state.withLock { state in
            state.isFinished = true
            return state.isAbandoned
        }
        if !isAbandoned { _ = JobFiles.replace(files.result, with: result) }
        socket.send(.result(result))
        await socket.flush()
        await OrphanAdoption.endAllChildren()
    }

    // MARK: Helpers

    private func follow() async {
        for await event in socket.events {
            switch event {
            case .message(.stop): newCommands.yield(.stop)
            case .message(.shutDown): newCommands.yield(.shutDown)
            case .message(.hasten): newCommands.yield(.hasten)
            case .message(.command(let number, let bytes)):
                newCommands.yield(.query(JobQuery(bytes, number: number, socket: socket)))
            case .message: break
            case .closed: becomeOrphan()
            }
        }
    }

    private func becomeOrphan() {
        let isFinished = state.withLock { state in
            state.isOrphaned = true
            return state.isFinished
        }
        guard !isFinished else { return }
        guard !isProvisional else { return abandon() }
        keepLastUpdate()
        newCommands.yield(.orphaned)
    }

    private var isProvisional: Bool {
        var flag: UInt8 = 0
        return pread(file.rawValue, &flag, 1, off_t(JobFiles.header.isProvisional)) == 1 && flag == 1
    }

    private func abandon() {
        state.withLock { $0.isAbandoned = true }
        files.remove()
        newCommands.yield(.abandoned)
    }

    private func keepLastUpdate() {
        if let update = state.withLock({ $0.isAbandoned ? nil : $0.lastUpdate }) { _ = JobFiles.replace(files.update, with: update) }
    }

    private func followSignals() async {
        guard let signals else { return }
        for await signal in signals.signals where signal == .interrupt || isOrphaned { newCommands.yield(.stop) }
    }

    private func beat(every interval: Duration) async {
        while !isOrphaned {
            // What waits to be sent is a sign of life already.
            if socket.isIdle { socket.send(.heartbeat) }
            OrphanAdoption.reapEnded()
            try? await Task.sleep(for: interval)
        }
    }

    /// Lets the next service measure this process.
    private func noteProcessID() {
        let number = UInt32(bitPattern: getpid()).bigEndian
        _ = withUnsafeBytes(of: number) { pwrite(file.rawValue, $0.baseAddress, $0.count, 0) }
    }

    private static func preferAsVictim() {
        let descriptor = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = JobFiles.write(Array("500".utf8), to: descriptor)
        close(descriptor)
    }
}
