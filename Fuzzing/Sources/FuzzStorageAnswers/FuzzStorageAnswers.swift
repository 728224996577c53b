import HTTPTransport
import ObjectStorage

/// Any bytes as a store's answer: nothing, or a tree within the limits; and as a refusal, with a problem that can be worded.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzStorageAnswers(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: bytes, count: count))
    if let root = XMLElement.parse(body) { precondition(depth(of: root) <= 16) }
    // The first bytes choose the status and a header or two.
    let status = 200 + 3 * Int(body.first ?? 0) / 2
    let text = String(decoding: body.prefix(40), as: UTF8.self)
    let headers = ["date": text, "retry-after": text, "x-amz-bucket-region": body.count % 2 == 0 ? text : ""]
    let failure = S3Failure(HTTPResponse(status: status, headers: headers, body: body))
    let problem = failure.problem(now: 1_700_000_000, region: "us-east-1")
    precondition(!"\(problem)".isEmpty && !problem.remedy.isEmpty)
    return 0
}

private func depth(of element: XMLElement) -> Int { 1 + (element.children.map(depth).max() ?? 0) }
