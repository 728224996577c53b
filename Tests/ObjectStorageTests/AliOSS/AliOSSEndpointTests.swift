import Cryptography
import ObjectStorage
import Testing

struct AliOSSEndpointTests {
    @Test(arguments: [
        ("oss-cn-hangzhou.aliyuncs.com", "https://b.oss-cn-hangzhou.aliyuncs.com/k"),
        ("https://oss-eu-central-1-internal.aliyuncs.com/", "https://b.oss-eu-central-1-internal.aliyuncs.com/k"),
        ("cn-shanghai.oss.aliyuncs.com", "https://b.cn-shanghai.oss.aliyuncs.com/k"),
    ])
    func `regions are read from endpoints`(endpoint: String, location: String) throws {
        let options = AliOSSOptions(accessKey: "a", secret: Secret("s"), endpoint: endpoint, bucket: "b")
        #expect(try AliOSSStore(options).location(of: "k") == location)
    }

    @Test(arguments: ["", "storage.example.com", "oss-accelerate.aliyuncs.com", "ftp://oss-cn-hangzhou.aliyuncs.com"])
    func `an endpoint without a region wants one`(endpoint: String) {
        let options = AliOSSOptions(accessKey: "a", secret: Secret("s"), endpoint: endpoint, bucket: "b")
        #expect(throws: StorageError.self) { try AliOSSStore(options) }
    }
}
