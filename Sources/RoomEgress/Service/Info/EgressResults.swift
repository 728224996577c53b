internal import ProtocolModels

extension LiveKit.StreamInfo {
    /// A destination that was just added.
    init(_ stream: EgressPlan.Stream) {
        self.init()
        id = stream.id
        url = stream.url.redacted
    }

    /// The recorder's result, with the times of its clock as the time of day.
    init(_ result: StreamResult) {
        self.init()
        url = result.url
        startedAt = UnixClock.time(of: result.startedAt)
        endedAt = UnixClock.time(of: result.endedAt)
        duration = Int64(clamping: Int128(result.duration / .nanoseconds(1)))
        retries = UInt32(clamping: result.retries)
        lastRetryAt = UnixClock.time(of: result.lastRetryAt)
        switch result.status {
        case .active: status = .active
        case .finished: status = .finished
        case .failed:
            status = .failed
            error = result.error ?? ""
        }
        if endedAt != 0, startedAt == 0 { startedAt = endedAt }
    }

    /// Takes the new state over. A stream that ended stays as it is, and times do not waver with the clock's reading.
    mutating func update(_ new: LiveKit.StreamInfo) {
        guard status == .active else { return }
        let (id, url, begun) = (id, url, startedAt)
        let lastRetry = new.retries == retries ? lastRetryAt : new.lastRetryAt
        self = new
        self.id = id
        self.url = url
        if begun != 0 { startedAt = begun }
        lastRetryAt = lastRetry
    }

    /// Ends a stream that is still active; with the job's error, if it failed.
    mutating func close(at time: Int64, error: String?) {
        guard status == .active else { return }
        if endedAt == 0 { endedAt = time }
        if startedAt == 0 { startedAt = endedAt }
        if duration == 0 { duration = max(0, endedAt.subtractingReportingOverflow(startedAt).partialValue) }
        status = error == nil ? .finished : .failed
        self.error = error ?? ""
    }
}

extension LiveKit.FileInfo {
    /// Takes over what was written. The name stays the plan's.
    mutating func fill(_ result: FileResult) {
        if result.startedAt != 0 { startedAt = result.startedAt }
        endedAt = result.endedAt
        duration = result.duration
        size = result.size
        location = result.location
    }

    /// A file that never began has both times the same.
    mutating func close(at time: Int64) {
        if endedAt == 0 { endedAt = time }
        if startedAt == 0 { startedAt = endedAt }
    }
}
