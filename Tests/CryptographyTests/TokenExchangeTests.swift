import Cryptography
import Foundation
import TestSupport
import Testing

/// Held against livekit-api, whose tokens every LiveKit deployment accepts.
struct TokenExchangeTests {
    private let secret = Secret("a-secret-of-thirty-two-characters")

    @Test func `livekit-api reads every claim we sign`() throws {
        let now = Int64(Date().timeIntervalSince1970)
        var token = AccessToken(apiKey: "key", identity: "EG_abc", video: everyVideoGrant, now: now, lifetime: 600)
        (token.name, token.kind, token.metadata) = ("Ann", "egress", #"{"layout":"grid"}"#)
        token.attributes = ["ingress.ingressID": "IN_x", "ä": "ö"]
        token.sip = SIPGrant(admin: true, call: false)
        token.inference = InferenceGrant(perform: true)
        token.observability = ObservabilityGrant(write: true)
        token.agent = AgentGrant(admin: true)
        token.agentEndpoint = AgentEndpointGrant(call: true, agentName: "helper")
        token.agentThread = AgentThreadGrant(scope: "s", threadIds: ["t"])
        (token.sha256, token.roomPreset) = ("abc=", "preset")
        token.roomConfiguration = .object(["name": .string("r"), "emptyTimeout": .integer(30)])
        let output = try python(
            """
            import dataclasses, json, sys
            from google.protobuf.json_format import MessageToDict
            from livekit.api import TokenVerifier
            claims = TokenVerifier(sys.argv[2], sys.argv[3]).verify(sys.argv[1])
            fields = dataclasses.asdict(dataclasses.replace(claims, room_config=None))
            fields['room_config'] = MessageToDict(claims.room_config)
            print(json.dumps(fields, sort_keys=True))
            """, try token.signed(with: secret).reveal(), "key", secret.reveal())
        let expected = """
            {"identity":"EG_abc","name":"Ann","kind":"egress","metadata":"{\\"layout\\":\\"grid\\"}",
            "attributes":{"ingress.ingressID":"IN_x","ä":"ö"},"sha256":"abc=","room_preset":"preset",
            "sip":{"admin":true,"call":false},"inference":{"perform":true},"observability":{"write":true},
            "agent":{"admin":true,"simulation_admin":false,"database_admin":false,"dispatch_admin":false},
            "agent_endpoint":{"call":true,"agent_name":"helper","deployment":""},
            "agent_thread":{"all":false,"scope":"s","thread_ids":["t"],"list":false,"create":false,"write":false,
              "read":false,"delete":false},
            "room_config":{"name":"r","emptyTimeout":30},
            "video":{"room_create":true,"room_list":true,"room_record":true,"room_admin":true,"room_join":true,
              "room":"my room","destination_room":"other","can_publish":false,"can_subscribe":true,
              "can_publish_data":false,"can_publish_sources":["camera","microphone"],
              "can_update_own_metadata":true,"ingress_admin":true,"hidden":true,"recorder":true,"agent":true,
              "can_manage_agent_session":true,"can_subscribe_metrics":true}}
            """
        #expect(try ClaimValue(json: output) == ClaimValue(json: expected))
    }

    @Test func `every claim livekit-api signs is read here`() throws {
        let signed = try python(
            """
            import sys
            from livekit import api
            from livekit.protocol.room import RoomConfiguration
            grants = api.VideoGrants(
                room_create=True, room_list=True, room_record=True, room_admin=True, room_join=True, room='my room',
                destination_room='other', can_publish=False, can_subscribe=True, can_publish_data=False,
                can_publish_sources=['camera', 'microphone'], can_update_own_metadata=True, ingress_admin=True,
                hidden=True, recorder=True, agent=True, can_manage_agent_session=True, can_subscribe_metrics=True)
            token = api.AccessToken(sys.argv[1], sys.argv[2]).with_identity('ann').with_name('Ann').with_kind('agent')
            token.with_grants(grants).with_sip_grants(api.SIPGrants(admin=True)).with_metadata('m').with_sha256('abc=')
            token.with_attributes({'a': 'b'}).with_room_preset('preset')
            token.with_room_config(RoomConfiguration(name='r', empty_timeout=30))
            token.with_inference_grants(api.InferenceGrants(perform=True))
            token.with_observability_grants(api.ObservabilityGrants(write=True))
            print(token.to_jwt(), end='')
            """, "key", secret.reveal())
        let now = Int64(Date().timeIntervalSince1970)
        let token = try AccessTokenVerifier(apiKey: "key", apiSecret: secret).verify(Secret(signed), now: now)
        #expect(token.identity == "ann" && token.name == "Ann" && token.kind == "agent" && token.metadata == "m")
        #expect(token.video == everyVideoGrant)
        #expect(token.sip == SIPGrant(admin: true, call: false) && token.inference == InferenceGrant(perform: true))
        #expect(token.observability == ObservabilityGrant(write: true) && token.attributes == ["a": "b"])
        #expect(token.sha256 == "abc=" && token.roomPreset == "preset")
        #expect(token.roomConfiguration == .object(["name": .string("r"), "emptyTimeout": .integer(30)]))
        #expect(token.expires > now)
    }

    private var everyVideoGrant: VideoGrant {
        var grant = VideoGrant(
            room: "my room", roomJoin: true, canSubscribe: true, canPublish: false, canPublishData: false, hidden: true,
            recorder: true)
        (grant.roomCreate, grant.roomList, grant.roomRecord, grant.roomAdmin) = (true, true, true, true)
        (grant.ingressAdmin, grant.agent, grant.destinationRoom) = (true, true, "other")
        grant.canPublishSources = ["camera", "microphone"]
        (grant.canUpdateOwnMetadata, grant.canSubscribeMetrics, grant.canManageAgentSession) = (true, true, true)
        return grant
    }

    private func python(_ script: String, _ arguments: String...) throws -> String {
        let python = ExternalTool(try PythonTool.interpreter().path, package: "python3-venv")
        let result = try python.run(["-I", "-c", script] + arguments)
        #expect(result.status == 0, "\(result.errors)")
        return String(decoding: result.output, as: UTF8.self)
    }
}
