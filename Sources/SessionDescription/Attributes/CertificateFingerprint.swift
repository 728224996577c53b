/// The digest of a certificate as `a=fingerprint` gives it (RFC 8122 section 5).
public struct CertificateFingerprint: Hashable, Sendable {
    /// In lower case: `sha-256`.
    public let algorithm: String
    public let digest: [UInt8]

    public init(algorithm: String, digest: [UInt8]) {
        self.algorithm = algorithm.lowercased()
        self.digest = digest
    }

    /// Reads `sha-256 AB:CD:…`.
    public init?(_ text: Substring) {
        let fields = text.split(separator: " ", maxSplits: 1)
        guard fields.count == 2 else { return nil }
        let pairs = fields[1].utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (16...64).contains(pairs.count) else { return nil }
        var digest: [UInt8] = []
        for pair in pairs {
            guard pair.count == 2, let byte = UInt8(Substring(pair), radix: 16) else { return nil }
            digest.append(byte)
        }
        self.init(algorithm: String(fields[0]), digest: digest)
    }

    public var text: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var hex: [UInt8] = []
        for byte in digest {
            if !hex.isEmpty { hex.append(UInt8(ascii: ":")) }
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 15)])
        }
        return "\(algorithm) \(String(decoding: hex, as: UTF8.self))"
    }
}

extension SDPDocument {
    /// The fingerprints for a section: its own, or else those of the session.
    public func fingerprints(of section: SDPMediaSection) -> [CertificateFingerprint] {
        let own = section.attributes("fingerprint")
        return (own.isEmpty ? attributes("fingerprint") : own).compactMap { CertificateFingerprint($0) }
    }
}
