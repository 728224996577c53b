/// Which of a cluster's 16,384 slots a key belongs to (Redis Cluster specification, "Key distribution model").
struct ClusterSlot: Hashable, Sendable {
    static let count = 16_384

    let number: Int

    /// Nil where there is no slot of that number.
    init?(number: Int) {
        guard (0..<Self.count).contains(number) else { return nil }
        self.number = number
    }

    /// CRC16 (XMODEM) of the key, or of what stands between its first `{` and the next `}`, unless that is nothing.
    init(of key: some Collection<UInt8>) {
        var hashed = key[...]
        if let open = key.firstIndex(of: UInt8(ascii: "{")) {
            let rest = key[key.index(after: open)...]
            if let close = rest.firstIndex(of: UInt8(ascii: "}")), close > rest.startIndex { hashed = rest[..<close] }
        }
        let sum = hashed.reduce(UInt16(0)) { sum, byte in
            (0..<8).reduce(sum ^ UInt16(byte) << 8) { sum, _ in sum & 0x8000 == 0 ? sum << 1 : sum << 1 ^ 0x1021 }
        }
        number = Int(sum) % Self.count
    }
}
