internal import SessionDescription

/// The ICE generations of one connection: the newest looks for the peer, and until it has found it the one before carries what is
/// sent (RFC 8445 section 9). For the loop's thread alone.
final class ICEGenerations: ICEAgent.Owner {
    /// What the generations tell their owner, on the loop's thread. Of candidates, those of the newest.
    protocol Owner: AnyObject {
        func iceFound(_ candidate: ICECandidate)
        func iceHasGathered()
        func iceHasPair()
        /// Nothing can be sent. While ICE `isSearching`, a newer generation may still find the peer.
        func iceLostPair(isSearching: Bool)
        /// The bytes are the library's, and may be changed in place.
        func iceReceived(_ datagram: UnsafeMutableRawBufferPointer)
    }

    private let settings: ConnectivitySettings
    private let loop: TransportLoop
    private unowned let owner: any Owner
    private(set) var newest: ICEAgent!
    /// Has the pair in use.
    private var carrier: ICEAgent?
    /// Gave way to a newer one, and hears a peer that has not moved yet.
    private var retired: ICEAgent?
    private var retirementTimer: LoopTimer?

    init(_ settings: ConnectivitySettings, loop: TransportLoop, owner: any Owner) throws(PeerConnectionError) {
        self.settings = settings
        self.loop = loop
        self.owner = owner
        newest = try ICEAgent(settings, loop: loop, owner: self)
    }

    deinit { close() }

    func close() {
        for agent in [newest, carrier, retired] { agent?.close() }
        (carrier, retired, retirementTimer) = (nil, nil, nil)
    }

    /// Begins another generation, with credentials, sockets and addresses of now.
    func restart() throws(PeerConnectionError) {
        let next = try ICEAgent(settings, loop: loop, owner: self)
        next.isControlling = newest.isControlling
        if carrier !== newest { newest.close() }
        newest = next
    }

    var hasPair: Bool { carrier != nil }
    var selectedPair: (local: ICECandidate, remote: ICECandidate)? { carrier?.selectedPair }

    /// Sends on the pair in use; false when there is none, or the kernel has no room.
    @inline(__always)
    func send(_ bytes: UnsafeRawBufferPointer) -> Bool { carrier?.send(bytes) ?? false }

    // MARK: What the agents tell

    func agentFound(_ candidate: ICECandidate, _ agent: ICEAgent) {
        if agent === newest { owner.iceFound(candidate) }
    }

    func agentHasGathered(_ agent: ICEAgent) {
        if agent === newest { owner.iceHasGathered() }
    }

    func agentReceived(_ datagram: UnsafeMutableRawBufferPointer) { owner.iceReceived(datagram) }

    func agentHasPair(_ agent: ICEAgent) {
        guard agent === newest else { return }
        if carrier !== agent { retire(carrier) }
        carrier = agent
        owner.iceHasPair()
    }

    /// The peer may send over the old pair until it knows of the new one, which takes it a round trip or a few.
    private func retire(_ agent: ICEAgent?) {
        retired?.close()
        retired = agent
        guard agent != nil else { return }
        retirementTimer = LoopTimer(loop, after: .seconds(3)) { [unowned self] in
            retired?.close()
            retired = nil
        }
    }

    func agentLostPair(_ agent: ICEAgent) {
        if agent === retired { retired = nil }
        guard agent === carrier else { return }
        carrier = nil
        owner.iceLostPair(isSearching: agent !== newest)
    }
}
