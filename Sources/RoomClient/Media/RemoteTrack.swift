public import MediaTypes
internal import Synchronization
internal import WebRTCTransport

/// A track that is being received.
///
/// It goes on while the room is resumed or joined anew, and ends once: see ``TrackMedia/ended(_:)``.
public final class RemoteTrack: Sendable, Identifiable {
    /// Of its frames; a number of the room.
    public let id: TrackID
    let output: TrackOutput
    private let receiver: SubscriberMedia
    private let information: Mutex<PublishedTrack>
    private let unsubscriber: @Sendable (RemoteTrack) async -> Void

    init(
        id: TrackID, _ track: PublishedTrack, _ options: SubscriptionOptions, receiver: SubscriberMedia,
        unsubscriber: @escaping @Sendable (RemoteTrack) async -> Void
    ) {
        self.id = id
        information = Mutex(track)
        output = TrackOutput(
            track: id, isVideo: track.kind == .video, isStereo: track.isStereo, options: options)
        self.receiver = receiver
        self.unsubscriber = unsubscriber
    }

    /// What is known of it now. Its sid changes when its publisher connected anew.
    public var info: PublishedTrack { information.withLock { $0 } }

    public var options: SubscriptionOptions { output.options }

    func update(_ track: PublishedTrack) { information.withLock { $0 = track } }

    /// What it brings, for one taker at a time: frames in order, mutes between them, and an end. What nobody takes waits up
    /// to ``SubscriptionOptions/queueLimit``.
    public var media: TrackMediaSequence { TrackMediaSequence(queue: output.queue) }

    /// What happened so far; a moment's values.
    public func statistics() async -> TrackStatistics {
        let sid = info.sid
        return await withCheckedContinuation { continuation in
            TransportLoop.shared.perform { [receiver, output] in
                continuation.resume(returning: receiver.statistics(of: sid) ?? output.statistics)
            }
        }
    }

    /// Asks the publisher for a key frame, as often as that is useful.
    public func requestKeyframe() {
        let sid = info.sid
        TransportLoop.shared.perform { [receiver] in receiver.requestKeyframe(of: sid) }
    }

    /// Ends it: ``TrackEnd/unsubscribed``.
    public func unsubscribe() async { await unsubscriber(self) }
}

/// What a track brings; ends after ``TrackMedia/ended(_:)``, or when the task that reads it is cancelled.
public struct TrackMediaSequence: AsyncSequence, Sendable {
    let queue: TrackQueue

    public struct AsyncIterator: AsyncIteratorProtocol {
        let queue: TrackQueue

        public mutating func next() async -> TrackMedia? { await queue.take() }
        public mutating func next(isolation actor: isolated (any Actor)?) async -> TrackMedia? { await queue.take() }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(queue: queue) }
}
