/// What a job's process is told.
public enum JobCommand: Sendable {
    /// End well now, with what there is.
    case stop
    /// The same, because the service itself ends.
    case shutDown
    /// End as fast as possible without losing what there is.
    case hasten
    case query(JobQuery)
    /// The service is gone. No more commands but ``stop`` come; updates and the result are kept for the next service.
    case orphaned
    /// The service died before anybody else knew of the job: it is to end at once. It has left no trace on disk already,
    /// and leaves none when it finishes.
    case abandoned
}

/// A command that waits for an answer.
public struct JobQuery: Sendable {
    public let bytes: [UInt8]
    private let number: UInt32
    private let socket: JobSocket

    init(_ bytes: [UInt8], number: UInt32, socket: JobSocket) {
        (self.bytes, self.number, self.socket) = (bytes, number, socket)
    }

    /// It was carried out.
    public func accept(_ answer: [UInt8] = []) { reply(answer, isRefusal: false) }

    /// It was not; the bytes say why.
    public func refuse(_ answer: [UInt8]) { reply(answer, isRefusal: true) }

    private func reply(_ answer: [UInt8], isRefusal: Bool) {
        socket.send(.answer(number: number, isRefusal: isRefusal, answer))
    }
}
