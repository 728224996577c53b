/// How long the uncompressed header of a shown frame is that refers to others (VP9 bitstream specification section 6.2).
enum VP9InterHeader {
    /// In bits, up to where its padding begins; `nil` where it cannot be read. `width` is that of the frame, where its header
    /// leaves it to a reference.
    static func bitCount(of frame: RawSpan, width: Int) -> Int? {
        var reader = SpanBitReader(frame)
        guard reader.skip(7), let isResilient = reader.flag(), isResilient || reader.skip(2),
            // refresh_frame_flags, and three references with their sign biases.
            reader.skip(8 + 3 * 4),
            let width = readSize(&reader, otherwise: width),
            // allow_high_precision_mv and the interpolation filter.
            reader.skip(1), let isSwitchable = reader.flag(), isSwitchable || reader.skip(2),
            // refresh_frame_context, frame_parallel_decoding_mode, frame_context_idx.
            reader.skip(isResilient ? 2 : 4),
            skipLoopFilter(&reader), skipQuantization(&reader), skipSegmentation(&reader),
            skipTiles(&reader, width: width), let size = reader.bits(16)
        else { return nil }
        let end = reader.position
        let byteEnd = (end + 7) / 8
        // Padding is zero, and the compressed header follows: otherwise something above was read wrong.
        guard reader.bits(byteEnd * 8 - end) == 0, size > 0, Int(size) <= frame.byteCount - byteEnd else { return nil }
        return end
    }

    @_lifetime(reader: copy reader)
    private static func readSize(_ reader: inout SpanBitReader, otherwise known: Int) -> Int? {
        var isFound = false
        var references = 0
        while !isFound, references < 3 {
            guard let found = reader.flag() else { return nil }
            isFound = found
            references += 1
        }
        var width = known
        if !isFound {
            guard let columns = reader.bits(16), reader.skip(16) else { return nil }
            width = Int(columns) + 1
        }
        guard width > 0, let hasRenderSize = reader.flag(), !hasRenderSize || reader.skip(32) else { return nil }
        return width
    }

    /// `count` values, each behind a flag that says whether it is there.
    @_lifetime(reader: copy reader)
    private static func skipOptional(_ reader: inout SpanBitReader, count: Int, bits: Int) -> Bool {
        for _ in 0..<count {
            guard let isThere = reader.flag(), !isThere || reader.skip(bits) else { return false }
        }
        return true
    }

    @_lifetime(reader: copy reader)
    private static func skipLoopFilter(_ reader: inout SpanBitReader) -> Bool {
        guard reader.skip(9), let hasDeltas = reader.flag() else { return false }
        guard hasDeltas else { return true }
        guard let isUpdated = reader.flag() else { return false }
        return !isUpdated || skipOptional(&reader, count: 6, bits: 7)
    }

    @_lifetime(reader: copy reader)
    private static func skipQuantization(_ reader: inout SpanBitReader) -> Bool {
        reader.skip(8) && skipOptional(&reader, count: 3, bits: 5)
    }

    @_lifetime(reader: copy reader)
    private static func skipSegmentation(_ reader: inout SpanBitReader) -> Bool {
        guard let isEnabled = reader.flag() else { return false }
        guard isEnabled else { return true }
        guard let hasMap = reader.flag() else { return false }
        if hasMap {
            guard skipOptional(&reader, count: 7, bits: 8), let isTemporal = reader.flag(),
                !isTemporal || skipOptional(&reader, count: 3, bits: 8)
            else { return false }
        }
        guard let hasData = reader.flag() else { return false }
        guard hasData else { return true }
        guard reader.skip(1) else { return false }
        for _ in 0..<8 {
            // Each feature's bits, with a sign where it has one.
            for bits in [9, 7, 2, 0] {
                guard skipOptional(&reader, count: 1, bits: bits) else { return false }
            }
        }
        return true
    }

    @_lifetime(reader: copy reader)
    private static func skipTiles(_ reader: inout SpanBitReader, width: Int) -> Bool {
        let blocks = ((width + 7) / 8 + 7) / 8
        var (least, most) = (0, 1)
        while 64 << least < blocks { least += 1 }
        while blocks >> most >= 4 { most += 1 }
        most -= 1
        var columns = least
        while columns < most {
            guard let isMore = reader.flag() else { return false }
            guard isMore else { break }
            columns += 1
        }
        guard let hasRows = reader.flag() else { return false }
        return !hasRows || reader.skip(1)
    }
}
