import MediaTypes

/// Gathers the pieces of a growing file and hands them on together, so that a frame does not cost a call to the system.
///
/// Payloads are passed by reference, never copied, and held until they are handed on.
struct BatchedOutput<Output: RandomAccessOutput & ~Copyable>: ~Copyable, Sendable {
    /// The file's length with everything that was appended.
    private(set) var byteCount: UInt64 = 0
    /// What of it is in the output.
    var writtenByteCount: UInt64 { byteCount - UInt64(pendingSize) }
    /// After a refusal nothing more is taken: the file would have a hole.
    private(set) var hasFailed = false
    private var output: Output
    private let format: ContainerFormat
    private let options: ContainerOptions
    private var pending: [FramePayload] = []
    private var pendingSize = 0
    private var pendingStart: MediaTime?
    private var isFinished = false

    init(_ output: consuming Output, format: ContainerFormat, options: ContainerOptions) {
        self.output = output
        self.format = format
        self.options = options
    }

    /// Throws unless something may be written.
    func check() throws(ContainerError) {
        guard !isFinished else { throw .alreadyFinished(format) }
        guard !hasFailed else { throw .stoppedByFailure(format) }
    }

    /// Throws unless this is the first end.
    mutating func end() throws(ContainerError) {
        guard !isFinished else { throw .alreadyFinished(format) }
        isFinished = true
        guard !hasFailed || byteCount > 0 else { throw .stoppedByFailure(format) }
    }

    mutating func append(_ piece: FramePayload) {
        guard !piece.isEmpty else { return }
        pending.append(piece)
        pendingSize += piece.count
        byteCount += UInt64(piece.count)
    }

    mutating func append(_ bytes: [UInt8]) { append(FramePayload(bytes)) }

    /// Writes what waits, when it is long or large enough; `time` is that of the frame whose pieces came last.
    mutating func writeIfDue(at time: MediaTime) throws(ContainerError) {
        let start = pendingStart ?? time
        pendingStart = start
        if time - start >= options.maximumPendingDuration || pendingSize >= options.maximumPendingSize { try write() }
    }

    mutating func write() throws(ContainerError) {
        guard !pending.isEmpty, !hasFailed else { return }
        let (pieces, size) = (pending, pendingSize)
        (pending, pendingSize, pendingStart) = ([], 0, nil)
        do {
            try output.append(header: [], payloads: pieces)
            try output.synchronize()
        } catch {
            hasFailed = true
            byteCount -= UInt64(size)
            throw .outputFailed(format, cause: error)
        }
    }

    /// Replaces bytes that were written.
    mutating func overwrite(_ bytes: [UInt8], at offset: UInt64) throws(ContainerError) {
        do {
            try output.overwrite(bytes, at: offset)
        } catch {
            hasFailed = true
            throw .outputFailed(format, cause: error)
        }
    }
}
