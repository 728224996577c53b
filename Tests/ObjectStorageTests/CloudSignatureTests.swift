import Cryptography
import Foundation
import TestSupport
import Testing

@testable import ObjectStorage

/// Compares with what the clouds' own libraries for Python make of the same random requests.
@Suite(.timeLimit(.minutes(5)))
struct CloudSignatureTests {
    private struct Reference: Decodable {
        var alioss: [AliOSS]
        var azure: [Azure]
        var google: [Google]
        /// A service account's file.
        var credentials: String
    }

    private struct AliOSS: Decodable {
        var method, bucket, key, region, accessKey, secret, authorization, signature: String
        var time, validity: Int64
        var query: [[String]]
        var headers: [String: String]
    }

    private struct Azure: Decodable {
        var method, account, key, path, container, blob, authorization: String
        var query: [[String]]
        var headers, access: [String: String]
        var length: UInt64
        var expiry: Int64
    }

    private struct Google: Decodable {
        var bucket, key, url, message, signature: String
        var time, validity: Int64
    }

    private static let reference = Result {
        let script = PythonTool.repository.appending(path: "Tests/ObjectStorageTests/Python/cloud_signatures.py")
        return try JSONDecoder().decode(Reference.self, from: PythonTool.run(script, "2000", "5"))
    }

    private func pairs(_ query: [[String]]) -> [(name: String, value: String)] { query.map { ($0[0], $0[1]) } }

    @Test func `AliOSS version 4, in headers and in addresses`() throws {
        for request in try Self.reference.get().alioss {
            let signature = AliOSSSignature(
                accessKey: request.accessKey, secret: Secret(request.secret), region: request.region)
            let subject = AliOSSSignature.Subject(
                method: request.method, resource: "/\(request.bucket)/\(request.key)", query: pairs(request.query),
                headers: request.headers)
            let time = CivilTime(unixTime: request.time)
            #expect(try signature.headers(for: subject, at: time)["authorization"] == request.authorization)
            let query = try signature.query(for: subject, at: time, validity: request.validity)
            #expect(query.hasSuffix("&x-oss-signature=\(request.signature)"))
        }
    }

    @Test func `Azure's Shared Key`() throws {
        for request in try Self.reference.get().azure {
            let key = try #require(AzureSharedKey(account: request.account, key: Secret(request.key)))
            let subject = AzureSharedKey.Subject(
                method: request.method, path: request.path, query: pairs(request.query), headers: request.headers,
                contentLength: request.length)
            #expect(try key.authorization(for: subject) == request.authorization, "\(request)")
        }
    }

    @Test func `Azure's shared access signatures`() throws {
        for request in try Self.reference.get().azure {
            let key = try #require(AzureSharedKey(account: request.account, key: Secret(request.key)))
            let query = try AzureSharedAccess.readQuery(
                container: request.container, blob: request.blob, key: key, expiry: CivilTime(unixTime: request.expiry))
            let fields = URLComponents(string: "https://host/?\(query)")?.queryItems ?? []
            #expect(Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value ?? "") }) == request.access)
        }
    }

    @Test func `Google's signed addresses and bytes`() throws {
        let reference = try Self.reference.get()
        let grant = try GCPCredentials(json: Secret(reference.credentials)).grant
        guard case .serviceAccount(let email, let key, let keyID) = grant else {
            Issue.record("no service account")
            return
        }
        #expect(keyID == "abc123")
        let signer = GCPSignedURL(email: email, key: key, host: "storage.googleapis.com")
        for request in reference.google {
            let target = try signer.target(
                for: "/\(request.bucket)/\(request.key)", at: CivilTime(unixTime: request.time), validity: request.validity)
            #expect("https://storage.googleapis.com\(target)".lowercased() == request.url.lowercased())
            let signature = try key.signature(of: Array(request.message.utf8).span)
            #expect(Data(signature).base64EncodedString() == request.signature)
        }
    }

    /// Published in the test suites of the vendor's libraries.
    @Test(arguments: [
        (time: Int64(1_702_743_657), expected: "e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe"),
    ])
    func `AliOSS's published vector for headers`(time: Int64, expected: String) throws {
        let signature = AliOSSSignature(accessKey: "ak", secret: Secret("sk"), region: "cn-hangzhou")
        var subject = vector
        subject.headers = ["x-oss-head1": "value", "abc": "value", "content-type": "text/plain"]
        let headers = try signature.headers(for: subject, at: CivilTime(unixTime: time))
        let scope = "ak/20231216/cn-hangzhou/oss/aliyun_v4_request"
        #expect(headers["authorization"] == "OSS4-HMAC-SHA256 Credential=\(scope),Signature=\(expected)")
        #expect(headers["x-oss-date"] == "20231216T162057Z")
    }

    @Test func `AliOSS's published vector for addresses`() throws {
        let signature = AliOSSSignature(accessKey: "ak", secret: Secret("sk"), region: "cn-hangzhou")
        var subject = vector
        subject.headers = ["x-oss-head1": "value", "abc": "value", "content-type": "application/octet-stream"]
        let query = try signature.query(for: subject, at: CivilTime(unixTime: 1_702_781_677), validity: 599)
        #expect(query.hasSuffix("=a39966c61718be0d5b14e668088b3fa07601033f6518ac7b523100014269c0fe"))
    }

    private var vector: AliOSSSignature.Subject {
        AliOSSSignature.Subject(
            method: "PUT", resource: "/bucket/1234+-/123/1.txt",
            query: [
                ("param1", "value1"), ("+param1", "value3"), ("|param1", "value4"), ("+param2", ""), ("|param2", ""),
                ("param2", ""),
            ])
    }
}
