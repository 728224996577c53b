/// A part that the store has, with what is needed to see later whether the file still says the same there.
struct SentPart: Hashable, Sendable {
    var part: UploadedPart
    /// In the file, in bytes.
    var offset: UInt64
    /// The CRC-32C of the file's bytes.
    var checksum: UInt32

    var end: UInt64 { offset + part.size }
}
