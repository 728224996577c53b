import Foundation
import TestSupport

/// A stunnel that takes TLS connections, with a certificate nobody vouches for, and passes them on in the clear.
final class TLSProxy: Sendable {
    let port: Int
    private let process: ServerProcess
    private let folder: TemporaryFolder

    /// With a `name`, those who ask for another one come to nothing.
    init(to target: Int, name: String? = nil) async throws {
        folder = try TemporaryFolder()
        port = try ServerProcess.freePort()
        try ExternalTool("openssl", package: "openssl")(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=proxy.example",
            "-keyout", folder.path("key.pem"), "-out", folder.path("certificate.pem"))
        let files = "cert = \(folder.path("certificate.pem"))\nkey = \(folder.path("key.pem"))\n"
        let named = name.map { "[named]\nsni = rtmps:\($0)\nconnect = 127.0.0.1:\(target)\n\(files)" }
        let configuration = """
            foreground = yes
            syslog = no
            debug = info
            pid =
            [rtmps]
            accept = 127.0.0.1:\(port)
            connect = 127.0.0.1:\(named == nil ? target : 1)
            \(files)\(named ?? "")
            """
        let file = try folder.write(Array(configuration.utf8), as: "stunnel.conf")
        process = try ServerProcess("/usr/bin/stunnel4", package: "stunnel4", [file])
        await process.log.wait(for: "Configuration successful")
    }
}
