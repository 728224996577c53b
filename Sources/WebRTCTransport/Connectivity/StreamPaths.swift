internal import SessionDescription

/// The TCP connections of one libnice agent, all of which go through sockets of ours: peers connect to our ports and not to
/// libnice's, and libnice to our ports and not to peers and relays. For the loop's thread alone.
final class StreamPaths {
    private final class Door {
        /// As others know it, and as libnice does.
        let (shown, near): (ICECandidate, ICECandidate)
        let socket: StreamSocket
        var watch: LoopWatch?

        init(_ socket: consuming StreamSocket, shown: ICECandidate, near: ICECandidate) {
            self.socket = socket
            self.shown = shown
            self.near = near
        }
    }

    /// libnice connects once from each local address to each candidate; peers may connect as often as they like.
    private static let (mostDoors, mostPipes, mostIdle) = (32, 256, 16)

    private let loop: TransportLoop
    private let ports: ClosedRange<UInt16>?
    private let inspection: StreamPipe.Inspection
    /// Hears the ports of connections whose other side hung up.
    private let ended: (UInt16) -> Void
    private var doors: [Door] = []
    private var pipes: [StreamPipe] = []

    init(
        _ loop: TransportLoop, ports: ClosedRange<UInt16>?, _ inspection: StreamPipe.Inspection,
        ended: @escaping (UInt16) -> Void
    ) {
        self.loop = loop
        self.ports = ports
        self.inspection = inspection
        self.ended = ended
    }

    func close() {
        for pipe in pipes { pipe.close() }
        (doors, pipes) = ([], [])
    }

    /// Whether libnice's connection with this port stands for one that is open.
    func isAlive(port: UInt16) -> Bool { pipes.contains { $0.port == port && $0.isAlive } }

    // MARK: Candidates

    /// What peers are told instead of a candidate of libnice's that waits for connections; nil when there is no port to be had.
    func shown(for local: ICECandidate) -> ICECandidate? {
        if local.kind != .host {
            // Behind a translator of addresses: what holds for the port that was asked for holds for ours.
            let base = doors.first { $0.near.kind == .host && $0.near.port == local.relatedPort }
            return base.map { local.moved(to: local.address, $0.shown.port) }
        }
        guard doors.count < StreamPaths.mostDoors, let socket = listener(on: local.address) else { return nil }
        let shown = local.moved(to: local.address, socket.port)
        let door = Door(socket, shown: shown, near: local)
        open(door) { [unowned self, unowned door] in admit(door) }
        return shown
    }

    private func listener(on address: String) -> StreamSocket? {
        guard let ports else { return StreamSocket.listener(on: address) }
        for port in ports { if let socket = StreamSocket.listener(on: address, port: port) { return socket } }
        return nil
    }

    /// Where libnice finds a peer's candidate that waits for connections.
    func near(_ remote: ICECandidate) -> ICECandidate? {
        if let known = doors.first(where: { $0.shown == remote }) { return known.near }
        let address = remote.address.contains(":") ? "::1" : "127.0.0.1"
        guard doors.count < StreamPaths.mostDoors, let socket = StreamSocket.listener(on: address) else { return nil }
        let near = remote.moved(to: address, socket.port)
        let door = Door(socket, shown: remote, near: near)
        open(door) { [unowned self, unowned door] in connect(door, inspection) }
        return near
    }

    /// The port of 127.0.0.1 where libnice finds a relay.
    func port(ofRelay address: String, _ port: UInt16) -> UInt16? {
        guard doors.count < StreamPaths.mostDoors, let socket = StreamSocket.listener(on: "127.0.0.1"),
            let relay = ICECandidate("candidate:1 1 tcp 1 \(address) \(port) typ relay tcptype passive")
        else { return nil }
        let near = socket.port
        let door = Door(socket, shown: relay, near: relay.moved(to: "127.0.0.1", near))
        open(door) { [unowned self, unowned door] in connect(door, nil) }
        return near
    }

    /// A candidate of libnice's pair as others know it.
    func told(_ candidate: ICECandidate) -> ICECandidate {
        guard case .tcp = candidate.transport else { return candidate }
        let door = doors.first { $0.near.port == candidate.port && $0.near.address == candidate.address }
        return door.map { candidate.moved(to: $0.shown.address, $0.shown.port) } ?? candidate
    }

    // MARK: Connections

    private func open(_ door: Door, _ action: @escaping () -> Void) {
        door.watch = LoopWatch(loop, door.socket.descriptor, action)
        door.watch?.wants(reading: true, writing: false)
        doors.append(door)
    }

    /// Of a peer, which has to say first that it is one.
    private func admit(_ door: Door) {
        guard let outer = accepted(door) else { return }
        if pipes.count(where: { $0.isIdle && $0.isAlive }) >= StreamPaths.mostIdle,
            let oldest = pipes.firstIndex(where: { $0.isIdle })
        {
            pipes.remove(at: oldest).close()
        }
        let near = door.near
        add(nil, outer, port: 0, inspection) { StreamSocket.connecting(to: near.address, port: near.port) }
    }

    /// Of libnice, on to whom it is meant for.
    private func connect(_ door: Door, _ inspection: StreamPipe.Inspection?) {
        guard let inner = accepted(door) else { return }
        let outer = StreamSocket.connecting(to: door.shown.address, port: door.shown.port)
        add(inner, outer, port: door.near.port, inspection) { nil }
    }

    private func accepted(_ door: Door) -> StreamSocket? {
        guard let socket = door.socket.accepted() else {
            door.watch = nil  // out of descriptors: to ask again and again would hold up the loop
            return nil
        }
        return socket
    }

    private func add(
        _ inner: consuming StreamSocket?, _ outer: consuming StreamSocket?, port: UInt16, _ inspection: StreamPipe.Inspection?,
        openInner: @escaping () -> StreamSocket?
    ) {
        guard pipes.count < StreamPaths.mostPipes else { return }
        let pipe = StreamPipe(inner, outer, port: port, loop, inspection, openInner: openInner) { [unowned self] pipe in
            if pipe.isIdle { pipes.removeAll { $0 === pipe } }
            ended(pipe.port)
        }
        pipes.append(pipe)
        pipe.begin()
    }
}

extension ICECandidate {
    fileprivate func moved(to address: String, _ port: UInt16) -> ICECandidate {
        var moved = self
        (moved.address, moved.port) = (address, port)
        return moved
    }
}
