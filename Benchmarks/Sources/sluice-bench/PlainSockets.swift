import Foundation

/// The limit of what the kernel allows: the same packets over as many bare sockets, one call for each.
final class PlainSockets {
    private struct Pair {
        let sender = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        let receiver = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
    }
    private var pairs: [Pair] = []

    init(count: Int) throws {
        for _ in 0..<count { try pairs.append(PlainSockets.bound()) }
    }

    deinit {
        for pair in pairs {
            close(pair.sender)
            close(pair.receiver)
        }
    }

    private static func bound() throws -> Pair {
        var pair = Pair()
        pair.address.sin_family = sa_family_t(AF_INET)
        pair.address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let receiver = pair.receiver
        let isBound = withUnsafeMutablePointer(to: &pair.address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(receiver, $0, size) == 0 && getsockname(receiver, $0, &size) == 0
            }
        }
        guard isBound else { throw BenchmarkFailure("no socket could be bound on 127.0.0.1") }
        return pair
    }

    /// Microseconds of processor time for each packet.
    func measure(rounds: Int, size: Int, burst: Int) throws -> (send: Double, receive: Double) {
        var bytes = [UInt8](repeating: 7, count: size)
        var (sending, receiving, arrived) = (0.0, 0.0, 0)
        for _ in 0..<rounds {
            let start = ProcessorTime.ofThread()
            for _ in 0..<burst { for pair in pairs { send(bytes, pair) } }
            let middle = ProcessorTime.ofThread()
            for pair in pairs {
                while recvfrom(pair.receiver, &bytes, size, Int32(MSG_DONTWAIT), nil, nil) > 0 { arrived += 1 }
            }
            sending += middle - start
            receiving += ProcessorTime.ofThread() - middle
        }
        guard arrived == rounds * burst * pairs.count else { throw BenchmarkFailure("only \(arrived) packets arrived") }
        return (sending / Double(arrived) * 1e6, receiving / Double(arrived) * 1e6)
    }

    private func send(_ bytes: [UInt8], _ pair: Pair) {
        withUnsafePointer(to: pair.address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = sendto(pair.sender, bytes, bytes.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
