import Cryptography
import Foundation
import RoomEgress
import RoomServer

/// What `egress-server dev` is told.
struct DevArguments {
    var port = 7880
    var apiKey = "devkey"
    var apiSecret = "secret"
    var stateDirectory = FileManager.default.temporaryDirectory.path + "/sluice-dev-\(getuid())"
}

/// `egress-server dev`: the service without any configuration, and what to paste to try it.
struct DevCommand {
    let arguments: DevArguments

    func run() async throws -> Int32 {
        let configuration = RoomServerConfiguration(
            apiKey: arguments.apiKey, apiSecret: Secret(arguments.apiSecret))
        let rooms = try RoomServer(configuration)
        let neighbour = PortNeighbour(
            webSockets: rooms.webSockets, serves: { rooms.serves(path: $0) }, answer: { await rooms.handle($0) })
        let status = try await ServeCommand(trying: arguments).run(beside: neighbour) { port in
            FileHandle.standardOutput.write(Data(try text(port: port ?? arguments.port).utf8))
        }
        await rooms.close()
        return status
    }

    private func text(port: Int) throws -> String {
        let now = Int64(Date().timeIntervalSince1970)
        var recording = VideoGrant()
        recording.roomRecord = true
        var joining = VideoGrant()
        (joining.roomJoin, joining.room) = (true, Self.room)
        let token = try token("dev", recording, now)
        return """

            Rooms and their recordings for trying, on this machine only: no replacement for a LiveKit server. For anything
            else write a configuration.

              url     ws://localhost:\(port), http://localhost:\(port)
              key     \(arguments.apiKey)
              secret  \(arguments.apiSecret)
              room    \(Self.room), for a day as
              alice   \(try self.token("alice", joining, now))
              bob     \(try self.token("bob", joining, now))

            Export alice's sound as it is, once she is there, for ten seconds:

              egress-server record --url ws://localhost:\(port) --api-key \(arguments.apiKey) --api-secret \(arguments.apiSecret) \\
                --room \(Self.room) --track alice:microphone --duration 10 alice.ogg

            Record a page for ten seconds:

              TOKEN=\(token)
              call() { curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
                http://localhost:\(port)/twirp/livekit.Egress/$1 -d "$2"; echo; }
              ID=$(call StartWebEgress '{"url": "https://example.com", "file_outputs": [{"filepath": "example.mp4"}]}' \\
                | sed 's/.*"egress_id": *"\\([^"]*\\).*/\\1/; s/.*"egressId": *"\\([^"]*\\).*/\\1/')
              sleep 10; call StopEgress "{\\"egress_id\\": \\"$ID\\"}"; call ListEgress '{}'

            """
    }

    private static let room = "my-room"

    private func token(_ identity: String, _ grant: VideoGrant, _ now: Int64) throws -> String {
        try AccessToken(apiKey: arguments.apiKey, identity: identity, video: grant, now: now)
            .signed(with: Secret(arguments.apiSecret)).reveal()
    }
}
