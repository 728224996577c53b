internal import MediaTypes
internal import RTPMedia

/// One track on its way to one subscriber. For the loop's thread alone.
final class Forwarder {
    let media: PublishedMedia
    private unowned let downlink: Downlink
    private var stream: RTPSendStream
    private var choice = LayerChoice()
    /// Nothing is sent while it is set.
    private(set) var isPaused = false
    private var nextReport = MediaTime.zero
    /// A subscriber that asks without end costs the publisher, and so the others, no more than this.
    private var keyframeBudget: SignalBudget

    init(_ media: PublishedMedia, _ configuration: RTPSendStream.Configuration, over downlink: Downlink) {
        self.media = media
        self.downlink = downlink
        stream = RTPSendStream(configuration)
        keyframeBudget = SignalBudget(burst: 5, perSecond: 1, now: .zero)
    }

    var ssrc: UInt32 { stream.configuration.ssrc }
    var retransmissionSSRC: UInt32? { stream.configuration.retransmission?.ssrc }
    /// The SSRC of the layer that is sent.
    var source: UInt32? { stream.currentSource }
    var counters: RTPSendStream.Counters { stream.counters }

    // MARK: Layers

    /// Takes what the subscriber wants to see; the best layer's rank is `limit`.
    func adjust(isPaused: Bool, limit: Int, at now: MediaTime) {
        self.isPaused = isPaused
        choice.limit = limit
        if isPaused { stream.select(source: nil) }
        chooseLayer(at: now)
    }

    func chooseLayer(at now: MediaTime) {
        guard !isPaused, !media.layers.isEmpty else { return }
        let awaited = stream.awaitedSource
        if media.layers.count == 1 {
            if let only = media.layers.first, only.ssrc != stream.currentSource || awaited != nil {
                begin(only.ssrc, at: now)
            }
            return
        }
        let candidates = media.layers.map { layer in
            LayerChoice.Candidate(ssrc: layer.ssrc, rank: layer.rank, isAlive: media.isAlive(layer))
        }
        let best = choice.choose(candidates, current: stream.currentSource, awaited: awaited, at: now)
        if let best, best != stream.currentSource || awaited != nil { begin(best, at: now) }
    }

    private func begin(_ ssrc: UInt32, at now: MediaTime) {
        stream.select(source: ssrc)
        if stream.awaitedSource != nil { media.wantKeyframe(of: ssrc, at: now) }
    }

    // MARK: Packets

    @inline(__always)
    func forward(_ packet: RTPPacket, extensions: HeaderExtensionMap, at now: MediaTime) {
        guard stream.forward(packet, extensions: extensions, at: now) else { return }
        downlink.send(from: &stream, at: now)
    }

    /// Takes a layer's report, by which layers are put in step.
    func note(_ report: SenderReport) { _ = stream.forward(report) }

    /// Reports once a second, however seldom the publisher does: by the reports, receivers know how far away we are.
    func sendReport(at now: MediaTime) {
        guard now >= nextReport, let source = stream.currentSource,
            let layer = media.layers.first(where: { $0.ssrc == source }),
            let report = layer.senderReport(at: now), let own = stream.forward(report)
        else { return }
        nextReport = now + .seconds(1)
        downlink.send(own)
    }

    /// Takes what the subscriber reports.
    func receive(_ message: RTCPMessage, at now: MediaTime) {
        stream.receive(message, at: now, wallClock: RoomClock.wallClock(now))
        if stream.takeKeyframeRequest(), keyframeBudget.take(at: now) {
            media.wantKeyframe(of: stream.awaitedSource ?? stream.currentSource, at: now)
        }
        downlink.send(from: &stream, at: now)
    }
}
