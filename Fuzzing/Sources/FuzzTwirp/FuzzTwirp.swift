import Cryptography
import Dispatch
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import Synchronization
import TwirpTransport

/// The first byte chooses method and format, the rest is the body: each is answered with the echo of a message or with
/// an error of a documented code. A body of the last kind is an error as a client reads it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTwirp(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let body = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let choice = Int(start.pointee) % 7
    if choice == 6 {
        if let error = TwirpError(json: body) { precondition(TwirpError(json: error.json) == error) }
        return 0
    }
    let type = choice % 2 == 0 ? "application/json" : "application/protobuf"
    let response = answer(
        HTTPRequest(
            method: "POST", path: paths[choice / 2], headers: ["content-type": type, "authorization": authorization],
            body: body))
    if response.status == 200 {
        precondition(response.headers["content-type"] == type)
    } else {
        precondition(response.status == 400 && TwirpError(json: response.body)?.code == .malformed)
    }
    return 0
}

private let paths = ["StartWebEgress", "ListEgress", "UpdateStream"].map { "/twirp/livekit.Egress/\($0)" }
private let secret = Secret("a-secret-of-thirty-two-characters")

private let authorization: String = {
    var grant = VideoGrant()
    grant.roomRecord = true
    let token = try! AccessToken(apiKey: "key", identity: "fuzz", video: grant, now: 0).signed(with: secret)
    return "Bearer \(token.reveal())"
}()

private let server: TwirpServer = {
    let verifier = AccessTokenVerifier(apiKey: "key", apiSecret: secret)
    var server = TwirpServer(authenticator: TwirpAuthenticator(verifier: verifier, now: { 0 }))
    server.serve(LiveKit.Egress.startWebEgress, requiring: .roomRecord) { request, _ in
        .with { $0.request = .web(request) }
    }
    server.serve(LiveKit.Egress.listEgress, requiring: .roomRecord) { request, _ in
        .with { $0.items = [.with { $0.egressID = request.egressID }] }
    }
    server.serve(LiveKit.Egress.updateStream, requiring: .roomRecord) { request, _ in
        .with { $0.error = request.addOutputURLs.joined() }
    }
    return server
}()

private func answer(_ request: HTTPRequest) -> HTTPResponse {
    let (done, result) = (DispatchSemaphore(value: 0), Box())
    Task {
        let response = await server.answer(request)
        result.response.withLock { $0 = response }
        done.signal()
    }
    done.wait()
    return result.response.withLock { $0 }
}

private final class Box: Sendable {
    let response = Mutex(HTTPResponse())
}
