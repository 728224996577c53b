/// Reads frames (RFC 6455 section 5) out of a stream of bytes and puts messages together.
public struct WebSocketFrameReader: Sendable {
    public enum Event: Hashable, Sendable {
        case message(WebSocketMessage)
        case ping([UInt8])
        case pong([UInt8])
        /// The last event: what follows it is not read.
        case close(WebSocketClose)
    }

    private struct Frame {
        var opcode: WebSocketOpcode
        var isFinal: Bool
        var mask: UInt32
        var length: Int
        var position = 0
    }

    private let isMasked: Bool
    private let maximumMessageSize: Int
    private var header: [UInt8] = []
    private var frame: Frame?
    /// What the message that is under way began as.
    private var kind: WebSocketOpcode?
    private var message: [UInt8] = []
    private var control: [UInt8] = []
    private var hasEnded = false

    /// `isMasked`: the peer is the client, which masks every frame. A message beyond `maximumMessageSize` bytes is a
    /// violation as soon as it is announced.
    public init(isMasked: Bool, maximumMessageSize: Int) {
        self.isMasked = isMasked
        self.maximumMessageSize = maximumMessageSize
    }

    /// Reads all of `bytes` and appends what they complete, also when it throws. After that it reads nothing more.
    public mutating func read(_ bytes: Span<UInt8>, into events: inout [Event]) throws(WebSocketViolation) {
        var position = 0
        while position < bytes.count, !hasEnded {
            do throws(WebSocketViolation) {
                try step(bytes, &position, into: &events)
            } catch {
                hasEnded = true
                throw error
            }
        }
    }

    private mutating func step(
        _ bytes: Span<UInt8>, _ position: inout Int, into events: inout [Event]
    ) throws(WebSocketViolation) {
        if let current = frame {
            let count = min(current.length - current.position, bytes.count - position)
            append(bytes.extracting(position..<position + count), of: current)
            frame?.position += count
            position += count
        } else {
            header.append(bytes[position])
            position += 1
            frame = try completeHeader()
            if frame != nil { header = [] }
        }
        guard let current = frame, current.position == current.length else { return }
        frame = nil
        if let event = try finish(current) { events.append(event) }
    }

    // MARK: The header (section 5.2)

    /// Nil while bytes of it are missing.
    private func completeHeader() throws(WebSocketViolation) -> Frame? {
        guard header.count >= 2 else { return nil }
        if header.count == 2 { try checkStart() }
        let short = Int(header[1] & 0x7F)
        let lengthSize = short == 127 ? 8 : short == 126 ? 2 : 0
        guard header.count == 2 + lengthSize + (isMasked ? 4 : 0) else { return nil }
        var frame = Frame(opcode: .continuation, isFinal: header[0] & 0x80 != 0, mask: 0, length: short)
        frame.opcode = try opcode()
        if lengthSize > 0 { frame.length = try length(header[2..<2 + lengthSize]) }
        if isMasked {
            for byte in header.suffix(4).reversed() { frame.mask = frame.mask << 8 | UInt32(byte) }
        }
        guard frame.opcode.isControl || frame.length <= maximumMessageSize - message.count else {
            throw .messageTooLarge(limit: maximumMessageSize)
        }
        return frame
    }

    private func opcode() throws(WebSocketViolation) -> WebSocketOpcode {
        guard let opcode = WebSocketOpcode(rawValue: header[0] & 0x0F) else {
            throw .unknownOpcode(header[0] & 0x0F)
        }
        return opcode
    }

    private func checkStart() throws(WebSocketViolation) {
        guard header[0] & 0x70 == 0 else { throw .reservedBits }
        let opcode = try opcode()
        guard (header[1] & 0x80 != 0) == isMasked else { throw .wrongMasking }
        if opcode.isControl {
            guard header[0] & 0x80 != 0, header[1] & 0x7F <= 125 else { throw .badControlFrame }
        } else {
            guard (opcode == .continuation) == (kind != nil) else { throw .wrongOrder }
        }
    }

    private func length(_ bytes: ArraySlice<UInt8>) throws(WebSocketViolation) -> Int {
        let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let length = Int(exactly: value), length > (bytes.count == 2 ? 125 : 65_535) else { throw .badLength }
        return length
    }

    // MARK: The payload

    private mutating func append(_ bytes: Span<UInt8>, of frame: Frame) {
        if frame.opcode.isControl {
            WebSocketMask.append(bytes, to: &control, mask: frame.mask, position: frame.position)
        } else {
            WebSocketMask.append(bytes, to: &message, mask: frame.mask, position: frame.position)
        }
    }

    private mutating func finish(_ frame: Frame) throws(WebSocketViolation) -> Event? {
        guard frame.opcode.isControl else { return try finishData(frame) }
        defer { control = [] }
        switch frame.opcode {
        case .ping: return .ping(control)
        case .pong: return .pong(control)
        default:
            hasEnded = true
            return .close(try close())
        }
    }

    private mutating func finishData(_ frame: Frame) throws(WebSocketViolation) -> Event? {
        let kind = kind ?? frame.opcode
        self.kind = frame.isFinal ? nil : kind
        guard frame.isFinal else { return nil }
        defer { message = [] }
        guard kind == .text else { return .message(.binary(message)) }
        guard let text = String(validating: message, as: UTF8.self) else { throw .invalidText }
        return .message(.text(text))
    }

    private func close() throws(WebSocketViolation) -> WebSocketClose {
        guard !control.isEmpty else { return WebSocketClose(code: WebSocketClose.noCode, isFromPeer: true) }
        guard control.count >= 2, case let code = UInt16(control[0]) << 8 | UInt16(control[1]),
            WebSocketClose.isValid(code)
        else { throw .badCloseCode }
        guard let reason = String(validating: control[2...], as: UTF8.self) else { throw .invalidText }
        return WebSocketClose(code: code, reason: reason, isFromPeer: true)
    }
}
