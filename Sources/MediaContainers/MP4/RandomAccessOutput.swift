public import MediaTypes

/// Where a container is written: a growing file, of which some containers overwrite parts.
public protocol RandomAccessOutput: ~Copyable, Sendable {
    /// Adds `header` and then every payload at the end, or nothing: after an error the length is what it was before.
    mutating func append(header: [UInt8], payloads: [FramePayload]) throws
    /// Replaces bytes that are there already.
    mutating func overwrite(_ bytes: [UInt8], at offset: UInt64) throws
    /// Returns when everything written so far will survive a loss of power.
    mutating func synchronize() throws
}
