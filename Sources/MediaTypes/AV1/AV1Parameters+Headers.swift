extension AV1Parameters {
    /// From a temporal unit that has a sequence header; nil for one without, or with a broken one.
    public init?(temporalUnit: RawSpan) {
        var iterator = AV1OBUIterator(temporalUnit)
        while let unit = iterator.next() {
            guard unit.type == .sequenceHeader else { continue }
            guard let header = AV1SequenceHeader(payload: unit.payload) else { return nil }
            // Without the OBU's extension, and with its size: what follows it in a container is unknown.
            var bytes: [UInt8] = [1 << 3 | 2]
            LEB128.append(unit.payload.byteCount, to: &bytes)
            for offset in 0..<unit.payload.byteCount { bytes.append(unit.payload.byte(at: offset) ?? 0) }
            self.init(sequenceHeader: bytes, width: header.width, height: header.height)
            return
        }
        return nil
    }

    /// AV1CodecConfigurationRecord (AV1 codec ISO media file format binding section 2.3.3), as MP4's `av1C` and
    /// Matroska's CodecPrivate hold it.
    public var configurationRecord: [UInt8] {
        var iterator = unsafe AV1OBUIterator(sequenceHeader.span.bytes)
        let header: AV1SequenceHeader? = if let unit = iterator.next() { AV1SequenceHeader(payload: unit.payload) } else { nil }
        guard let header else { return [0x81, 0, 0x0C, 0] + sequenceHeader }
        var third = header.tier << 7
        if header.bitDepth > 8 { third |= 0x40 }
        if header.bitDepth == 12 { third |= 0x20 }
        if header.isMonochrome { third |= 0x10 }
        if header.subsampling.horizontal { third |= 0x08 }
        if header.subsampling.vertical { third |= 0x04 }
        third |= header.chromaSamplePosition & 3
        return [0x81, header.profile << 5 | header.level & 0x1F, third, 0] + sequenceHeader
    }
}
