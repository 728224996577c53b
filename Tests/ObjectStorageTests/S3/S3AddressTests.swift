import Cryptography
import Testing

@testable import ObjectStorage

struct S3AddressTests {
    /// Endpoint, bucket, forced, then host in region r, path and location of `a/b c.mp4`.
    @Test(arguments: [
        ("", "talks", false, "talks.s3.r.amazonaws.com", "/a/b%20c.mp4", "https://talks.s3.amazonaws.com/a/b c.mp4"),
        ("", "talks", true, "s3.r.amazonaws.com", "/talks/a/b%20c.mp4", "https://s3.amazonaws.com/talks/a/b c.mp4"),
        ("", "my.talks", false, "s3.r.amazonaws.com", "/my.talks/a/b%20c.mp4", "https://s3.amazonaws.com/my.talks/a/b c.mp4"),
        ("", "Talks_1", false, "s3.r.amazonaws.com", "/Talks_1/a/b%20c.mp4", "https://s3.amazonaws.com/Talks_1/a/b c.mp4"),
        ("s3.example", "talks", false, "talks.s3.example", "/a/b%20c.mp4", "https://talks.s3.example/a/b c.mp4"),
        ("https://s3.example/", "talks", false, "talks.s3.example", "/a/b%20c.mp4", "https://talks.s3.example/a/b c.mp4"),
        ("HTTP://S3.Example", "talks", true, "s3.example", "/talks/a/b%20c.mp4", "http://s3.example/talks/a/b c.mp4"),
        ("http://s3.example/base/", "talks", true, "s3.example", "/base/talks/a/b%20c.mp4", "http://s3.example/base/talks/a/b c.mp4"),
        ("minio:9000", "talks", false, "minio:9000", "/talks/a/b%20c.mp4", "https://minio:9000/talks/a/b c.mp4"),
        ("http://localhost", "talks", false, "localhost", "/talks/a/b%20c.mp4", "http://localhost/talks/a/b c.mp4"),
        ("http://10.0.0.7", "talks", false, "10.0.0.7", "/talks/a/b%20c.mp4", "http://10.0.0.7/talks/a/b c.mp4"),
        ("http://[::1]", "talks", false, "[::1]", "/talks/a/b%20c.mp4", "http://[::1]/talks/a/b c.mp4"),
    ] as [(String, String, Bool, String, String, String)])
    func `hosts and paths follow the endpoint`(
        endpoint: String, bucket: String, isForced: Bool, host: String, path: String, location: String
    ) throws {
        let address = try #require(S3Address(endpoint: endpoint, bucket: bucket, forcePathStyle: isForced))
        #expect(address.host(region: "r") == host)
        #expect(address.path(of: "a/b c.mp4") == path)
        #expect(address.location(of: "a/b c.mp4") == location)
    }

    @Test(arguments: [
        ("", ""), ("", "a/b"), ("", "a b"), ("", "a?b"), ("ftp://x", "b"), ("https://", "b"), ("https://u@x", "b"),
        ("x?y", "b"), ("x y", "b"),
    ])
    func `what is no bucket or no endpoint is refused`(endpoint: String, bucket: String) {
        #expect(S3Address(endpoint: endpoint, bucket: bucket, forcePathStyle: false) == nil)
        #expect(throws: StorageError.self) {
            try S3Store(S3Options(accessKey: "a", secret: .init("b"), endpoint: endpoint, bucket: bucket))
        }
    }

    @Test func `without a known region Amazon's host is the global one`() throws {
        let address = try #require(S3Address(endpoint: "", bucket: "talks", forcePathStyle: false))
        #expect(address.host(region: "") == "talks.s3.amazonaws.com")
        #expect(address.host(region: "cn-north-1") == "talks.s3.cn-north-1.amazonaws.com.cn")
    }
}
