import Cryptography
import Foundation
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import Synchronization
import TwirpTransport

/// A small egress service in memory, behind a real HTTP server.
final class EgressFixture: Sendable {
    struct Trouble: Error {}

    static let secret = Secret("a-secret-of-thirty-two-characters")
    let http: HTTPServer
    let failures: Failures

    final class Failures: Sendable {
        let methods = Mutex<[String]>([])
    }

    private final class Jobs: Sendable {
        let list = Mutex<[LiveKit.EgressInfo]>([])
    }

    init() throws {
        let (jobs, failures) = (Jobs(), Failures())
        let verifier = AccessTokenVerifier(apiKey: "key", apiSecret: EgressFixture.secret)
        var api = TwirpServer(
            authenticator: TwirpAuthenticator(verifier: verifier, now: { Int64(Date().timeIntervalSince1970) }),
            report: { method, _ in failures.methods.withLock { $0.append(method) } })
        api.serve(LiveKit.Egress.startWebEgress, requiring: .roomRecord) { request, call in
            guard !request.url.isEmpty else { throw TwirpError(.invalidArgument, "no url", meta: ["field": "url"]) }
            return jobs.list.withLock { list in
                list.append(
                    .with { info in
                        info.egressID = "EG_\(list.count + 1)"
                        info.roomName = call.claims.identity
                        info.status = .active
                        info.startedAt = .max
                        info.request = .web(request)
                    })
                return list[list.count - 1]
            }
        }
        api.serve(LiveKit.Egress.listEgress, requiring: .roomRecord) { request, _ in
            .with {
                $0.items = jobs.list.withLock { $0 }.filter {
                    request.egressID.isEmpty || $0.egressID == request.egressID
                }
            }
        }
        api.serve(LiveKit.Egress.stopEgress, requiring: .roomRecord) { request, _ in
            guard let info = jobs.list.withLock({ $0.first { $0.egressID == request.egressID } }) else {
                throw TwirpError(.notFound, "egress does not exist")
            }
            return info
        }
        api.serve(LiveKit.Egress.updateStream, requiring: .roomRecord) { _, _ in throw Trouble() }
        http = try HTTPServer(
            port: 0, maximumBodySize: 10_000, refusal: { TwirpServer.response(to: $0) },
            handler: { [api] in await api.answer($0) })
        self.failures = failures
    }

    var url: String { "http://127.0.0.1:\(http.port)" }

    static func token(_ grant: (inout VideoGrant) -> Void = { $0.roomRecord = true }, secret: Secret = secret) throws
        -> Secret
    {
        var video = VideoGrant()
        grant(&video)
        return try AccessToken(
            apiKey: "key", identity: "caller", video: video, now: Int64(Date().timeIntervalSince1970)
        ).signed(with: secret)
    }
}
