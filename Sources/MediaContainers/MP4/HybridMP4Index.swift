/// Turns a fragmented file into an indexed one.
enum HybridMP4Index {
    /// Appends the index at `end`, the file's size, and hides the fragments inside one `mdat`. Returns the new size.
    /// The order is what makes a kill harmless: until the last write the index is only bytes that nobody reads.
    static func finish<Output: RandomAccessOutput & ~Copyable>(
        _ output: inout Output, at end: UInt64, _ tracks: [MovieBox.Track]
    ) throws(HybridMP4Error) -> UInt64 {
        let movie = MovieBox.complete(tracks)
        do {
            try output.append(header: movie, payloads: [])
            try output.synchronize()
        } catch { throw .outputFailed(operation: .appendIndex, cause: error) }
        do {
            try output.overwrite(
                HybridMP4Layout.mediaHeader(indexOffset: end), at: HybridMP4Layout.placeholderOffset)
            try output.synchronize()
        } catch { throw .outputFailed(operation: .activateIndex, cause: error) }
        return end + UInt64(movie.count)
    }
}
