import Cryptography
import Foundation
import Glibc
import TestSupport
import WebRTCTransport

/// A relay (coturn) on 127.0.0.1, for as long as the object lives.
final class TurnServer: Sendable {
    let port: UInt16
    private let process = Process()
    private let folder: URL
    private let certificates: TestCertificates?

    /// With certificates it speaks TLS, and nothing else.
    init(_ certificates: TestCertificates? = nil) throws {
        self.certificates = certificates
        folder = FileManager.default.temporaryDirectory.appending(path: "turn-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        port = try TurnServer.freePort()
        process.executableURL = URL(fileURLWithPath: try ExternalTool("turnserver", package: "coturn").path())
        process.arguments = [
            "-n", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", "--min-port=41000", "--max-port=41100",
            "--lt-cred-mech", "--user=sluice:\(TurnServer.password)", "--realm=sluice", "--no-dtls",
            "--allow-loopback-peers", "--no-cli", "--pidfile=\(folder.path)/pid", "--log-file=stdout",
            "--userdb=\(folder.path)/users",
        ]
        process.arguments? +=
            certificates.map {
                [
                    "--tls-listening-port=\(port)", "--no-udp", "--no-tcp", "--cert=\($0.certificate)",
                    "--pkey=\($0.key)",
                ]
            } ?? ["--listening-port=\(port)", "--no-tls"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.start()
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitForEnd()
        try? FileManager.default.removeItem(at: folder)
    }

    private static let password = "a-password"

    func server(_ transport: ConnectivitySettings.Server.Transport) -> ConnectivitySettings.Server {
        var server = ConnectivitySettings.Server(
            .turn(transport, username: "sluice", password: Secret(TurnServer.password)), host: "127.0.0.1", port: port)
        server.authorityFile = certificates?.authority
        return server
    }

    /// Whether it takes connections.
    var isReady: Bool {
        guard let socket = try? LoopbackStream() else { return false }
        return socket.connects(to: port)
    }

    private static func freePort() throws -> UInt16 { try LoopbackStream().bound() }
}

/// A TCP socket on 127.0.0.1.
final class LoopbackStream {
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw POSIXFailure(code: errno) }
    }

    deinit { close(descriptor) }

    func connects(to port: UInt16) -> Bool {
        with(address(port)) { Glibc.connect(descriptor, $0, $1) } == 0
    }

    func send(_ bytes: [UInt8]) { _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

    /// The port that the system gives.
    func bound() throws -> UInt16 {
        guard with(address(0), { bind(descriptor, $0, $1) }) == 0 else { throw POSIXFailure(code: errno) }
        var name = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        guard status == 0 else { throw POSIXFailure(code: errno) }
        return UInt16(bigEndian: name.sin_port)
    }

    private func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private func with(_ name: sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        withUnsafePointer(to: name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
