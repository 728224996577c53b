/// The upload of a file that is still being written.
///
/// The calls may come from a media thread: they take a lock for the time of a few assignments and never wait. Who lets go of
/// it without ``finish(size:)`` or ``discard()`` leaves the upload to ``UploadRecovery``.
public final class GrowingUpload: Sendable {
    public let upload: Upload
    private let growth: GrowthBox

    init(_ upload: Upload, _ growth: GrowthBox) {
        self.upload = upload
        self.growth = growth
    }

    deinit {
        growth.change { growth in
            if growth.finalSize == nil, !growth.isDiscarded { growth.isAbandoned = true }
        }
    }

    /// The first `size` bytes are in the file and will not change any more, those aside that the file's
    /// ``UploadFile/changingHead`` counts.
    public func grow(to size: UInt64) { growth.change { $0.available = max($0.available, size) } }

    /// The file is complete; its owner writes no more.
    public func finish(size: UInt64) {
        growth.change { growth in
            guard growth.finalSize == nil else { return }
            growth.finalSize = size
        }
    }

    /// The object is not wanted: what was sent is removed from the store. The file stays.
    public func discard() { growth.change { $0.isDiscarded = true } }
}
