internal import Cryptography
internal import Foundation
internal import ProtobufRuntime
internal import ProtocolModels

/// The request of a job, kept beside its files for whoever goes on with them after a crash: with the credentials for their
/// store, and so encrypted under a key made from the service's API secret.
enum SealedRequest {
    private static let name = "/request.sealed"
    private static let purpose = "request of pending uploads"

    static func write(_ request: RPC.StartEgressRequest, beside storage: JobStorage, _ secret: Secret) throws {
        try FileManager.default.createDirectory(
            atPath: storage.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let sealed = try SealedText.seal(request.encoded(), with: secret, purpose: purpose)
        try Data(sealed).write(to: URL(fileURLWithPath: storage.folder + name), options: .atomic)
    }

    /// Nil when there is none, or it was sealed with another secret.
    static func read(in folder: String, _ secret: Secret) -> RPC.StartEgressRequest? {
        guard let sealed = FileManager.default.contents(atPath: folder + name),
            let plain = try? SealedText.open([UInt8](sealed), with: secret, purpose: purpose)
        else { return nil }
        return try? RPC.StartEgressRequest(protobuf: plain)
    }

    static func exists(in folder: String) -> Bool { FileManager.default.fileExists(atPath: folder + name) }

    static func remove(in folder: String) { unlink(folder + name) }
}
