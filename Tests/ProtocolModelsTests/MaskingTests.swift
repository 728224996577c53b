import ProtobufRuntime
import ProtocolModels
import Testing

struct MaskingTests {
    @Test func `shows no credential of a request in its description`() {
        let request = RPC.StartEgressRequest.with {
            $0.token = "planted-1"
            $0.request = .web(
                .with {
                    $0.url = "https://user:planted-2@example.com/page?token=planted-3#planted-4"
                    $0.fileOutputs = [
                        .with {
                            $0.filepath = "shown.mp4"
                            $0.output = .s3(
                                .with {
                                    $0.accessKey = "planted-5"
                                    $0.secret = "planted-6"
                                    $0.bucket = "shown"
                                    $0.proxy = .with { $0.password = "planted-7" }
                                })
                        }
                    ]
                    $0.streamOutputs = [.with { $0.urls = ["rtmp://example.com/live/planted-8", "planted-9", ""] }]
                })
        }
        let text = request.description
        #expect(!text.contains("planted"))
        #expect(text.contains(#"url: "https://example.com/***""#))
        #expect(text.contains(#"urls: ["rtmp://example.com/***", "***", ""]"#))
        #expect(text.contains("filepath: \"shown.mp4\""))
        #expect(text.contains("token: ***"))
    }

    @Test func `shows the size of an envelope's contents only`() {
        let call = PSRPC.Request.with {
            $0.requestID = "REQ_1"
            $0.rawRequest = Array("planted".utf8)
        }
        #expect(call.description == #"internal.Request{request_id: "REQ_1", raw_request: <7 bytes>}"#)
    }
}
