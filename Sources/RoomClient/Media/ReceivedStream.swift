internal import MediaTypes
internal import RTPMedia

/// One RTP stream that is being received, and where its frames go. For the transport's thread.
final class ReceivedStream {
    var stream: RTPReceiveStream
    let clock: ParticipantClock
    let output: TrackOutput?
    let trackSID: String

    init(_ section: MediaSection, source: UInt32, clock: ParticipantClock, output: TrackOutput?) {
        var configuration = RTPReceiveStream.Configuration(ssrc: source, formats: section.formats)
        configuration.retransmissionSSRC = section.retransmissionSource
        configuration.extensions = HeaderExtensionMap(section.extensions)
        // Sound comes in small packets, fifty a second.
        configuration.reorderCapacity = section.isVideo ? 512 : 64
        if let output { configuration.maximumDelay = MediaTime(output.options.maximumDelay) }
        stream = RTPReceiveStream(configuration)
        self.clock = clock
        self.output = output
        trackSID = section.trackSID ?? ""
        output?.begin()
    }

    /// Gives on every unit that is ready.
    func drain(at now: MediaTime) {
        while let unit = stream.next(clock: clock.clock) {
            guard let output else { continue }
            let sets = unit.codec == .h264 && unit.isKeyframe ? stream.h264Parameters : nil
            let isContent = output.take(unit, stream.bytes(of: unit), sets: sets)
            if !isContent { stream.requestKeyframe(at: now) }
        }
    }

    /// The end: what is left comes out.
    func finish(at now: MediaTime) {
        stream.finish()
        drain(at: now)
        output?.end(stream)
    }
}

/// A participant's clock, which all its streams share.
final class ParticipantClock {
    var clock = SenderClock()
}

extension MediaTime {
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.init(nanoseconds: seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000)
    }
}

extension Duration {
    init(_ time: MediaTime) { self = .nanoseconds(time.nanoseconds) }
}
