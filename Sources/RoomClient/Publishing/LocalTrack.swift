public import MediaTypes
internal import Synchronization
internal import WebRTCTransport

/// A track that we publish.
public final class LocalTrack: Sendable {
    public let settings: LocalTrackSettings
    /// The client's name of it, which the server matches with the media.
    let cid: String
    private let sender: PublisherMedia
    private struct State {
        var sid = ""
        var isMuted = false
        var waiting = 0
    }
    private let state: Mutex<State>
    /// Somebody needs a key frame: the encoder should make its next frame one. For one taker.
    public let keyframeRequests: AsyncStream<Void>
    let keyframeContinuation: AsyncStream<Void>.Continuation
    private let muter: @Sendable (LocalTrack, Bool) async -> Void

    init(
        _ settings: LocalTrackSettings, cid: String, sender: PublisherMedia,
        muter: @escaping @Sendable (LocalTrack, Bool) async -> Void
    ) {
        self.settings = settings
        self.cid = cid
        self.sender = sender
        self.muter = muter
        state = Mutex(State(isMuted: settings.startsMuted))
        (keyframeRequests, keyframeContinuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The server's name; another one after the room was joined anew.
    public var sid: String { state.withLock { $0.sid } }
    public var isMuted: Bool { state.withLock { $0.isMuted } }

    func setSID(_ sid: String) { state.withLock { $0.sid = sid } }
    func recordMuted(_ isMuted: Bool) { state.withLock { $0.isMuted = isMuted } }

    /// Sends a frame, in the form that `EncodedFrame.payload` describes; H.264 parameter sets go out in front of key frames.
    ///
    /// It returns at once. False when the frame was dropped: the track is muted, or more frames wait than
    /// `LocalTrackSettings.queueLimit` allows. Frames are to be sent when they are due: nothing here paces them.
    @discardableResult
    public func send(_ frame: EncodedFrame) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.isMuted, state.waiting < settings.queueLimit else { return false }
            state.waiting += 1
            return true
        }
        guard isTaken else { return false }
        TransportLoop.shared.perform { [self] in
            state.withLock { $0.waiting -= 1 }
            sender.send(frame, of: cid)
        }
        return true
    }

    /// Tells everybody that nothing comes, or that something comes again.
    public func setMuted(_ isMuted: Bool) async { await muter(self, isMuted) }
}
