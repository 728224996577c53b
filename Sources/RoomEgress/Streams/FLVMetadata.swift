import MediaTypes

/// The `onMetaData` message that begins a stream: what players want to know at once, in AMF0.
struct FLVMetadata {
    private var writer = ByteWriter()
    private var fields: [(String, Double?)] = []

    init(_ tracks: [TrackDescription]) {
        for track in tracks { add(track) }
        writer.write(UInt8(2))  // string
        writeName("onMetaData")
        writer.write(UInt8(8))  // associative array
        writer.write(UInt32(fields.count))
        for (name, number) in fields {
            writeName(name)
            if let number {
                writer.write(UInt8(0))
                writer.write(number.bitPattern)
            } else {
                writer.write([1, 1])  // true
            }
        }
        writer.write([0, 0, 9])  // end
    }

    var bytes: [UInt8] { writer.bytes }

    private mutating func add(_ track: TrackDescription) {
        let kilobits = track.bitrate.map { Double($0) / 1_000 }
        switch track.parameters {
        case .h264(let h264):
            fields += [("width", Double(h264.width)), ("height", Double(h264.height)), ("videocodecid", 7)]
            if let kilobits { fields.append(("videodatarate", kilobits)) }
        case .aac(let aac):
            fields += [("audiocodecid", 10), ("audiosamplerate", Double(aac.sampleRate)), ("audiosamplesize", 16)]
            if aac.channels > 1 { fields.append(("stereo", nil)) }
            if let kilobits { fields.append(("audiodatarate", kilobits)) }
        case .opus, .vp8, .vp9, .av1: break
        }
    }

    private mutating func writeName(_ name: String) {
        writer.write(UInt16(truncatingIfNeeded: name.utf8.count))
        writer.write(Array(name.utf8))
    }
}
