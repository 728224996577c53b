internal import Cryptography
internal import Foundation

/// What Google's files of credentials say, as far as tokens need it: a service account, or a person's own login.
struct GCPCredentials: Sendable {
    enum Grant: Sendable {
        /// Signs assertions of itself (RFC 7523).
        case serviceAccount(email: String, key: RSASigningKey, keyID: String?)
        case refreshToken(Secret, clientID: String, clientSecret: Secret)
    }

    let grant: Grant
    /// Where tokens are had, an `http` or `https` URL.
    let tokenAddress: String

    private static let googleTokenAddress = "https://oauth2.googleapis.com/token"
    /// Such files have a few kilobytes.
    static let maximumSize = 64 << 10

    /// Zero when there is none, which then reads as empty.
    static func size(ofFile path: String) -> UInt64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.uint64Value ?? 0
    }

    private struct File: Decodable {
        var type: String?
        var client_email: String?
        var private_key: String?
        var private_key_id: String?
        var token_uri: String?
        var refresh_token: String?
        var client_id: String?
        var client_secret: String?
    }

    /// Reads the JSON. The error's text has nothing of it.
    init(json: Secret) throws(StorageError) {
        let text = json.reveal()
        guard text.utf8.count <= Self.maximumSize,
            let file = try? JSONDecoder().decode(File.self, from: Data(text.utf8))
        else { throw Self.unusable("they are no JSON object of Google's") }
        tokenAddress = file.token_uri ?? Self.googleTokenAddress
        guard ["https://", "http://"].contains(where: tokenAddress.hasPrefix) else {
            throw Self.unusable("token_uri is no URL")
        }
        grant = try Self.grant(file)
    }

    private static func grant(_ file: File) throws(StorageError) -> Grant {
        switch file.type {
        case "service_account":
            guard let email = file.client_email, let key = file.private_key else {
                throw unusable("a service account needs client_email and private_key")
            }
            do throws(CryptographyError) {
                let key = try RSASigningKey(pem: Secret(key))
                return .serviceAccount(email: email, key: key, keyID: file.private_key_id)
            } catch { throw unusable("private_key: \(error)") }
        case "authorized_user":
            guard let token = file.refresh_token, let id = file.client_id, let secret = file.client_secret else {
                throw unusable("an authorized user needs refresh_token, client_id and client_secret")
            }
            return .refreshToken(Secret(token), clientID: id, clientSecret: Secret(secret))
        default:
            throw unusable("their type is neither service_account nor authorized_user")
        }
    }

    private static func unusable(_ reason: String) -> StorageError {
        StorageError(.credentials, store: .gcp, operation: "reading the credentials", detail: reason)
    }
}
