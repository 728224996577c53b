/// At which sizes an upload is cut, and how much of it goes at the same time.
struct UploadSizes: Hashable, Sendable {
    /// Files up to here go up whole, in bytes.
    var largestWhole: UInt64
    /// The size of a part, in bytes; the store's limits may ask for more.
    var part: UInt64
    var partsAtOnce = 4
}
