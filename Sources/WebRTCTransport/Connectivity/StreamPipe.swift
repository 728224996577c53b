/// One TCP connection of ours to a peer or a relay, and the one of libnice that it stands for. For the loop's thread alone.
///
/// libnice 0.1.21 forgets the selected pair while it takes away a socket whose other end hung up, and may then assert that there
/// is one (conncheck.c:3056), which aborts the process. So it never sees an end: its side stays as it is until its agent goes.
final class StreamPipe {
    /// What is looked at on its way to libnice: the frames of RFC 4571.
    struct Inspection {
        /// Whether a connection with this first frame is for us.
        var admits: (UnsafeRawBufferPointer) -> Bool
        /// Whether libnice is not to get a frame.
        var withholds: (UnsafeRawBufferPointer) -> Bool
    }
    private final class End {
        let socket: StreamSocket
        var watch: LoopWatch?

        init(_ socket: consuming StreamSocket) { self.socket = socket }
    }

    /// How much may wait for either side before the other is no longer read, in bytes.
    private static let limit = 256 * 1024

    private let loop: TransportLoop
    private let inspection: Inspection?
    private let openInner: () -> StreamSocket?
    private let ended: (StreamPipe) -> Void
    private var outer: End?
    private var inner: End?
    private var arrived: [UInt8] = []
    private var toInner: [UInt8] = []
    private var toOuter: [UInt8] = []
    /// By which libnice knows the peer: the port that it connects to, or is connected from.
    private(set) var port: UInt16

    /// `inner` is nil while nothing has come that is for libnice, `outer` where nobody can be reached. `ended` hears that the other
    /// side hung up.
    init(
        _ inner: consuming StreamSocket?, _ outer: consuming StreamSocket?, port: UInt16, _ loop: TransportLoop,
        _ inspection: Inspection?, openInner: @escaping () -> StreamSocket?, ended: @escaping (StreamPipe) -> Void
    ) {
        self.loop = loop
        self.port = port
        self.inspection = inspection
        self.openInner = openInner
        self.ended = ended
        if let outer { self.outer = End(outer) }
        if let inner { self.inner = End(inner) }
        guard self.outer != nil else { return }
        self.outer?.watch = watch(self.outer)
        self.inner?.watch = watch(self.inner)
    }

    private func watch(_ end: End?) -> LoopWatch? {
        end.map { LoopWatch(loop, $0.socket.descriptor) { [unowned self] in pump() } }
    }

    /// Whether the other side is there still.
    var isAlive: Bool { outer != nil }
    /// Whether nothing has come yet that is for libnice.
    var isIdle: Bool { inner == nil }

    func begin() { if isAlive { pump() } }

    /// What libnice said last, such as that a session is over, still goes out as far as the kernel takes it.
    func close() {
        if let inner, let outer {
            while inner.socket.read(appendingTo: &toOuter) == .some, toOuter.count < StreamPipe.limit {}
            _ = outer.socket.write(from: &toOuter)
        }
        outer = nil
        inner = nil
    }

    /// One turn in each direction: the loop has others to serve.
    private func pump() {
        guard carryIn(), carryOut() else {
            outer = nil
            inner?.watch = nil
            ended(self)
            return
        }
        inner?.watch?.wants(reading: toOuter.count < StreamPipe.limit, writing: !toInner.isEmpty)
        outer?.watch?.wants(reading: toInner.count < StreamPipe.limit, writing: !toOuter.isEmpty)
    }

    /// False at the end of the connection. What came before it libnice still gets.
    private func carryIn() -> Bool {
        var isOpen = true
        if let outer, toInner.count < StreamPipe.limit { isOpen = outer.socket.read(appendingTo: &arrived) != .ended }
        guard takeArrived() else { return false }
        if let inner, inner.socket.write(from: &toInner) == .ended { return false }
        return isOpen
    }

    private func carryOut() -> Bool {
        if let inner, toOuter.count < StreamPipe.limit, inner.socket.read(appendingTo: &toOuter) == .ended { return false }
        if let outer, outer.socket.write(from: &toOuter) == .ended { return false }
        return true
    }

    /// False when they are not for us.
    private func takeArrived() -> Bool {
        guard let inspection else {
            toInner += arrived
            arrived = []
            return true
        }
        var start = 0
        while arrived.count - start >= 2 {
            let end = start + 2 + (Int(arrived[start]) << 8 | Int(arrived[start + 1]))
            guard arrived.count >= end else { break }
            guard take(start..<end, inspection) else { return false }
            start = end
        }
        arrived.removeFirst(start)
        return true
    }

    private func take(_ range: Range<Int>, _ inspection: Inspection) -> Bool {
        let (isForUs, isWithheld) = arrived.withUnsafeBytes { bytes in
            let frame = UnsafeRawBufferPointer(rebasing: bytes[range.dropFirst(2)])
            return (inner != nil || inspection.admits(frame), frame.isEmpty || inspection.withholds(frame))
        }
        guard isForUs, inner != nil || openTowardsLibrary() else { return false }
        if !isWithheld { toInner += arrived[range] }
        return true
    }

    private func openTowardsLibrary() -> Bool {
        guard let socket = openInner() else { return false }
        port = socket.port
        let end = End(socket)
        inner = end
        end.watch = watch(end)
        return true
    }
}
