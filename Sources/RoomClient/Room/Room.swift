public import Cryptography
internal import HTTPTransport
public import MediaTypes
internal import ProtocolModels
internal import WebRTCTransport

/// A room of a LiveKit server that we are in: who is there, what they publish, and what we receive and send.
///
/// The connection is kept: when it breaks it is resumed, or the room joined anew, and subscriptions and publications go on.
/// Leave with ``leave()``; a room that is released leaves without a word.
public actor Room {
    /// What happens, for one taker. The newest 4,096 wait to be taken. Ends with the room.
    public nonisolated let events: AsyncStream<RoomEvent>
    /// Where the frames of all tracks lie.
    public nonisolated let timeline: SessionTimeline
    let continuation: AsyncStream<RoomEvent>.Continuation
    let server: String
    let credentials: RoomCredentials
    let options: RoomOptions
    let receiver: SubscriberMedia
    let sender: PublisherMedia
    let canonicalName = String(UInt64.random(in: 1...(.max)), radix: 36)

    var model = RoomModel()
    public internal(set) var status = ConnectionStatus.connected
    /// The newest token that the server gave us.
    var refreshedToken: Secret?
    var session: RoomSession?
    var signal: SignalConnection?
    /// Counts the signalling connections; what an earlier one still says is not listened to.
    var signalNumber = 0
    /// The newest of them is open.
    var isHeard = false
    var signalTasks: [Task<Void, Never>] = []
    var lastHeard = ContinuousClock.now
    var roundTrip = Duration.zero
    var recovery: Task<Void, Never>?
    var recoveryMode = RecoveryMode.resume
    var recoveryHistory = RecoveryHistory()
    /// What could not be said while there was no signalling, to be said after resuming.
    var unsaid: [LiveKit.SignalRequest.Message] = []

    var subscriptions: [String: RemoteTrack] = [:]
    /// Tracks that are gone and may come back.
    var returning: [ReturningTrack] = []
    var trackCount: UInt32 = 0

    var publications: [String: LocalTrack] = [:]
    var answers = RequestAnswers()
    var reliableSequence: UInt32 = 0
    var channelTasks: [Task<Void, Never>] = []
    private var changeWaiters: [CheckedContinuation<Void, Never>] = []

    /// Joins a room.
    ///
    /// - Parameters:
    ///   - server: `ws`, `wss`, `http` or `https`, with a path where the server has one; `/rtc` is added.
    ///   - credentials: They name the room, and who we are.
    /// - Returns: The room as soon as we are in; media connects meanwhile.
    public static func connect(
        to server: String, credentials: RoomCredentials, options: RoomOptions = RoomOptions()
    ) async throws(RoomError) -> Room {
        let room = Room(server, credentials, options)
        try await room.join()
        return room
    }

    init(_ server: String, _ credentials: RoomCredentials, _ options: RoomOptions) {
        self.server = server
        self.credentials = credentials
        var options = options
        if SignalAddress.isLocal(server) { options.connectivity.usesLoopback = true }
        self.options = options
        timeline = SessionTimeline()
        (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(4_096))
        receiver = SubscriberMedia(timeline: timeline, canonicalName: canonicalName)
        sender = PublisherMedia(timeline: timeline, canonicalName: canonicalName)
    }

    deinit {
        continuation.finish()
        for task in signalTasks + channelTasks { task.cancel() }
        recovery?.cancel()
        let tracks = Array(subscriptions.values) + returning.map(\.track)
        // The media holds the connection it sends through, and the connection holds the media.
        TransportLoop.shared.perform { [receiver, sender] in
            receiver.reset()
            sender.reset()
            for track in tracks { track.output.queue.put(.ended(.roomClosed)) }
        }
    }

    // MARK: What is known

    public var information: RoomInformation { model.information }
    /// Ourselves.
    public var localParticipant: Participant? { model.local }
    /// The others, in the order in which they came.
    public var participants: [Participant] { model.participants }

    public func participant(identity: String) -> Participant? {
        model.participants.first { $0.identity == identity }
    }

    public func track(_ sid: String) -> PublishedTrack? { model.track { $0.sid == sid } }
    public func track(_ selection: TrackSelection) -> PublishedTrack? { model.track(where: selection.matches) }

    // MARK: Waiting

    /// The first track that is meant, as soon as there is one.
    public func waitForTrack(_ selection: TrackSelection, timeout: Duration) async throws(RoomError) -> PublishedTrack {
        try await waitForTrack(timeout: timeout, where: selection.matches)
    }

    /// The first track that `matches`, as soon as there is one.
    public func waitForTrack(
        timeout: Duration, where matches: @Sendable (PublishedTrack) -> Bool
    ) async throws(RoomError) -> PublishedTrack {
        let found = try await wait(timeout) { () throws(RoomError) in
            try checkOpen()
            return model.track(where: matches)
        }
        guard let found else { throw .timedOut(.waitingForTrack) }
        return found
    }

    /// Returns when media can flow: the connection that the server waits for is there.
    public func waitForMedia(timeout: Duration = .seconds(15)) async throws(RoomError) {
        let isThere: Bool? = try await wait(timeout) { () throws(RoomError) in
            try checkOpen()
            return session?.isPrimaryConnected == true && recovery == nil ? true : nil
        }
        guard isThere != nil else { throw .timedOut(.connectingMedia) }
    }

    /// Returns when the room is over.
    public func waitUntilDisconnected() async throws(RoomError) -> DisconnectReason {
        let reason = try await wait(nil) { () throws(RoomError) in
            if case .disconnected(let reason) = status { reason } else { nil }
        }
        guard let reason else { throw .cancelled }
        return reason
    }

    /// What `check` answers once it answers anything; nil when it does not in time. It is asked at every change.
    func wait<Value>(
        _ timeout: Duration?, _ check: () throws(RoomError) -> Value?
    ) async throws(RoomError) -> Value? {
        let deadline = timeout.map { ContinuousClock.now + $0 }
        let alarm = deadline.map { deadline in
            Task { [weak self] in
                try? await Task.sleep(until: deadline, clock: .continuous)
                await self?.changed()
            }
        }
        defer { alarm?.cancel() }
        while true {
            if let value = try check() { return value }
            if Task.isCancelled { throw .cancelled }
            if let deadline, deadline <= .now { return nil }
            await withTaskCancellationHandler {
                await withCheckedContinuation { changeWaiters.append($0) }
            } onCancel: {
                Task { [weak self] in await self?.changed() }
            }
        }
    }

    /// Something changed that somebody may wait for.
    func changed() {
        let waiters = changeWaiters
        changeWaiters = []
        for waiter in waiters { waiter.resume() }
    }

    func checkOpen() throws(RoomError) {
        if case .disconnected(let reason) = status { throw .disconnected(reason) }
    }

    /// Returns when nothing has to be got back first.
    func waitUntilConnected() async throws(RoomError) {
        let isThere: Bool? = try await wait(options.requestTimeout) { () throws(RoomError) in
            try checkOpen()
            return status == .connected ? true : nil
        }
        guard isThere != nil else { throw .timedOut(.connectingMedia) }
    }

    func setStatus(_ status: ConnectionStatus) {
        guard status != self.status else { return }
        self.status = status
        continuation.yield(.statusChanged(status))
        changed()
    }

    /// What belongs to one socket alone is lost with it.
    func send(_ message: LiveKit.SignalRequest.Message) async { await signal?.send(message) }

    /// What holds for as long as we are in the room is said again after resuming. Joining anew begins without it.
    func sendForSession(_ message: LiveKit.SignalRequest.Message) async {
        if await signal?.send(message) == true { return }
        if unsaid.count < 1_000 { unsaid.append(message) }
    }

    var isOver: Bool { if case .disconnected = status { true } else { false } }

    // MARK: The end

    /// Says goodbye, and ends everything.
    public func leave() async {
        guard !isOver else { return }
        // Also where the task that leaves was cancelled, which is why it leaves.
        await Task {
            var goodbye = LiveKit.LeaveRequest()
            goodbye.reason = .clientInitiated
            await send(.leave(goodbye))
            await finish(.clientInitiated)
        }.value
    }

    /// The room is over for us.
    func finish(_ reason: DisconnectReason) async {
        guard !isOver else { return }
        status = .disconnected(reason)
        let tracks = Array(subscriptions.values) + returning.map(\.track)
        subscriptions = [:]
        returning = []
        TransportLoop.shared.perform { [receiver, sender] in
            receiver.reset()
            sender.reset()
            for track in tracks { track.output.queue.put(.ended(TrackEnd(reason))) }
        }
        for publication in publications.values { publication.keyframeContinuation.finish() }
        publications = [:]
        continuation.yield(.statusChanged(status))
        continuation.finish()
        changed()
        recovery?.cancel()
        for task in signalTasks + channelTasks { task.cancel() }
        let (signal, session) = (signal, session)
        (self.signal, self.session) = (nil, nil)
        await session?.close()
        await signal?.close()
    }
}

extension TrackEnd {
    /// Of every track, when the room is over.
    init(_ reason: DisconnectReason) {
        self =
            switch reason {
            case .clientInitiated, .roomDeleted, .roomClosed: .roomClosed
            default: .disconnected
            }
    }
}
