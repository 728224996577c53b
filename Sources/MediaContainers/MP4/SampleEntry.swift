import MediaTypes

/// The boxes of `stsd`, a function per codec: HEVC (`hvc1`, ISO/IEC 14496-15) belongs here, on top of `visual`.
enum SampleEntry {
    static let avc1: FourCharacterCode = "avc1"
    static let avc3: FourCharacterCode = "avc3"

    /// ISO/IEC 14496-15 section 5.4.2: `avc1` promises that parameter sets are nowhere else, `avc3` that they may be in
    /// the samples too.
    static func h264(_ parameters: H264Parameters, setsInBand: Bool) -> [UInt8] {
        visual(setsInBand ? avc3 : avc1, width: parameters.width, height: parameters.height) { entry in
            entry.box("avcC") { $0.write(parameters.avcDecoderConfigurationRecord) }
            entry.box("pasp") { box in
                box.write(UInt32(1))
                box.write(UInt32(1))
            }
        }
    }

    /// The same entry under the name that allows parameter sets in the samples.
    static func allowingSetsInBand(_ entry: [UInt8]) -> [UInt8] {
        guard entry.count >= 8, entry[4..<8].elementsEqual("avc1".utf8) else { return entry }
        var changed = entry
        changed.replaceSubrange(4..<8, with: "avc3".utf8)
        return changed
    }

    /// `vp08` (VP codec ISO media file format binding).
    static func vp8(_ parameters: VP8Parameters) -> [UInt8] {
        vpx("vp08", width: parameters.width, height: parameters.height, profile: 0, bitDepth: 8)
    }

    /// `vp09` (VP codec ISO media file format binding).
    static func vp9(_ parameters: VP9Parameters) -> [UInt8] {
        vpx(
            "vp09", width: parameters.width, height: parameters.height, profile: parameters.profile,
            bitDepth: parameters.bitDepth)
    }

    private static func vpx(
        _ type: FourCharacterCode, width: Int, height: Int, profile: UInt8, bitDepth: UInt8
    ) -> [UInt8] {
        visual(type, width: width, height: height) { entry in
            entry.fullBox("vpcC", version: 1) { box in
                box.write(profile)
                // The level of the picture's size at 30 frames a second (VP9 levels, 1.0 to 6.2).
                box.write(vpxLevel(pictureSize: width.multipliedReportingOverflow(by: height).partialValue))
                // 4:2:0 with samples as in MPEG-2, studio range; profiles 1 and 3 have more colour.
                let subsampling: UInt8 = profile & 1 == 0 ? 1 : 3
                box.write(bitDepth << 4 | subsampling << 1)
                // Colours: not stated.
                box.write([2, 2, 2])
                box.write(UInt16(0))  // no initialisation data
            }
        }
    }

    private static func vpxLevel(pictureSize: Int) -> UInt8 {
        let levels: [(limit: Int, level: UInt8)] = [
            (36_864, 10), (73_728, 11), (122_880, 20), (245_760, 21), (552_960, 30), (983_040, 31), (2_228_224, 40),
            (8_912_896, 50), (35_651_584, 60),
        ]
        return levels.first { pictureSize <= $0.limit }?.level ?? 62
    }

    /// `av01` with the sequence header (AV1 codec ISO media file format binding section 2.3).
    static func av1(_ parameters: AV1Parameters) -> [UInt8] {
        visual("av01", width: parameters.width, height: parameters.height) { entry in
            entry.box("av1C") { $0.write(parameters.configurationRecord) }
        }
    }

    /// `mp4a` with an elementary stream descriptor (ISO/IEC 14496-14 section 5.6, 14496-1 section 7.2.6).
    static func aac(_ parameters: AACParameters, bitrate: Int?) -> [UInt8] {
        audio("mp4a", channels: parameters.channels, sampleRate: parameters.sampleRate) { entry in
            entry.fullBox("esds") { $0.write(elementaryStream(parameters.audioSpecificConfig, bitrate: bitrate ?? 0)) }
        }
    }

    private static func elementaryStream(_ config: [UInt8], bitrate: Int) -> [UInt8] {
        var decoder = ByteWriter()
        decoder.write(UInt8(0x40))  // MPEG-4 audio
        decoder.write(UInt8(0x15))  // an audio stream, upwards
        decoder.write([0, 0, 0])  // buffer size: unknown
        decoder.write(UInt32(clamping: bitrate))
        decoder.write(UInt32(clamping: bitrate))
        decoder.write(descriptor(5, config))
        return descriptor(3, [0, 0, 0] + descriptor(4, decoder.bytes) + descriptor(6, [2]))
    }

    private static func descriptor(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] {
        let size = body.count
        // Four length bytes, as most writers do: some readers expect no other form.
        return [
            tag, 0x80 | UInt8(size >> 21 & 0x7F), 0x80 | UInt8(size >> 14 & 0x7F), 0x80 | UInt8(size >> 7 & 0x7F),
            UInt8(size & 0x7F),
        ] + body
    }

    /// `Opus` with `dOps`, which is the identification header in big-endian order (Opus in ISOBMFF section 4.3).
    static func opus(_ parameters: OpusParameters) -> [UInt8] {
        audio("Opus", channels: parameters.channels, sampleRate: 48_000) { entry in
            entry.box("dOps") { box in
                box.write(UInt8(0))
                box.write(UInt8(clamping: parameters.channels))
                box.write(UInt16(clamping: parameters.preSkip))
                box.write(UInt32(clamping: parameters.inputSampleRate))
                box.write(UInt16(0))  // output gain
                box.write(UInt8(0))  // channel mapping family
            }
        }
    }

    /// ISO/IEC 14496-12 section 12.1.3.
    private static func visual(
        _ type: FourCharacterCode, width: Int, height: Int, _ configuration: (inout BoxWriter) -> Void
    ) -> [UInt8] {
        var writer = BoxWriter()
        writer.box(type) { entry in
            entry.zeros(6)
            entry.write(UInt16(1))  // data reference index
            entry.zeros(16)
            entry.write(UInt16(clamping: width))
            entry.write(UInt16(clamping: height))
            entry.write(UInt32(72 << 16))  // dots an inch, both ways
            entry.write(UInt32(72 << 16))
            entry.zeros(4)
            entry.write(UInt16(1))  // frames a sample
            entry.zeros(32)  // compressor name
            entry.write(UInt16(24))  // colour without alpha
            entry.write(Int16(-1))
            configuration(&entry)
        }
        return writer.bytes
    }

    /// ISO/IEC 14496-12 section 12.2.3.
    private static func audio(
        _ type: FourCharacterCode, channels: Int, sampleRate: Int, _ configuration: (inout BoxWriter) -> Void
    ) -> [UInt8] {
        var writer = BoxWriter()
        writer.box(type) { entry in
            entry.zeros(6)
            entry.write(UInt16(1))  // data reference index
            entry.zeros(8)
            entry.write(UInt16(clamping: channels))
            entry.write(UInt16(16))
            entry.zeros(4)
            // 16.16 fixed point: rates that do not fit are said by the codec's own configuration only.
            entry.write(sampleRate <= 0xFFFF ? UInt32(clamping: sampleRate) << 16 : 0)
            configuration(&entry)
        }
        return writer.bytes
    }
}
