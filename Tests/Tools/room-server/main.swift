import Cryptography
import Foundation
import RoomServer
import WebRTCTransport

/// `room-server ADDRESS PORT KEY SECRET`: rooms on all addresses of the network namespace it is started in, over UDP and TCP, until
/// its input ends. It says when it listens.
let words = CommandLine.arguments
guard words.count == 5, let port = Int(words[2]) else {
    print("room-server ADDRESS PORT KEY SECRET")
    exit(64)
}
var configuration = RoomServerConfiguration(apiKey: words[3], apiSecret: Secret(words[4]))
configuration.host = words[1]
configuration.port = port
configuration.connectivity = ConnectivitySettings()
let rooms = try RoomServer.start(configuration)
print("listening on port \(rooms.port)")
fflush(nil)
while readLine() != nil {}
await rooms.stop()
