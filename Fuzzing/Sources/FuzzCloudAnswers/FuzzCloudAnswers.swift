import Cryptography
import HTTPTransport
import ObjectStorage

/// Any bytes as a refusal of each cloud, which gives a problem that can be worded, and as their credentials and endpoints.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCloudAnswers(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: bytes, count: count))
    let text = String(decoding: body, as: UTF8.self)
    // The first byte chooses the status.
    let status = 200 + 3 * Int(body.first ?? 0) / 2
    let word = String(text.prefix(20))
    let headers = ["retry-after": word, "x-ms-error-code": body.count % 2 == 0 ? word : ""]
    let response = HTTPResponse(status: status, headers: body.count % 3 == 0 ? headers : [:], body: body)
    for error in [
        GCPFailure.error(response, operation: "trying"), AzureFailure.error(response, operation: "trying"),
        AliOSSFailure.error(response, operation: "trying"),
    ] {
        precondition("\(error)".contains("trying") && error.detail.count <= 300)
    }
    open(text)
    return 0
}

private func open(_ text: String) {
    if let store = try? GCPStore(GCPOptions(credentials: Secret(text), bucket: "b")) {
        _ = try? store.presignedURL(of: text, validity: .seconds(1))
    }
    for azure in [
        AzureOptions(accountName: "a", accountKey: Secret(text), containerName: "c"),
        AzureOptions(accountName: "a", sasToken: Secret(text), containerName: "c"),
    ] {
        _ = try? AzureStore(azure).presignedURL(of: text, validity: .seconds(1))
    }
    let options = AliOSSOptions(accessKey: "a", secret: Secret("s"), endpoint: text, bucket: "b")
    _ = try? AliOSSStore(options).presignedURL(of: text, validity: .seconds(1))
}
