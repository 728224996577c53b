import Foundation
import ProtobufRuntime
import ProtocolModels
import Testing

@testable import ServiceBus

/// The worked example of the protocol's documentation, and payloads captured between a livekit-server and the
/// reference services (see Fixtures/README.md).
struct EnvelopeTests {
    private static let request: PSRPC.Request = {
        var file = LiveKit.EncodedFileOutput()
        file.filepath = "demo.mp4"
        var composite = LiveKit.RoomCompositeEgressRequest()
        composite.roomName = "demo"
        composite.layout = "grid"
        composite.fileOutputs = [file]
        var start = RPC.StartEgressRequest()
        start.egressID = "EG_abcdefghijkl"
        start.roomID = "RM_mnopqrstuvwx"
        start.request = .roomComposite(composite)
        var request = PSRPC.Request()
        request.requestID = "REQ_aaaabbbbcccc"
        request.clientID = "CLI_ddddeeeeffff"
        request.sentAt = 1_700_000_000_000_000_000
        request.expiry = 1_700_000_010_000_000_000
        request.rawRequest = start.encoded()
        return request
    }()

    @Test func `a request has the documented bytes and lock`() throws {
        let payload = Envelope.payload(Self.request)
        #expect(
            try payload
                == bytes(
                    """
                    0a24747970652e676f6f676c65617069732e636f6d2f696e7465726e616c2e5265717565737412760a105245515f\
                    6161616162626262636363631210434c495f646464646565656566666666188080a8b1e39fe7cb172080c8d7d188\
                    a0e7cb17423c0a0f45475f6162636465666768696a6b6c1a0f524d5f6d6e6f7071727374757677782a180a046465\
                    6d6f1204677269645a0a120864656d6f2e6d7034
                    """))
        #expect(RedisBus.lockKey(of: payload) == "YpOvrW7k4pvAMpPKuvW+0OX8EIxgFzHyPoelsi+daPk=")
        #expect(Envelope.message(PSRPC.Request.self, in: payload) == Self.request)
    }

    @Test func `claims and answers have the documented bytes`() throws {
        var claim = PSRPC.ClaimRequest()
        claim.requestID = "REQ_aaaabbbbcccc"
        claim.serverID = "SRV_gggghhhhiiii"
        claim.affinity = 0.5
        #expect(
            try claim.encoded()
                == bytes(
                    "0a105245515f61616161626262626363636312105352565f6767676768686868696969691d0000003f"))
        var choice = PSRPC.ClaimResponse()
        choice.requestID = claim.requestID
        choice.serverID = claim.serverID
        #expect(
            try Envelope.payload(choice)
                == bytes(
                    """
                    0a2a747970652e676f6f676c65617069732e636f6d2f696e7465726e616c2e436c61696d526573706f6e736512240a10\
                    5245515f61616161626262626363636312105352565f676767676868686869696969
                    """))
        let answer = try bytes(
            """
            0a25747970652e676f6f676c65617069732e636f6d2f696e7465726e616c2e526573706f6e7365124b0a105245515f61616161626262\
            626363636312105352565f676767676868686869696969188084d790e49fe7cb172a0e6e6f7420656e6f75676820435055320b756e61\
            7661696c61626c65
            """)
        let response = try #require(Envelope.message(PSRPC.Response.self, in: answer))
        #expect(response.result == .failure(RPCError(.unavailable, "not enough CPU")))
        #expect(Envelope.payload(response) == answer)
    }

    @Test(arguments: ["egress-conversation", "ingress-conversation", "server-requests"])
    func `reads what real peers say, and would say the same`(name: String) throws {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "jsonl", subdirectory: "Fixtures"))
        struct Line: Decodable { let channel, hex: String }
        for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
            let line = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
            let payload = try bytes(line.hex)
            let again: [UInt8]? =
                switch line.channel.split(separator: "|").last {
                case "REQ": Envelope.message(PSRPC.Request.self, in: payload).map { Envelope.payload($0) }
                case "CLAIM": Envelope.message(PSRPC.ClaimRequest.self, in: payload).map { Envelope.payload($0) }
                case "RCLAIM": Envelope.message(PSRPC.ClaimResponse.self, in: payload).map { Envelope.payload($0) }
                case "RES": Envelope.message(PSRPC.Response.self, in: payload).map { Envelope.payload($0) }
                default: nil
                }
            #expect(again == payload, "\(line.channel)")
        }
    }

    @Test func `the method table makes the captured channels`() throws {
        let url = try #require(
            Bundle.module.url(forResource: "egress-conversation", withExtension: "jsonl", subdirectory: "Fixtures"))
        let text = try String(contentsOf: url, encoding: .utf8)
        let egress = "EG_etAHiCPjfLP6"
        let names = [
            ChannelName.request("EgressInternal", RPC.EgressInternal.startEgress.name, [""]),
            ChannelName.claimResponse("EgressInternal", RPC.EgressInternal.startEgress.name, [""]),
            ChannelName.request("EgressHandler", RPC.EgressHandler.stopEgress.name, [egress]),
            ChannelName.claimResponse("EgressHandler", RPC.EgressHandler.stopEgress.name, [egress]),
            ChannelName.request("IOInfo", RPC.IOInfo.updateEgress.name, []),
        ]
        for name in names { #expect(text.contains("\"channel\": \"\(name)\""), "\(name)") }
    }

    @Test func `passes over what is of another type, unreadable, or nothing`() {
        let payload = Envelope.payload(Self.request)
        #expect(Envelope.message(PSRPC.Response.self, in: payload) == nil)
        #expect(Envelope.message(PSRPC.Request.self, in: []) == nil)
        #expect(Envelope.message(PSRPC.Request.self, in: Array(payload.dropLast())) == nil)
        var other = PSRPC.Msg()
        other.typeURL = "whatever.example/internal.Request"
        other.value = Self.request.encoded()
        #expect(Envelope.message(PSRPC.Request.self, in: other.encoded()) == Self.request)
        other.typeURL = "type.googleapis.com/internal.Request/"
        #expect(Envelope.message(PSRPC.Request.self, in: other.encoded()) == nil)
    }

    private func bytes(_ hex: String) throws -> [UInt8] {
        let digits = Array(hex.utf8)
        return try stride(from: 0, to: digits.count, by: 2).map { index in
            try #require(UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16))
        }
    }
}
