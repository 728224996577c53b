import MediaTypes

/// The life of one destination on its thread: carries out what `StreamRetry` decides.
struct StreamWorker {
    private let url: StreamURL
    private let tracks: [TrackDescription]
    private let policy: StreamPolicy
    private let mailbox: StreamMailbox
    private let clock = ContinuousClock()
    private var retry: StreamRetry
    private var random = SystemRandomNumberGenerator()
    private var result: StreamResult
    private var connection: StreamConnection?
    private var isAccepted = false
    private var isFlushing = false
    private var hasSentEnd = false
    private var finishedBytes: Int64 = 0  // of connections before
    private var settledBytes: Int64?
    private var hasEnded = false

    init(url: StreamURL, tracks: [TrackDescription], policy: StreamPolicy, mailbox: StreamMailbox) {
        self.url = url
        self.tracks = tracks
        self.policy = policy
        self.mailbox = mailbox
        retry = StreamRetry(policy: policy)
        result = StreamResult(url: url.redacted)
    }

    /// Runs to the end; tells `publish` whatever the result may have become.
    mutating func run(_ publish: (StreamResult) -> Void) {
        feed(.begin)
        while !hasEnded {
            look()
            publish(result)
            if !hasEnded { mailbox.wait(atMost: pause) }
        }
        publish(result)
    }

    /// Sent bytes are only known by asking, so a connection is looked at ten times a second even if nothing rings.
    private var pause: Duration {
        let untilDeadline = retry.deadline.map { $0 - clock.now } ?? .seconds(1)
        return connection == nil ? untilDeadline : min(untilDeadline, .milliseconds(100))
    }

    private mutating func look() {
        if let connection { look(at: connection) }
        if mailbox.isEnding, !isFlushing { feed(.endRequested) }
        if isFlushing, mailbox.isHastened { feed(.flushed) }
        if let deadline = retry.deadline, clock.now >= deadline { feed(.time) }
    }

    private mutating func look(at connection: StreamConnection) {
        if let failure = connection.failure(wasAccepted: isAccepted) {
            feed(.failed(failure))
            return
        }
        while connection.hasRoom, let frame = mailbox.pop() { connection.send(frame) }
        let bytes = connection.sentBytes
        result.bytes = finishedBytes + bytes
        if bytes > 0, !isAccepted { noteAcceptance() }
        if isAccepted { feed(.sent(bytes: bytes, isWaiting: connection.isWaiting || !mailbox.isEmpty)) }
        if isFlushing { flush(connection, sent: bytes) }
    }

    private mutating func noteAcceptance() {
        isAccepted = true
        result.isConnected = true
        result.startedAt = result.startedAt ?? clock.now
        feed(.accepted)
    }

    /// The end of stream runs behind the last frame, and the unpublishing commands behind that: these are out when the
    /// bytes on the wire stop growing.
    private mutating func flush(_ connection: StreamConnection, sent bytes: Int64) {
        guard mailbox.isEmpty else { return }
        if !hasSentEnd {
            hasSentEnd = true
            connection.endOfStream()
        }
        guard connection.hasEnded else { return }
        if settledBytes == bytes { feed(.flushed) }
        settledBytes = bytes
    }

    private mutating func feed(_ input: StreamRetry.Input) {
        let action = retry.handle(input, now: clock.now, using: &random)
        switch action {
        case .none: break
        case .connect: connect()
        case .disconnect(let error):
            result.error = error
            disconnect()
        case .flush: isFlushing = true
        case .end(let status, let error):
            disconnect()
            result.status = status
            result.error = error
            result.endedAt = clock.now
            hasEnded = true
        }
    }

    private mutating func connect() {
        if retry.retries > result.retries {
            result.retries = retry.retries
            result.lastRetryAt = clock.now
        }
        mailbox.openQueue()
        do {
            connection = try StreamConnection(to: url, tracks: tracks, policy: policy) { [mailbox] in mailbox.wake() }
        } catch {
            feed(.failed("\(error)"))
        }
    }

    private mutating func disconnect() {
        mailbox.closeQueue()
        connection?.stop()
        connection = nil
        isAccepted = false
        result.isConnected = false
        finishedBytes = result.bytes
    }
}
