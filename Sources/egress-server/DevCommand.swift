import Cryptography
import Foundation

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
        try await ServeCommand(trying: arguments).run { port in
            FileHandle.standardOutput.write(Data(try text(port: port ?? arguments.port).utf8))
        }
    }

    private func text(port: Int) throws -> String {
        let now = Int64(Date().timeIntervalSince1970)
        var grant = VideoGrant()
        grant.roomRecord = true
        let token = try AccessToken(apiKey: arguments.apiKey, identity: "dev", video: grant, now: now)
            .signed(with: Secret(arguments.apiSecret)).reveal()
        return """

            Egress service for trying, on this machine only. For anything else write a configuration.

              url     http://localhost:\(port)
              key     \(arguments.apiKey)
              secret  \(arguments.apiSecret)

            Record a page for ten seconds:

              TOKEN=\(token)
              call() { curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
                http://localhost:\(port)/twirp/livekit.Egress/$1 -d "$2"; echo; }
              ID=$(call StartWebEgress '{"url": "https://example.com", "file_outputs": [{"filepath": "example.mp4"}]}' \\
                | sed 's/.*"egress_id": *"\\([^"]*\\).*/\\1/; s/.*"egressId": *"\\([^"]*\\).*/\\1/')
              sleep 10; call StopEgress "{\\"egress_id\\": \\"$ID\\"}"; call ListEgress '{}'

            """
    }
}
