import Cryptography
import Foundation
import HTTPTransport
import TestSupport
import Testing

@testable import ObjectStorage

@Suite(.timeLimit(.minutes(1))) struct S3SignerTests {
    /// What botocore made of one random request.
    private struct Case: Decodable {
        let time: Int64
        let key: String
        let access: String
        let secret: String
        let token: String?
        let region: String
        let method: String
        let path: String
        let query: [[String]]
        let headers: [String: String]
        let payload: String
        let expires: Int
        let authorization: String
        let service: String
        let presigned: String

        var credentials: S3Credentials {
            S3Credentials(accessKey: access, secret: Secret(secret), sessionToken: token.map { Secret($0) })
        }
    }

    @Test func `signatures are those of botocore`() throws {
        let script = PythonTool.repository.appending(path: "Tests/ObjectStorageTests/Python/signatures.py")
        let cases = try JSONDecoder().decode([Case].self, from: PythonTool.run(script, "20261122", "3000"))
        #expect(cases.count == 3_000)
        for (number, item) in cases.enumerated() {
            let signer = S3Signer(credentials: item.credentials, region: item.region, time: CivilTime(unixTime: item.time))
            let request = S3Signer.Request(
                method: item.method, path: item.path, query: item.query.map { ($0[0], $0[1]) }, headers: item.headers,
                payload: item.payload)
            #expect(PercentEncoding.encode("/" + item.key, keepsSlashes: true) == item.path)
            #expect(try signer.signedHeaders(of: request).headers["authorization"] == item.authorization, "case \(number)")

            var service = signer
            service.service = "sts"
            let digest = Hexadecimal.encode(try SHA256.digest(of: Array(item.secret.utf8).span))
            let plain = S3Signer.Request(
                method: "POST", path: "/", headers: ["host": item.headers["host"] ?? ""], payload: digest)
            #expect(try service.signedHeaders(of: plain).headers["authorization"] == item.service, "case \(number)")

            let link = S3Signer.Request(
                method: "GET", path: item.path, query: request.query, headers: ["host": item.headers["host"] ?? ""],
                payload: "")
            let query = try signer.presignedQuery(of: link, seconds: item.expires)
            #expect(query.hasSuffix("&X-Amz-Signature=\(item.presigned)"), "case \(number)")
        }
    }

    /// The example of Amazon's documentation of chunked uploads.
    @Test func `chunks are signed as documented`() throws {
        let credentials = S3Credentials(
            accessKey: "AKIAIOSFODNN7EXAMPLE", secret: Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"))
        let signer = S3Signer(
            credentials: credentials, region: "us-east-1", time: try #require(CivilTime("2013-05-24T00:00:00Z")))
        let content = [UInt8](repeating: UInt8(ascii: "a"), count: 66_560)
        let request = S3Signer.Request(
            method: "PUT", path: "/examplebucket/chunkObject.txt",
            headers: [
                "host": "s3.amazonaws.com", "x-amz-storage-class": "REDUCED_REDUNDANCY", "content-encoding": "aws-chunked",
                "x-amz-decoded-content-length": "66560", "content-length": "66824",
            ], payload: S3Signer.chunkedPayload)
        let seed = try signer.signedHeaders(of: request).signature
        #expect(seed == "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9")
        let chunks = S3Chunks(content: .bytes(content), signer: signer, seed: seed)
        guard case .pieces(let count, let make) = chunks.body else { return #expect(Bool(false)) }
        let next = try make()
        var sent: [[UInt8]] = []
        while case let piece = try next(), !piece.isEmpty { sent.append(piece) }
        #expect(count == 66_824 && sent.joined().count == 66_824)
        let heads = sent.map { String(decoding: $0.prefix { $0 != 13 }, as: UTF8.self) }
        #expect(
            heads == [
                "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
            ])
        #expect(chunks.digest.md5 == (try MessageDigest.of(content.span, .md5)))
    }

    @Test(arguments: [UInt64(0), 1, 65_535, 65_536, 65_537, 1_000_000])
    func `a body in chunks is as long as it was announced`(size: UInt64) throws {
        let signer = S3Signer(
            credentials: S3Credentials(accessKey: "A", secret: Secret("B")), region: "r", time: CivilTime(unixTime: 0))
        let content = ObjectContent.bytes([UInt8](repeating: 7, count: Int(size)))
        guard case .pieces(let count, let make) = S3Chunks(content: content, signer: signer, seed: "").body else { return }
        let next = try make()
        var sent: UInt64 = 0
        while case let piece = try next(), !piece.isEmpty { sent += UInt64(piece.count) }
        #expect(sent == count)
    }
}
