/// `stbl` and the sample group boxes in it (ISO/IEC 14496-12 sections 8.5 to 8.9).
enum SampleTableBox {
    static func write(_ track: MovieBox.Track, to table: inout BoxWriter) {
        writeDescription(track.header, to: &table)
        writeTimes(track.index, to: &table)
        if !track.index.isAllSync { writeSyncSamples(track.index, to: &table) }
        writeChunkRuns(track.index, to: &table)
        writeSizes(track.index, to: &table)
        writeChunkOffsets(track.index, to: &table)
        if let distance = track.header.rollDistance {
            writeRollDescription(distance, to: &table)
            writeRollGroup(sampleCount: track.index.count, to: &table)
        }
    }

    static func writeDescription(_ header: MP4TrackHeader, to table: inout BoxWriter) {
        table.fullBox("stsd") { box in
            box.write(UInt32(1))
            box.write(header.sampleEntry)
        }
    }

    /// One `roll` group (section 10.1), which `sbgp` boxes then point to.
    static func writeRollDescription(_ distance: Int16, to table: inout BoxWriter) {
        table.fullBox("sgpd", version: 1) { box in
            box.write("roll" as FourCharacterCode)
            box.write(UInt32(2))  // bytes an entry
            box.write(UInt32(1))
            box.write(distance)
        }
    }

    static func writeRollGroup(sampleCount: Int, to table: inout BoxWriter) {
        table.fullBox("sbgp") { box in
            box.write("roll" as FourCharacterCode)
            box.write(UInt32(1))
            box.write(UInt32(clamping: sampleCount))
            box.write(UInt32(1))
        }
    }

    private static func writeTimes(_ index: SampleIndex, to table: inout BoxWriter) {
        table.fullBox("stts") { box in
            let runs = index.durations.runs
            box.write(UInt32(clamping: runs.count))
            for run in runs {
                box.write(run.count)
                box.write(run.value)
            }
        }
        guard index.hasReordering else { return }
        table.fullBox("ctts", version: 1) { box in  // version 1: offsets may be negative
            box.write(UInt32(clamping: index.compositionOffsets.runs.count))
            for run in index.compositionOffsets.runs {
                box.write(run.count)
                box.write(run.value)
            }
        }
    }

    private static func writeSyncSamples(_ index: SampleIndex, to table: inout BoxWriter) {
        table.fullBox("stss") { box in
            box.write(UInt32(clamping: index.syncSamples.count))
            for number in index.syncSamples { box.write(number) }
        }
    }

    private static func writeChunkRuns(_ index: SampleIndex, to table: inout BoxWriter) {
        var runs = RunLengths<UInt32>()
        for chunk in index.chunks { runs.append(chunk.sampleCount) }
        table.fullBox("stsc") { box in
            box.write(UInt32(clamping: runs.runs.count))
            var first: UInt32 = 1
            for run in runs.runs {
                box.write(first)
                box.write(run.value)
                box.write(UInt32(1))  // sample description index
                first &+= run.count
            }
        }
    }

    private static func writeSizes(_ index: SampleIndex, to table: inout BoxWriter) {
        table.fullBox("stsz") { box in
            box.write(UInt32(0))  // sizes differ
            box.write(UInt32(clamping: index.sizes.count))
            for size in index.sizes { box.write(size) }
        }
    }

    private static func writeChunkOffsets(_ index: SampleIndex, to table: inout BoxWriter) {
        table.fullBox("co64") { box in
            box.write(UInt32(clamping: index.chunks.count))
            for chunk in index.chunks { box.write(chunk.offset) }
        }
    }
}
