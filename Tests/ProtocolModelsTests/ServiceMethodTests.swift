import ProtobufRuntime
import ProtocolModels
import Testing

struct ServiceMethodTests {
    struct Row: Sendable {
        let method: any ServiceMethodDescription
        let name: String
        var routing = MethodRouting.queue
        var topics = 0
        var needsClaim = true
        let types: (request: String, response: String)
    }

    static let table = [
        Row(method: RPC.EgressInternal.startEgress, name: "rpc.EgressInternal/StartEgress", routing: .affinity, topics: 1,
            types: ("rpc.StartEgressRequest", "livekit.EgressInfo")),
        Row(method: RPC.EgressInternal.listActiveEgress, name: "rpc.EgressInternal/ListActiveEgress", routing: .multi,
            topics: 1, needsClaim: false, types: ("rpc.ListActiveEgressRequest", "rpc.ListActiveEgressResponse")),
        Row(method: RPC.EgressHandler.stopEgress, name: "rpc.EgressHandler/StopEgress", topics: 1,
            types: ("livekit.StopEgressRequest", "livekit.EgressInfo")),
        Row(method: RPC.EgressHandler.updateStream, name: "rpc.EgressHandler/UpdateStream", topics: 1,
            types: ("livekit.UpdateStreamRequest", "livekit.EgressInfo")),
        Row(method: RPC.ReplayExport.egressReady, name: "rpc.ReplayExport/EgressReady", topics: 1, needsClaim: false,
            types: ("rpc.EgressReadyRequest", "rpc.EgressReadyResponse")),
        Row(method: RPC.IngressInternal.startIngress, name: "rpc.IngressInternal/StartIngress", routing: .affinity,
            types: ("rpc.StartIngressRequest", "livekit.IngressInfo")),
        Row(method: RPC.IngressInternal.killIngressSession, name: "rpc.IngressInternal/KillIngressSession", topics: 2,
            types: ("rpc.KillIngressSessionRequest", "google.protobuf.Empty")),
        Row(method: RPC.IngressHandler.iceRestartWHIPResource, name: "rpc.IngressHandler/ICERestartWHIPResource", topics: 1,
            types: ("rpc.ICERestartWHIPResourceRequest", "rpc.ICERestartWHIPResourceResponse")),
        Row(method: RPC.IngressHandler.whiprtcConnectionNotify, name: "rpc.IngressHandler/WHIPRTCConnectionNotify",
            topics: 1, needsClaim: false, types: ("rpc.WHIPRTCConnectionNotifyRequest", "google.protobuf.Empty")),
        Row(method: RPC.IOInfo.updateEgress, name: "rpc.IOInfo/UpdateEgress",
            types: ("livekit.EgressInfo", "google.protobuf.Empty")),
    ]

    @Test func `has the routing both sides hard-code`() {
        for row in Self.table {
            #expect("\(row.method)" == row.name)
            #expect(row.method.routing == row.routing, "\(row.name)")
            #expect(row.method.topics == row.topics, "\(row.name)")
            #expect(row.method.needsClaim == row.needsClaim, "\(row.name)")
            #expect(row.method.requestType.protobufName == row.types.request)
            #expect(row.method.responseType.protobufName == row.types.response)
        }
    }

    @Test func `has the paths of the server's API`() {
        #expect(LiveKit.Egress.startWebEgress.twirpPath == "/twirp/livekit.Egress/StartWebEgress")
        #expect(LiveKit.Egress.methods.count == 10)
        #expect(LiveKit.Ingress.methods.map(\.name) == ["CreateIngress", "UpdateIngress", "ListIngress", "DeleteIngress"])
        #expect(LiveKit.RoomService.updateParticipant.twirpPath == "/twirp/livekit.RoomService/UpdateParticipant")
    }
}
