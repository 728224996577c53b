internal import COpus

/// What libopus refused.
public struct OpusDecoderError: Error, Hashable, Sendable {
    public enum Operation: String, Hashable, Sendable { case create, decode }

    public let operation: Operation
    /// The library's own code, below zero.
    public let status: Int32

    init(during operation: Operation, status: Int32) {
        self.operation = operation
        self.status = status
    }
}

extension OpusDecoderError: CustomStringConvertible {
    public var description: String {
        let reason = String(cString: opus_strerror(status))
        return switch operation {
        case .create: "cannot make an Opus decoder: \(reason); one or two channels are possible"
        case .decode: "cannot decode an Opus packet: \(reason); the packet is left out"
        }
    }
}
