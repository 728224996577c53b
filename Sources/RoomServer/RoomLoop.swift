internal import WebRTCTransport

/// Where rooms live: on the thread of the transport loop, so that what the connections report and what they are told needs
/// no hop and no lock.
@globalActor
actor RoomLoop {
    static let shared = RoomLoop()
    nonisolated var unownedExecutor: UnownedSerialExecutor { TransportLoop.shared.asUnownedSerialExecutor() }
}
