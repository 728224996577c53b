/// `moof` and the header of the `mdat` behind it (ISO/IEC 14496-12 section 8.8).
///
/// It is appended as a `free` box and gets its type when it is there with all its media. A kill can end a write at any
/// byte, and a file that ends within a `moof` does not open in some readers; within a `free` box it does.
enum FragmentBox {
    static let inactiveType: FourCharacterCode = "free"
    static let activeType: FourCharacterCode = "moof"
    /// Where in the box the type lies.
    static let typeOffset: UInt64 = 4

    struct Track {
        let id: UInt32
        /// Not empty; their bytes follow one another in the `mdat`, track after track.
        let samples: [MP4Sample]
        let isInRollGroup: Bool

        var byteCount: Int { samples.reduce(0) { $0 + Int($1.size) } }
    }

    static func header(sequenceNumber: UInt32, _ tracks: [Track]) -> [UInt8] {
        let sampleCount = tracks.reduce(0) { $0 + $1.samples.count }
        var writer = BoxWriter(reserving: 64 + tracks.count * 128 + sampleCount * 16)
        var offsetFields: [Int] = []
        writer.box(inactiveType) { moof in
            moof.fullBox("mfhd") { $0.write(sequenceNumber) }
            for track in tracks { offsetFields.append(write(track, to: &moof)) }
        }
        let payload = tracks.reduce(0) { $0 + $1.byteCount }
        var offset = writer.count + 8
        for (field, track) in zip(offsetFields, tracks) {
            writer.patch(UInt32(clamping: offset), at: field)
            offset += track.byteCount
        }
        writer.write(UInt32(clamping: payload + 8))
        writer.write("mdat" as FourCharacterCode)
        return writer.bytes
    }

    /// Returns where the data offset is to be filled in.
    private static func write(_ track: Track, to moof: inout BoxWriter) -> Int {
        var field = 0
        moof.box("traf") { traf in
            traf.fullBox("tfhd", flags: 0x02_0000) { $0.write(track.id) }  // offsets count from the moof
            traf.fullBox("tfdt", version: 1) { $0.write(track.samples.first?.decodeTime ?? 0) }
            traf.fullBox("trun", version: 1, flags: flags(track)) { field = writeRun(track, to: &$0) }
            if track.isInRollGroup { SampleTableBox.writeRollGroup(sampleCount: track.samples.count, to: &traf) }
        }
        return field
    }

    /// Data offset, and for every sample duration, size, flags, and the composition offset where there is any.
    private static func flags(_ track: Track) -> UInt32 {
        track.samples.contains { $0.compositionOffset != 0 } ? 0xF01 : 0x701
    }

    private static func writeRun(_ track: Track, to box: inout BoxWriter) -> Int {
        box.write(UInt32(clamping: track.samples.count))
        let field = box.count
        box.write(UInt32(0))
        let hasOffsets = flags(track) & 0x800 != 0
        for sample in track.samples {
            box.write(sample.duration)
            box.write(sample.size)
            // Depends on no other sample; or does, and cannot be started at (section 8.8.3.1).
            box.write(sample.isSync ? UInt32(0x0200_0000) : 0x0101_0000)
            if hasOffsets { box.write(sample.compositionOffset) }
        }
        return field
    }
}
