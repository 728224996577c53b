import Foundation
import SessionDescription

/// One captured description.
struct CapturedDescription: Decodable {
    var from: String
    var type: String
    var sdp: String

    static let names = [
        "av1", "h264", "vp8", "vp8-simulcast", "vp9", "publisher", "publisher-v0", "subscriber", "subscriber-v0",
    ]

    static func all(of name: String) throws -> [CapturedDescription] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Captures")
        return try String(contentsOf: folder.appending(path: "\(name).jsonl"), encoding: .utf8)
            .split(separator: "\n").map { try JSONDecoder().decode(CapturedDescription.self, from: Data($0.utf8)) }
    }
}

extension LocalTransport {
    /// Some transport of ours.
    static func sample(_ name: String = "ours", digest: UInt8 = 7) -> LocalTransport {
        LocalTransport(
            credentials: ICECredentials(usernameFragment: name, password: "a-password-of-24-letters"),
            fingerprint: CertificateFingerprint(algorithm: "sha-256", digest: Array(repeating: digest, count: 32)))
    }
}
