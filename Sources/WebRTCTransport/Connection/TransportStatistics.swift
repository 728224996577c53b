/// What went through a connection since it was made.
public struct TransportStatistics: Hashable, Sendable {
    public var packetsReceived: UInt64 = 0
    public var bytesReceived: UInt64 = 0
    public var packetsSent: UInt64 = 0
    public var bytesSent: UInt64 = 0
    /// Received, but not authentic, seen before, of too many sources, or nothing we know.
    public var packetsRefused: UInt64 = 0
    /// Not sent: not connected yet, too large, or no room in the kernel.
    public var packetsUnsent: UInt64 = 0
}
