internal import CProcessShims
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Signals of the process as a sequence.
///
/// The C handler writes the signal's number into a pipe and a read source takes it from there, so nothing polls, no
/// thread's signal mask matters, and child processes start with the default actions. One source at a time may hold a
/// signal.
public final class SignalSource: Sendable {
    /// The signals in the order they came. For one consumer; ends with `cancel`.
    public let signals: AsyncStream<Signal>
    private let pipe: SignalPipe

    public init(_ signals: Set<Signal> = [.interrupt, .terminate, .quit]) throws(SignalSourceError) {
        let (stream, continuation) = AsyncStream<Signal>.makeStream()
        self.signals = stream
        pipe = try SignalPipe(signals, continuation: continuation)
    }

    deinit { pipe.close() }

    /// Restores the default actions and ends the sequence.
    public func cancel() { pipe.close() }
}

/// Why signals cannot be received.
public enum SignalSourceError: Error, Hashable, Sendable, CustomStringConvertible {
    case noPipe(errno: Int32)
    /// Another source holds the signal.
    case alreadyHandled(Signal)

    public var description: String {
        switch self {
        case .noPipe(let errno): "opening a pipe for signals failed with errno \(errno); raise the descriptor limit"
        case .alreadyHandled(let signal): "\(signal) is already received elsewhere; use one SignalSource a process"
        }
    }
}

/// The pipe between the handler and the sequence.
private final class SignalPipe: Sendable {
    private let installed: Mutex<Set<Signal>>
    private let writeEnd: Int32
    nonisolated(unsafe) private let source: any DispatchSourceRead  // written once; Dispatch objects are thread-safe

    init(_ signals: Set<Signal>, continuation: AsyncStream<Signal>.Continuation) throws(SignalSourceError) {
        var ends: [Int32] = [0, 0]
        guard sluice_signal_pipe(&ends) == 0 else { throw .noPipe(errno: errno) }
        let (readEnd, writeEnd) = (ends[0], ends[1])
        self.writeEnd = writeEnd
        source = DispatchSource.makeReadSource(fileDescriptor: readEnd)
        source.setEventHandler {
            var number: UInt8 = 0
            while read(readEnd, &number, 1) == 1 {
                if let signal = Signal(rawValue: Int32(number)) { continuation.yield(signal) }
            }
        }
        source.setCancelHandler {
            Glibc.close(readEnd)
            Glibc.close(writeEnd)
            continuation.finish()
        }
        source.resume()
        installed = Mutex([])
        for signal in signals {
            guard sluice_signal_install(signal.rawValue, writeEnd) == 0 else {
                close()
                throw .alreadyHandled(signal)
            }
            installed.withLock { _ = $0.insert(signal) }
        }
    }

    func close() {
        let signals = installed.withLock { installed in
            defer { installed = [] }
            return installed
        }
        for signal in signals { sluice_signal_restore(signal.rawValue) }
        source.cancel()
    }
}
