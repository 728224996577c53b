internal import MediaTypes
internal import RTPMedia

/// The packets of one published track, from the layers that its publisher sends to those who subscribed. For the loop's
/// thread alone.
final class PublishedMedia {
    let codec: RTPMedia.RTPCodec
    /// Ascending by rank.
    private(set) var layers: [UplinkLayer] = []
    private(set) var forwarders: [Forwarder] = []
    /// Of sound.
    var loudness = LoudnessMeter()
    /// A layer that was so often not there while others were is dead, at ten times a second. Pictures of a shared screen may
    /// be rare, but they are so in all layers.
    private static let mostAbsences = 6

    init(codec: RTPMedia.RTPCodec) { self.codec = codec }

    /// How loud it was since the last call, in decibels below full scale; nil for silence.
    func takeLoudness() -> UInt8? { loudness.take() }

    func add(_ layer: UplinkLayer, at now: MediaTime) {
        layers.removeAll { $0.rid == layer.rid }
        layers.append(layer)
        layers.sort { $0.rank < $1.rank }
        chooseLayers(at: now)
    }

    func layer(rid: String?) -> UplinkLayer? { layers.first { $0.rid == rid } }

    /// Whether pictures of the layer come, as far as one can know: with nothing beside it, it is believed to live.
    func isAlive(_ layer: UplinkLayer) -> Bool { layers.count < 2 || layer.absences < PublishedMedia.mostAbsences }

    private func noteAbsences() {
        let present = layers.map { $0.takePresence() }
        guard present.contains(true) else { return }
        for (layer, isPresent) in zip(layers, present) { layer.note(isPresent: isPresent) }
    }

    // MARK: Subscribers

    func add(_ forwarder: Forwarder, at now: MediaTime) {
        forwarders.append(forwarder)
        for layer in layers { layer.lastReport.map { forwarder.note($0) } }
        forwarder.chooseLayer(at: now)
    }

    func remove(_ forwarder: Forwarder) { forwarders.removeAll { $0 === forwarder } }

    private func chooseLayers(at now: MediaTime) {
        for forwarder in forwarders { forwarder.chooseLayer(at: now) }
    }

    /// To be called ten times a second.
    func serveSubscribers(at now: MediaTime) {
        if layers.count > 1 { noteAbsences() }
        for forwarder in forwarders {
            forwarder.chooseLayer(at: now)
            forwarder.sendReport(at: now)
        }
    }

    func wantKeyframe(of ssrc: UInt32?, at now: MediaTime) {
        guard codec.isVideo, let ssrc, let layer = layers.first(where: { $0.ssrc == ssrc }) else { return }
        layer.wantKeyframe(at: now)
    }

    // MARK: Packets

    @inline(__always)
    func forward(_ packet: RTPPacket, of layer: UplinkLayer, extensions: HeaderExtensionMap, at now: MediaTime) {
        if layer.isKeyframeWanted, codec.startsKeyframe(packet.payload) { layer.noteKeyframe() }
        for forwarder in forwarders { forwarder.forward(packet, extensions: extensions, at: now) }
    }

    /// Takes a sender's report, by the server's clock.
    func note(_ report: SenderReport, of layer: UplinkLayer) {
        layer.lastReport = report
        for forwarder in forwarders { forwarder.note(report) }
    }
}
