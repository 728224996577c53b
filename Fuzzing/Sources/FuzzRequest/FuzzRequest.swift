import RoomEgress
import ServiceKit

/// Any text as a request: an error or a plan, never a trap; and no error or plan prints the room server's secret.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRequest(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    do {
        let request = try RecordingRequest(json: text, source: "request.json")
        let plan = try RecordingPlan(
            request, configuration: configuration, recorder: RecordingPlan.Recorder(identity: "RR_fuzz", now: 0))
        precondition(!"\(plan)".contains(secret) || text.contains(secret))
        precondition(plan.encoding.width % 2 == 0 && plan.encoding.frameRate > 0)
    } catch {
        precondition(!"\(error)".isEmpty)
        precondition(!"\(error)".contains(secret) || text.contains(secret))
    }
    return 0
}

private let secret = "qZ7-secret-xW3"
private let configuration: RecorderConfiguration = {
    let yaml = "{api_key: key, api_secret: \(secret), ws_url: ws://host}"
    guard let configuration = try? RecorderConfiguration(yaml: yaml, source: "config.yaml") else {
        preconditionFailure("the fixed configuration is valid")
    }
    return configuration
}()
