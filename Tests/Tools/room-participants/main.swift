// Synthetic participants for a room: `room-participants ws://localhost:7880 ROOM SECONDS`, with LIVEKIT_API_KEY and
// LIVEKIT_API_SECRET set. alice and bob each publish a moving test picture (H.264) and a tone (Opus).
import Cryptography
import Foundation
import RoomClient

let environment = ProcessInfo.processInfo.environment
guard CommandLine.arguments.count == 4, let seconds = Double(CommandLine.arguments[3]), seconds > 0, seconds < 1e6,
    let key = environment["LIVEKIT_API_KEY"], let secret = environment["LIVEKIT_API_SECRET"]
else {
    print("usage: room-participants URL ROOM SECONDS, with LIVEKIT_API_KEY and LIVEKIT_API_SECRET set")
    exit(2)
}
do {
    var participants: [Participant] = []
    for (identity, pattern, tone) in [("alice", "smpte", 440), ("bob", "ball", 880)] {
        var grant = VideoGrant()
        (grant.roomJoin, grant.room) = (true, CommandLine.arguments[2])
        let room = try await Room.connect(
            to: CommandLine.arguments[1], credentials: .key(key, secret: Secret(secret), identity: identity, grant: grant))
        participants.append(try await Participant(room, pattern: pattern, tone: tone))
        print("\(identity) is in the room")
    }
    try await Task.sleep(for: .seconds(seconds))
    for participant in participants { await participant.leave() }
} catch {
    print("no participants: \(error)")
    exit(1)
}
