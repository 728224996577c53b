internal import CNice
internal import Glibc

/// The addresses of this machine, and word of their changes. For the loop's thread alone.
///
/// A socket whose address is gone neither sends nor hears, and says nothing of it: without this, it would be noticed when the
/// peer's consent runs out, ten seconds later.
final class LocalAddresses: @unchecked Sendable {  // touched on the loop's thread alone
    static let shared = LocalAddresses(.shared)

    private let descriptor: Int32
    private var watch: LoopWatch?
    private var listeners: [ObjectIdentifier: (Set<String>) -> Void] = [:]

    /// Where the system does not tell (rtnetlink(7)), nothing is heard.
    private init(_ loop: TransportLoop) {
        let type = Int32(SOCK_RAW.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        descriptor = socket(AF_NETLINK, type, 0)
        // sockaddr_nl, which Glibc's module does not have: the family, two bytes of padding, no process, and the groups
        // RTMGRP_IPV4_IFADDR and RTMGRP_IPV6_IFADDR.
        var address = (UInt16(AF_NETLINK), UInt16(0), UInt32(0), UInt32(0x110))
        let size = socklen_t(MemoryLayout.size(ofValue: address))
        let isBound = withUnsafeBytes(of: &address) { bytes in
            bind(descriptor, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), size) == 0
        }
        guard descriptor >= 0, isBound else { return }
        watch = LoopWatch(loop, descriptor) { [unowned self] in changed() }
        watch?.wants(reading: true, writing: false)
    }

    private func changed() {
        // What changed is looked up, not read: one look may answer for many messages.
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 8) { buffer in
            while recv(descriptor, buffer.baseAddress, buffer.count, 0) > 0 {}
        }
        // An empty list is one that could not be made.
        let addresses = plain
        guard !addresses.isEmpty else { return }
        for listener in Array(listeners.values) { listener(addresses) }
    }

    /// Calls `listener` with the addresses after each change, until `owner` is removed.
    func add(_ owner: AnyObject, _ listener: @escaping (Set<String>) -> Void) { listeners[ObjectIdentifier(owner)] = listener }

    func remove(_ owner: AnyObject) { listeners[ObjectIdentifier(owner)] = nil }

    /// All, without the scopes of those that have one.
    var plain: Set<String> { Set(all.map { String($0.prefix { $0 != "%" }) }) }

    /// Of the interfaces that run, loopback among them.
    var all: [String] {
        let list = nice_interfaces_get_local_ips(1)
        defer { g_list_free_full(list, g_free) }
        var addresses: [String] = []
        var entry = list
        while let current = entry {
            if let text = current.pointee.data { addresses.append(String(cString: text.assumingMemoryBound(to: CChar.self))) }
            entry = current.pointee.next
        }
        return addresses
    }
}
