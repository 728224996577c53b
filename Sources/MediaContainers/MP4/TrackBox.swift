import MediaTypes

/// `trak` (ISO/IEC 14496-12 section 8.3 and below).
enum TrackBox {
    static func writeEmpty(_ header: MP4TrackHeader, to moov: inout BoxWriter) {
        moov.box("trak") { trak in
            writeTrackHeader(header, duration: 0, to: &trak)
            if header.mediaTimeAtStart != 0 {
                EditList.writeOpenEnded(mediaTime: header.mediaTimeAtStart, to: &trak)
            }
            writeMedia(header, duration: 0, to: &trak) { table in
                SampleTableBox.writeDescription(header, to: &table)
                for type: FourCharacterCode in ["stts", "stsc", "stco"] { table.fullBox(type) { $0.write(UInt32(0)) } }
                table.fullBox("stsz") { $0.zeros(8) }
                if let distance = header.rollDistance { SampleTableBox.writeRollDescription(distance, to: &table) }
            }
        }
    }

    static func write(_ track: MovieBox.Track, _ edit: EditList, to moov: inout BoxWriter) {
        moov.box("trak") { trak in
            writeTrackHeader(track.header, duration: edit.delay + edit.duration, to: &trak)
            if track.index.count > 0 { edit.write(to: &trak) }
            writeMedia(track.header, duration: track.index.mediaDuration, to: &trak) { table in
                SampleTableBox.write(track, to: &table)
            }
        }
    }

    /// `duration` is in movie ticks.
    private static func writeTrackHeader(_ header: MP4TrackHeader, duration: Int64, to trak: inout BoxWriter) {
        trak.fullBox("tkhd", version: 1, flags: 3) { box in  // enabled, in the movie
            box.zeros(16)
            box.write(header.id)
            box.zeros(4)
            box.write(duration)
            box.zeros(8)
            box.write(UInt16(0))  // layer
            // Tracks of one group are alternatives; sound and pictures are not.
            box.write(UInt16(header.kind == .audio ? 1 : 0))
            box.write(UInt16(header.kind == .audio ? 1 << 8 : 0))  // volume
            box.zeros(2)
            box.unityMatrix()
            box.write(UInt32(clamping: header.width) << 16)
            box.write(UInt32(clamping: header.height) << 16)
        }
    }

    private static func writeMedia(
        _ header: MP4TrackHeader, duration: Int64, to trak: inout BoxWriter, table: (inout BoxWriter) -> Void
    ) {
        trak.box("mdia") { mdia in
            mdia.fullBox("mdhd", version: 1) { box in
                box.zeros(16)
                box.write(header.timescale)
                box.write(duration)
                box.write(UInt16(0x55C4))  // "und", three letters of five bits
                box.zeros(2)
            }
            writeHandler(header.kind, to: &mdia)
            mdia.box("minf") { minf in
                writeMediaHeader(header.kind, to: &minf)
                writeDataInformation(to: &minf)
                minf.box("stbl", table)
            }
        }
    }

    private static func writeHandler(_ kind: MediaKind, to mdia: inout BoxWriter) {
        mdia.fullBox("hdlr") { box in
            box.zeros(4)
            box.write(kind == .video ? "vide" : "soun" as FourCharacterCode)
            box.zeros(12)
            box.write(Array((kind == .video ? "VideoHandler" : "SoundHandler").utf8) + [0])
        }
    }

    private static func writeMediaHeader(_ kind: MediaKind, to minf: inout BoxWriter) {
        switch kind {
        case .video: minf.fullBox("vmhd", flags: 1) { $0.zeros(8) }
        case .audio: minf.fullBox("smhd") { $0.zeros(4) }
        }
    }

    /// The samples are in this same file.
    private static func writeDataInformation(to minf: inout BoxWriter) {
        minf.box("dinf") { dinf in
            dinf.fullBox("dref") { box in
                box.write(UInt32(1))
                box.fullBox("url ", flags: 1) { _ in }
            }
        }
    }
}
