internal import Cryptography

/// One connection through a tunnel: plain bytes on the inner side, TLS on the outer. For the loop's thread alone. At its end it
/// falls silent: of an end libnice must not see anything, see `StreamPipe`.
final class TLSTunnelConnection {
    /// How much may wait for either side before the other is no longer read, in bytes.
    private static let limit = 256 * 1024

    private let inner: StreamSocket
    private let outer: StreamSocket
    private var session: TLSSession
    private var innerWatch: LoopWatch?
    private var outerWatch: LoopWatch?
    private var toInner: [UInt8] = []
    private var toOuter: [UInt8] = []

    init(
        _ inner: consuming StreamSocket, _ outer: consuming StreamSocket, _ session: consuming TLSSession,
        _ loop: TransportLoop
    ) {
        self.inner = inner
        self.outer = outer
        self.session = session
        innerWatch = LoopWatch(loop, self.inner.descriptor) { [unowned self] in pump() }
        outerWatch = LoopWatch(loop, self.outer.descriptor) { [unowned self] in pump() }
    }

    func begin() { pump() }

    /// One turn in each direction: the loop has others to serve.
    private func pump() {
        do throws(TLSError) {
            guard try carryIn(), try carryOut() else {
                end()
                return
            }
        } catch {
            end()  // a certificate that is refused, among others
            return
        }
        innerWatch?.wants(
            reading: session.isEstablished && toOuter.count < TLSTunnelConnection.limit, writing: !toInner.isEmpty)
        outerWatch?.wants(reading: toInner.count < TLSTunnelConnection.limit, writing: !toOuter.isEmpty)
    }

    /// False at the end of the connection.
    private func carryIn() throws(TLSError) -> Bool {
        var bytes: [UInt8] = []
        if toInner.count < TLSTunnelConnection.limit, outer.read(appendingTo: &bytes) == .ended { return false }
        try session.receive(bytes.span)
        try session.handshake()
        while session.isEstablished, try session.read(appendingTo: &toInner) {}
        return inner.write(from: &toInner) != .ended && !session.hasEnded
    }

    private func carryOut() throws(TLSError) -> Bool {
        if session.isEstablished, toOuter.count < TLSTunnelConnection.limit {
            var bytes: [UInt8] = []
            if inner.read(appendingTo: &bytes) == .ended { return false }
            try session.write(bytes.span)
        }
        session.takeOutput(appendingTo: &toOuter)
        return outer.write(from: &toOuter) != .ended
    }

    private func end() {
        innerWatch = nil
        outerWatch = nil
    }
}
