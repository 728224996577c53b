import ProtobufRuntime
import ProtocolModels

/// What the process of a job tells its service: its egress, and how its uploads are.
struct HandlerWord: Sendable {
    var info: LiveKit.EgressInfo
    var uploads: UploadFigures?

    /// No message of protobuf begins with it, so that a bare `EgressInfo` of an earlier version is told apart.
    private static let mark: UInt8 = 0
    private static let headerLength = 5

    /// The mark, the length of the `EgressInfo` in four bytes, big-endian, itself, and the figures in JSON.
    var encoded: [UInt8] {
        let info = info.encoded()
        let length = UInt32(clamping: info.count)
        return [Self.mark] + withUnsafeBytes(of: length.bigEndian) { Array($0) } + info + (uploads?.encoded ?? [])
    }

    init(_ info: LiveKit.EgressInfo, _ uploads: UploadFigures? = nil) { (self.info, self.uploads) = (info, uploads) }

    /// Nil when it cannot be read.
    init?(decoding bytes: [UInt8]) {
        guard bytes.first == Self.mark else {
            guard let info = try? LiveKit.EgressInfo(protobuf: bytes) else { return nil }
            self.init(info)
            return
        }
        let length = bytes.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let rest = bytes.dropFirst(Self.headerLength)
        guard bytes.count >= Self.headerLength, rest.count >= length,
            let info = try? LiveKit.EgressInfo(protobuf: Array(rest.prefix(length)))
        else { return nil }
        self.init(info, UploadFigures(decoding: rest.dropFirst(length)))
    }
}
