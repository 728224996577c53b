import SessionDescription
import TestSupport
import Testing
import WebRTCTransport

@Suite(.timeLimit(.minutes(2)))
struct RelayTests {
    @Test(arguments: [ConnectivitySettings.Server.Transport.udp, .tcp, .tls])
    func `connects through a relay alone`(transport: ConnectivitySettings.Server.Transport) async throws {
        let relay = try TurnServer(transport == .tls ? TestCertificates() : nil)
        try await eventually { relay.isReady }
        var settings = PeerConnection.Settings.loopback
        settings.connectivity.servers = [relay.server(transport)]
        settings.connectivity.relaysOnly = true
        let pair = try await ConnectionPair(settings, .loopback)
        let log = PacketLog()
        await pair.callee.setReceiver(log)
        await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        try await pair.connect()
        let selected = try #require(await pair.caller.selectedPair)
        #expect(selected.local.kind == .relayed)
        let sent = (1...20).map { Packet.rtp(sequence: $0, payload: [UInt8](repeating: 7, count: 500)) }
        try await pair.caller.mediaPort().send(rtp: sent)
        await log.has(rtp: 20)
        #expect(log.rtp == sent)
        await pair.close()
    }

    /// Nobody but our own authority vouches for the server, or it vouches for another name.
    @Test(arguments: [nil, "localhost."])
    func `uses no relay whose certificate it cannot check`(host: String?) async throws {
        let relay = try TurnServer(TestCertificates())
        try await eventually { relay.isReady }
        var server = relay.server(.tls)
        if let host { server.host = host } else { server.authorityFile = nil }
        var settings = PeerConnection.Settings.loopback
        settings.connectivity.servers = [server]
        settings.connectivity.relaysOnly = true
        settings.connectivity.gatheringPatience = .seconds(1)
        let connection = try await PeerConnection(settings)
        await connection.addTransceiver(.audio)
        await connection.gatherCandidates()
        let offer = try SDPDocument(parsing: await connection.createOffer())
        #expect(offer.media[0].attributes("candidate").isEmpty)
        await connection.close()
    }
}
