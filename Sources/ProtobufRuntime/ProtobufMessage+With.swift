extension ProtobufMessage {
    /// A message filled by `body`: `LiveKit.StopEgressRequest.with { $0.egressID = id }`.
    public static func with<Failure: Error>(_ body: (inout Self) throws(Failure) -> Void) throws(Failure) -> Self {
        var message = Self()
        try body(&message)
        return message
    }
}
