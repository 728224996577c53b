import Cryptography
import Testing

struct DTLSSessionTests {
    /// Two ends, with datagrams carried by hand.
    private struct Pair: ~Copyable {
        var client: DTLSSession
        var server: DTLSSession
        var clientGot: [[UInt8]] = []
        var serverGot: [[UInt8]] = []
        /// Client, server. Copies, because the testing macros take no noncopyable values.
        var established: [Bool] { [client.isEstablished, server.isEstablished] }
        var clientHasEnded: Bool { client.hasEnded }
        var clientTimeout: Duration? { client.timeout }

        init(clientExpects: [UInt8]? = nil, serverExpects: [UInt8]? = nil) throws {
            let (one, two) = (try DTLSIdentity(), try DTLSIdentity())
            func expected(_ digest: [UInt8]) -> [DTLSFingerprint] {
                [DTLSFingerprint(algorithm: "sha-256", digest: digest)]
            }
            let client = try DTLSSession(.client, identity: one, peer: expected(clientExpects ?? two.fingerprint))
            let server = try DTLSSession(.server, identity: two, peer: expected(serverExpects ?? one.fingerprint))
            self.client = client
            self.server = server
        }

        /// Carries until nothing is left; `loses` says which datagrams never arrive, by their number.
        mutating func carry(loses: Set<Int> = []) throws {
            var number = 0
            while true {
                let (forth, back) = (client.takeOutput(), server.takeOutput())
                if forth.isEmpty, back.isEmpty { return }
                for datagram in forth {
                    number += 1
                    var got = serverGot
                    if !loses.contains(number) {
                        try server.receive(datagram.span.bytes) { bytes in
                            got.append(bytes.withUnsafeBytes { Array($0) })
                        }
                    }
                    serverGot = got
                }
                for datagram in back {
                    number += 1
                    var got = clientGot
                    if !loses.contains(number) {
                        try client.receive(datagram.span.bytes) { bytes in
                            got.append(bytes.withUnsafeBytes { Array($0) })
                        }
                    }
                    clientGot = got
                }
            }
        }
    }

    @Test func `gives both ends the same keys, and carries datagrams as they are`() throws {
        var pair = try Pair()
        try pair.client.handshake()
        try pair.carry()
        let established = pair.established
        #expect(established == [true, true])
        let (one, two) = (try pair.client.srtpKeys(), try pair.server.srtpKeys())
        #expect(one.profile == .aeadAES128GCM && one.outgoing.count == 28)
        #expect(one.outgoing == two.incoming && one.incoming == two.outgoing && one.incoming != one.outgoing)
        for message in [[1, 2, 3], [4]] as [[UInt8]] { try pair.client.write(message.span.bytes) }
        try pair.carry()
        #expect(pair.serverGot == [[1, 2, 3], [4]])
        pair.server.end()
        try pair.carry()
        let hasEnded = pair.clientHasEnded
        #expect(hasEnded)
    }

    @Test func `goes on after a lost flight when its timer is over`() throws {
        var pair = try Pair()
        try pair.client.handshake()
        try pair.carry(loses: [1])
        let (before, timeout) = (pair.established, pair.clientTimeout)
        #expect(before == [false, false])
        let wait = try #require(timeout)
        #expect(wait <= .milliseconds(100))
        // The library's own clock decides when a timer is over.
        while !pair.client.isEstablished {
            try pair.client.handleTimeout()
            try pair.server.handleTimeout()
            try pair.carry()
        }
        let after = pair.established
        #expect(after == [true, true])
    }

    @Test func `refuses a client with another certificate than announced`() throws {
        var pair = try Pair(serverExpects: Array(repeating: 1, count: 32))
        #expect(throws: DTLSError.fingerprintMismatch) {
            try pair.client.handshake()
            try pair.carry()
        }
        #expect(throws: DTLSError.notEstablished) { _ = try pair.server.srtpKeys() }
    }

    @Test func `refuses a server with another certificate than announced`() throws {
        var pair = try Pair(clientExpects: Array(repeating: 1, count: 32))
        #expect(throws: DTLSError.fingerprintMismatch) {
            try pair.client.handshake()
            try pair.carry()
        }
        let established = pair.established
        #expect(established == [false, false])
    }

    @Test func `ignores what is no record of the session`() throws {
        var pair = try Pair()
        try pair.client.handshake()
        for length in [1, 13, 200, 2000] {
            try pair.server.receive([UInt8](repeating: 22, count: length).span.bytes) { _ in Issue.record("no data") }
        }
        try pair.carry()
        try pair.server.receive([UInt8](repeating: 23, count: 100).span.bytes) { _ in Issue.record("no data") }
        let established = pair.established
        #expect(established == [true, true])
    }
}
