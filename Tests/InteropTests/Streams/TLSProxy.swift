import Foundation
import TestSupport

/// A stunnel that takes TLS connections, with a certificate nobody vouches for, and passes them on in the clear.
final class TLSProxy: Sendable {
    let port: Int
    private let process: ServerProcess
    private let folder: TemporaryFolder

    init(to target: Int) async throws {
        folder = try TemporaryFolder()
        port = try ServerProcess.freePort()
        try ExternalTool("openssl", package: "openssl")(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=proxy.example",
            "-keyout", folder.path("key.pem"), "-out", folder.path("certificate.pem"))
        let configuration = """
            foreground = yes
            syslog = no
            debug = info
            pid =
            [rtmps]
            accept = 127.0.0.1:\(port)
            connect = 127.0.0.1:\(target)
            cert = \(folder.path("certificate.pem"))
            key = \(folder.path("key.pem"))

            """
        let file = try folder.write(Array(configuration.utf8), as: "stunnel.conf")
        process = try ServerProcess("/usr/bin/stunnel4", package: "stunnel4", [file])
        await process.log.wait(for: "Configuration successful")
    }
}
