extension AACParameters {
    /// From an AudioSpecificConfig (ISO/IEC 14496-3 section 1.6.2.1). Channel layouts that only a program config
    /// element describes (channel configuration 0) are not supported.
    public init(audioSpecificConfig bytes: RawSpan) throws(CodecHeaderError) {
        let config = bytes.extracting(0..<min(bytes.byteCount, 256)).copied()
        var reader = BitReader(config)
        _ = try Self.objectType(&reader)
        let sampleRate = try Self.samplingFrequency(&reader)
        guard let layout = reader.bits(4) else { throw .truncated(.audioSpecificConfig) }
        guard let channels = Self.channelCounts[Int(layout)] else {
            throw .unsupported(.audioSpecificConfig, field: "channelConfiguration", value: Int(layout))
        }
        self.init(audioSpecificConfig: config, sampleRate: sampleRate, channels: channels)
    }

    /// Table 1.19, by channelConfiguration; 0 points elsewhere and the missing ones are reserved.
    private static let channelCounts: [Int: Int] = [
        1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 8, 11: 7, 12: 8, 13: 24, 14: 8,
    ]

    /// Table 1.18, by samplingFrequencyIndex.
    private static let samplingFrequencies = [
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
    ]

    private static func objectType(_ reader: inout BitReader) throws(CodecHeaderError) -> UInt32 {
        guard let type = reader.bits(5) else { throw .truncated(.audioSpecificConfig) }
        guard type == 31 else { return type }
        guard let rest = reader.bits(6) else { throw .truncated(.audioSpecificConfig) }
        return 32 + rest
    }

    private static func samplingFrequency(_ reader: inout BitReader) throws(CodecHeaderError) -> Int {
        guard let index = reader.bits(4) else { throw .truncated(.audioSpecificConfig) }
        if Int(index) < samplingFrequencies.count { return samplingFrequencies[Int(index)] }
        guard index == 15 else {
            throw .invalid(.audioSpecificConfig, field: "samplingFrequencyIndex", value: Int(index))
        }
        guard let explicit = reader.bits(24) else { throw .truncated(.audioSpecificConfig) }
        guard (1_000...768_000).contains(explicit) else {
            throw .invalid(.audioSpecificConfig, field: "samplingFrequency", value: Int(explicit))
        }
        return Int(explicit)
    }
}
