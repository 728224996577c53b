import MediaContainers
import MediaTypes

/// What a ``FileWriter`` asks of a container, whichever it is.
protocol FileContainer: ~Copyable {
    mutating func write(_ frame: EncodedFrame) throws
    /// No frame comes before `time` any more.
    mutating func fill(to time: MediaTime) throws
    /// Writes what the container has at its end.
    mutating func end() throws -> FileWriter.Summary
    /// How much of the file is written and stays as it is, except its head (``FileFormat/changingHead``).
    var settledByteCount: UInt64 { get }
}

extension FileContainer where Self: ~Copyable {
    /// Most give each frame a time, and so have nothing to fill.
    mutating func fill(to time: MediaTime) throws {}
}

extension HybridMP4Writer<LocalFile>: FileContainer {
    /// A fragment is there as soon as it counts.
    var settledByteCount: UInt64 { byteCount }

    mutating func end() throws -> FileWriter.Summary {
        let summary = try finish()
        return FileWriter.Summary(duration: summary.duration, byteCount: summary.byteCount)
    }
}

extension OggOpusWriter<LocalFile>: FileContainer {
    var settledByteCount: UInt64 { byteCount }

    mutating func end() throws -> FileWriter.Summary {
        let summary = try finish()
        return FileWriter.Summary(duration: summary.duration, byteCount: summary.byteCount)
    }
}

extension WebMWriter<LocalFile>: FileContainer {
    mutating func end() throws -> FileWriter.Summary { FileWriter.Summary(try finish()) }
}

extension IVFWriter<LocalFile>: FileContainer {
    mutating func end() throws -> FileWriter.Summary { FileWriter.Summary(try finish()) }
}

extension AnnexBWriter<LocalFile>: FileContainer {
    mutating func end() throws -> FileWriter.Summary { FileWriter.Summary(try finish()) }
}

extension FileWriter.Summary {
    fileprivate init(_ summary: ContainerSummary) {
        self.init(duration: summary.duration, byteCount: summary.byteCount)
    }
}
