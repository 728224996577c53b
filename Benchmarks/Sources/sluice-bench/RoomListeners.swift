import Cryptography
import RoomClient

/// Participants who receive the publisher's camera.
actor RoomListeners {
    private let address: String
    private var listeners: [Listener] = []

    private struct Listener: Sendable {
        let room: Room
        let track: RemoteTrack
        let frames: Task<Int, Never>
    }

    init(address: String) { self.address = address }

    /// Returns when everyone has had a picture.
    func start(count: Int) async throws {
        for number in 0..<count {
            let room = try await Room.connect(
                to: address,
                credentials: RoomAccount.credentials(
                    "listener-\(number)", VideoGrant(room: RoomAccount.room, roomJoin: true, canPublish: false)))
            let track = try await room.subscribe(
                to: .source(.camera, identity: RoomAccount.publisher), timeout: .seconds(10))
            let (first, hasCome) = AsyncStream<Void>.makeStream()
            let frames = Task {
                var count = 0
                for await case .frame in track.media {
                    if count == 0 { hasCome.finish() }
                    count += 1
                }
                hasCome.finish()
                return count
            }
            for await _ in first {}
            listeners.append(Listener(room: room, track: track, frames: frames))
        }
    }

    func finish() async -> RoomReport {
        var report = RoomReport()
        for listener in listeners {
            let statistics = await listener.track.statistics()
            report.packets += statistics.packets
            report.lost += statistics.lost
            await listener.room.leave()
            report.frames += await listener.frames.value
        }
        return report
    }
}
