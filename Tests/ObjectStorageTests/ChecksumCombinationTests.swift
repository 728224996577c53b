import Cryptography
import TestSupport
import Testing

@testable import ObjectStorage

struct ChecksumCombinationTests {
    private func crc64(_ bytes: [UInt8]) -> UInt64 {
        var code = CRC64()
        code.update(bytes.span)
        return code.value
    }

    private func crc32c(_ bytes: [UInt8]) -> UInt64 {
        var code = CRC32C()
        code.update(bytes.span)
        return UInt64(code.value)
    }

    @Test func `CRC-64 gives the check value of its catalogue`() {
        #expect(crc64(Array("123456789".utf8)) == 0x995D_C9BB_DF19_39FA)
        #expect(crc64([]) == 0)
    }

    @Test func `parts' checksums make the whole's, wherever it is cut`() {
        var random = SeededGenerator(seed: 4)
        for size in [0, 1, 7, 8, 9, 100, 5_000] {
            let bytes = StoreChecks.bytes(size, seed: UInt64(size))
            let cut = Int.random(in: 0...size, using: &random)
            let (first, second) = (Array(bytes[..<cut]), Array(bytes[cut...]))
            let count = UInt64(second.count)
            #expect(CRCCombination.crc64.combined(crc64(first), crc64(second), secondSize: count) == crc64(bytes))
            #expect(CRCCombination.crc32c.combined(crc32c(first), crc32c(second), secondSize: count) == crc32c(bytes))
        }
    }

    @Test func `a long part costs no more than its length's digits`() {
        // Zeros after zeros: the code of the longer run follows from squaring alone.
        let zeros = crc64([UInt8](repeating: 0, count: 1 << 16))
        var (value, size) = (zeros, UInt64(1 << 16))
        for _ in 0..<3 {
            value = CRCCombination.crc64.combined(value, value, secondSize: size)
            size *= 2
        }
        #expect(value == crc64([UInt8](repeating: 0, count: 1 << 19)))
        _ = CRCCombination.crc64.combined(1, 2, secondSize: .max)
    }
}
