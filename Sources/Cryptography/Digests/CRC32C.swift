internal import CChecksumShims

/// The Castagnoli checksum (RFC 3720 appendix B.4), of a message that comes in pieces.
public struct CRC32C: Hashable, Sendable {
    private var register = UInt32.max
    private let usesInstruction: Bool

    public init() { usesInstruction = CRC32C.hasInstruction }

    /// As it is computed on a processor that has no instruction for it.
    package init(byTable: Void) { usesInstruction = false }

    /// Of all that came.
    public var value: UInt32 { ~register }

    /// ``value`` as stores write it: four bytes, the highest first.
    public var bytes: [UInt8] { stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt32($0)) } }

    public mutating func update(_ bytes: Span<UInt8>) {
        guard usesInstruction else { return updateByTable(bytes) }
        register = bytes.withUnsafeBufferPointer { checksum_shim_crc32c(register, $0.baseAddress, $0.count) }
    }

    private mutating func updateByTable(_ bytes: Span<UInt8>) {
        let table = CRC32C.table
        var register = register
        var index = 0
        // Eight bytes at once, by a table for each of them.
        while index + 8 <= bytes.count {
            var next: UInt32 = 0
            for offset in 0..<8 {
                let byte = bytes[index + offset] ^ (offset < 4 ? UInt8(truncatingIfNeeded: register >> UInt32(8 * offset)) : 0)
                next ^= table[(7 - offset) << 8 | Int(byte)]
            }
            register = next
            index += 8
        }
        while index < bytes.count {
            register = register >> 8 ^ table[Int(UInt8(truncatingIfNeeded: register) ^ bytes[index])]
            index += 1
        }
        self.register = register
    }

    private static let hasInstruction = checksum_shim_has_crc32c()

    private static let table: [UInt32] = {
        var table = (0..<256).map { index in
            (0..<8).reduce(UInt32(index)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0x82F6_3B78 : 0) }
        }
        for index in 256..<2_048 {
            let previous = table[index - 256]
            table.append(previous >> 8 ^ table[Int(previous & 0xFF)])
        }
        return table
    }()
}
