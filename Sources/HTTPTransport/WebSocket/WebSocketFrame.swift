/// A frame's kind (RFC 6455 section 5.2).
enum WebSocketOpcode: UInt8 {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10

    var isControl: Bool { rawValue & 8 != 0 }
}

/// Writes frames: one per message, since nothing here is sent before it is whole.
struct WebSocketFrameWriter: Sendable {
    /// A client's frames are masked, each with a new random key (section 5.3).
    let isMasked: Bool
    static let largestHeader = 14

    func frame(_ message: WebSocketMessage) -> [UInt8] {
        switch message {
        case .text(let text):
            var text = text
            return text.withUTF8 { frame(.text, payload: $0.span) }
        case .binary(let bytes): return frame(.binary, payload: bytes.span)
        }
    }

    func frame(_ opcode: WebSocketOpcode, payload: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(payload.count + Self.largestHeader)
        bytes.append(0x80 | opcode.rawValue)
        let maskBit: UInt8 = isMasked ? 0x80 : 0
        switch payload.count {
        case ...125: bytes.append(maskBit | UInt8(payload.count))
        case ...65_535:
            bytes.append(maskBit | 126)
            withUnsafeBytes(of: UInt16(payload.count).bigEndian) { bytes.append(contentsOf: $0) }
        default:
            bytes.append(maskBit | 127)
            withUnsafeBytes(of: UInt64(payload.count).bigEndian) { bytes.append(contentsOf: $0) }
        }
        let mask = isMasked ? UInt32.random(in: .min ... .max) : 0
        if isMasked { withUnsafeBytes(of: mask.littleEndian) { bytes.append(contentsOf: $0) } }
        WebSocketMask.append(payload, to: &bytes, mask: mask, position: 0)
        return bytes
    }
}

/// Masking and unmasking, which are the same (section 5.3). A key's first byte is the lowest of `mask`.
enum WebSocketMask {
    /// Appends `bytes`, which begin at `position` of their frame's payload.
    static func append(_ bytes: Span<UInt8>, to target: inout [UInt8], mask: UInt32, position: Int) {
        let start = target.count
        bytes.withUnsafeBufferPointer { target.append(contentsOf: $0) }
        guard mask != 0 else { return }
        target.withUnsafeMutableBufferPointer { target in
            for index in start..<target.count {
                let shift = UInt32((index - start + position) & 3) &* 8
                target[index] ^= UInt8(truncatingIfNeeded: mask &>> shift)
            }
        }
    }
}
