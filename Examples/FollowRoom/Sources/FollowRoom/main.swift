// Tells what happens in a room: `FollowRoom wss://example.com ROOM`, with LIVEKIT_API_KEY and LIVEKIT_API_SECRET set.
import Cryptography
import Foundation
import RoomClient

let environment = ProcessInfo.processInfo.environment
guard CommandLine.arguments.count == 3, let key = environment["LIVEKIT_API_KEY"],
    let secret = environment["LIVEKIT_API_SECRET"]
else {
    print("usage: FollowRoom wss://example.com ROOM, with LIVEKIT_API_KEY and LIVEKIT_API_SECRET set")
    exit(2)
}
var options = RoomOptions()
options.autoSubscribe = true
do {
    let room = try await Room.connect(
        to: CommandLine.arguments[1],
        credentials: .key(
            key, secret: Secret(secret), identity: "follower", grant: .recorder(in: CommandLine.arguments[2])),
        options: options)
    print("joined \(await room.information.name); here: \(await room.participants.map(\.identity))")
    for await event in room.events {
        switch event {
        case .participantJoined(let who): print("\(who.identity) came")
        case .participantLeft(let who, let reason): print("\(who.identity) left (\(reason.rawValue))")
        case .trackPublished(let track): print("\(track.participantIdentity) publishes \(track.source.rawValue)")
        case .trackSubscribed(let track): Task { await follow(track) }
        case .dataReceived(let data):
            print("\(data.participantIdentity) says: \(String(decoding: data.payload, as: UTF8.self))")
        case .statusChanged(let status): print("\(status)")
        default: break
        }
    }
} catch {
    print("not followed: \(error)")
    exit(1)
}

/// Counts what a track brings until it ends.
func follow(_ track: RemoteTrack) async {
    var (frames, bytes) = (0, 0)
    for await media in track.media {
        switch media {
        case .frame(let frame):
            if let parameters = frame.newParameters {
                print("\(track.info.sid): \(parameters.kind) at \(frame.presentationTime.seconds) s")
            }
            frames += 1
            bytes += frame.payload.count
        case .muted: print("\(track.info.sid): muted")
        case .unmuted: print("\(track.info.sid): unmuted")
        case .ended(let reason): print("\(track.info.sid): \(frames) frames, \(bytes) bytes, ended: \(reason.rawValue)")
        }
    }
}
