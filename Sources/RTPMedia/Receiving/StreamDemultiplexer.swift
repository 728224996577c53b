/// Finds the stream that a packet belongs to (RFC 8843 section 9.2): by its SSRC; then by its mid and rid, which bind
/// the SSRC; then by a payload type that only one m-section has.
public struct StreamDemultiplexer: Sendable {
    /// What a packet is for.
    public struct Route: Hashable, Sendable {
        /// The m-section, as the program numbers or names it.
        public var section: Int
        /// The encoding of a simulcast; `nil` without one.
        public var encoding: String?
        /// The packet repairs the encoding: its payload is a retransmission's.
        public var isRepair: Bool

        public init(section: Int, encoding: String? = nil, isRepair: Bool = false) {
            self.section = section
            self.encoding = encoding
            self.isRepair = isRepair
        }
    }

    private struct Section {
        let section: Int
        let mid: String
        let payloadTypes: Set<UInt8>
        let repairTypes: Set<UInt8>
    }

    private var sections: [Section] = []
    private var routes: [UInt32: Route] = [:]
    /// SSRCs that packets bound themselves; a peer may not bind more than `mostLearnt`.
    private var learnt: Set<UInt32> = []
    private var last: (ssrc: UInt32, route: Route)?
    private let extensions: HeaderExtensionMap
    private let mostLearnt: Int

    /// With BUNDLE all sections share their extensions' ids.
    public init(extensions: HeaderExtensionMap, mostLearnt: Int = 256) {
        self.extensions = extensions
        self.mostLearnt = mostLearnt
    }

    /// Adds an m-section, or replaces it. `repairTypes` are those of its payload types that are retransmissions.
    public mutating func setSection(_ section: Int, mid: String, payloadTypes: Set<UInt8>, repairTypes: Set<UInt8>) {
        sections.removeAll { $0.section == section }
        sections.append(
            Section(section: section, mid: mid, payloadTypes: payloadTypes, repairTypes: repairTypes))
        last = nil
    }

    /// Removes a section and all SSRCs that are bound to it.
    public mutating func removeSection(_ section: Int) {
        sections.removeAll { $0.section == section }
        routes = routes.filter { $0.value.section != section }
        learnt = learnt.filter { routes[$0] != nil }
        last = nil
    }

    /// Binds an SSRC that the description names.
    public mutating func bind(_ ssrc: UInt32, to route: Route) {
        routes[ssrc] = route
        learnt.remove(ssrc)
        last = nil
    }

    /// Takes back a binding, as when a stream says goodbye.
    public mutating func unbind(_ ssrc: UInt32) {
        routes[ssrc] = nil
        learnt.remove(ssrc)
        last = nil
    }

    /// `nil` for a packet that nobody wants.
    public mutating func route(_ packet: borrowing RTPPacket) -> Route? {
        if let last, last.ssrc == packet.ssrc { return last.route }
        if let route = routes[packet.ssrc] {
            last = (packet.ssrc, route)
            return route
        }
        guard learnt.count < mostLearnt, let route = learn(packet) else { return nil }
        learnt.insert(packet.ssrc)
        routes[packet.ssrc] = route
        last = (packet.ssrc, route)
        return route
    }

    private func learn(_ packet: borrowing RTPPacket) -> Route? {
        let type = packet.payloadType
        let mid = packet.mediaIdentification(extensions)
        let candidates = sections.filter { section in
            (mid == nil || section.mid == mid) && section.payloadTypes.contains(type)
        }
        guard candidates.count == 1, let section = candidates.first else { return nil }
        let isRepair = section.repairTypes.contains(type)
        let repaired = packet.repairedStreamIdentification(extensions)
        let encoding = repaired ?? packet.streamIdentification(extensions)
        return Route(section: section.section, encoding: encoding, isRepair: isRepair || repaired != nil)
    }
}
