public import ProtobufRuntime

/// A subscription method of a service: messages from any publisher to every subscriber, without request and answer.
public struct MessageChannel<Message: ProtobufMessage>: Sendable {
    private let name: String

    /// `topic` has the method's number of segments; empty ones add nothing.
    public init(service: String, method: String, topic: [String] = []) {
        name = ChannelName.request(service, method, topic)
    }

    public func publish(_ message: Message, on bus: some MessageBus) async throws(BusError) {
        let error = await withCheckedContinuation { continuation in
            bus.publish(Envelope.payload(message), to: name) { continuation.resume(returning: $0) }
        }
        if let error { throw error }
    }

    /// Hands each message to `handler`, from when this returns until the subscription is cancelled; payloads of another
    /// type are passed over. The handler runs on the bus's own thread and must not block it.
    public func subscribe(
        on bus: some MessageBus, handler: @escaping @Sendable (Message) -> Void
    ) async throws(BusError) -> BusSubscription {
        try await bus.subscribe(to: name, as: .every) { payload in
            if let message = Envelope.message(Message.self, in: payload) { handler(message) }
        }
    }
}
