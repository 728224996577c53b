/// An authority of our own and a certificate for `localhost` and 127.0.0.1 that it signed, made by `openssl`.
public final class TestCertificates: Sendable {
    /// PEM files.
    public let authority: String
    public let certificate: String
    public let key: String
    private let folder: TemporaryFolder

    public init() throws {
        folder = try TemporaryFolder()
        authority = folder.path("authority.pem")
        certificate = folder.path("certificate.pem")
        key = folder.path("key.pem")
        let openssl = ExternalTool("openssl", package: "openssl")
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
        for arguments in [
            ["req", "-x509", "-subj", "/CN=Test authority", "-keyout", folder.path("authority.key"), "-out", authority]
                + curve,
            [
                "req", "-x509", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-addext", "basicConstraints=critical,CA:FALSE", "-CA", authority, "-CAkey",
                folder.path("authority.key"), "-keyout", key, "-out", certificate,
            ] + curve,
        ] {
            let result = try openssl.run(arguments)
            guard result.status == 0 else { throw ExternalTool.Failure(description: "openssl: \(result.errors)") }
        }
    }
}
