/// An AV1 sequence header OBU (AV1 specification section 5.5), as far as containers care.
public struct AV1SequenceHeader: Hashable, Sendable {
    public private(set) var profile: UInt8 = 0
    /// seq_level_idx and seq_tier of the first operating point.
    public private(set) var level: UInt8 = 0
    public private(set) var tier: UInt8 = 0
    public private(set) var isReducedStillPicture = false
    /// The largest picture of the sequence, in pixels.
    public private(set) var width = 0
    public private(set) var height = 0
    public private(set) var bitDepth: UInt8 = 8
    public private(set) var isMonochrome = false
    /// Whether chroma has half the width and half the height.
    public private(set) var subsampling: (horizontal: Bool, vertical: Bool) {
        get { (isSubsampledHorizontally, isSubsampledVertically) }
        set { (isSubsampledHorizontally, isSubsampledVertically) = newValue }
    }
    private var isSubsampledHorizontally = true
    private var isSubsampledVertically = true
    /// chroma_sample_position.
    public private(set) var chromaSamplePosition: UInt8 = 0

    /// Reads an OBU's payload; `nil` when it is cut or impossible.
    public init?(payload: RawSpan) {
        var reader = SpanBitReader(payload)
        guard let profile = reader.bits(3), profile <= 2, reader.skip(1), let isReduced = reader.flag() else {
            return nil
        }
        self.profile = UInt8(profile)
        isReducedStillPicture = isReduced
        if isReduced {
            guard let level = reader.bits(5) else { return nil }
            self.level = UInt8(level)
        } else {
            guard readOperatingPoints(&reader) else { return nil }
        }
        guard readSize(&reader), skipTools(&reader), readColor(&reader) else { return nil }
    }

    private mutating func readOperatingPoints(_ reader: inout SpanBitReader) -> Bool {
        guard let hasTiming = reader.flag() else { return false }
        var delayLength: Int?
        if hasTiming {
            guard reader.skip(64), let isEqual = reader.flag() else { return false }
            if isEqual, !Self.skipVariableLength(&reader) { return false }
            guard let hasModel = reader.flag() else { return false }
            if hasModel {
                guard let length = reader.bits(5), reader.skip(32 + 5 + 5) else { return false }
                delayLength = Int(length) + 1
            }
        }
        guard let hasDelay = reader.flag(), let count = reader.bits(5) else { return false }
        for index in 0...count {
            guard reader.skip(12), let level = reader.bits(5) else { return false }
            var tier: UInt32 = 0
            if level > 7 {
                guard let bit = reader.bits(1) else { return false }
                tier = bit
            }
            if index == 0 { (self.level, self.tier) = (UInt8(level), UInt8(tier)) }
            if let delayLength {
                guard let isPresent = reader.flag() else { return false }
                if isPresent, !reader.skip(2 * delayLength + 1) { return false }
            }
            if hasDelay {
                guard let isPresent = reader.flag() else { return false }
                if isPresent, !reader.skip(4) { return false }
            }
        }
        return true
    }

    /// uvlc() of section 4.10.3.
    private static func skipVariableLength(_ reader: inout SpanBitReader) -> Bool {
        var zeros = 0
        while let bit = reader.flag() {
            if bit { return zeros >= 32 || reader.skip(zeros) }
            zeros += 1
        }
        return false
    }

    private mutating func readSize(_ reader: inout SpanBitReader) -> Bool {
        guard let widthBits = reader.bits(4), let heightBits = reader.bits(4),
            let width = reader.bits(Int(widthBits) + 1), let height = reader.bits(Int(heightBits) + 1)
        else { return false }
        (self.width, self.height) = (Int(width) + 1, Int(height) + 1)
        return true
    }

    private mutating func skipTools(_ reader: inout SpanBitReader) -> Bool {
        guard !isReducedStillPicture else { return reader.skip(3 + 3) }
        guard let hasFrameIDs = reader.flag(), reader.skip((hasFrameIDs ? 7 : 0) + 3 + 4) else { return false }
        guard let hasOrderHint = reader.flag(), reader.skip(hasOrderHint ? 2 : 0) else { return false }
        guard let choosesScreenContent = reader.flag() else { return false }
        var usesScreenContent: Bool? = true
        if !choosesScreenContent { usesScreenContent = reader.flag() }
        guard let usesScreenContent else { return false }
        if usesScreenContent {
            guard let choosesIntegerMotion = reader.flag() else { return false }
            if !choosesIntegerMotion, !reader.skip(1) { return false }
        }
        return reader.skip((hasOrderHint ? 3 : 0) + 3)
    }

    private mutating func readColor(_ reader: inout SpanBitReader) -> Bool {
        guard let isHigh = reader.flag() else { return false }
        bitDepth = isHigh ? 10 : 8
        if profile == 2, isHigh {
            guard let isTwelve = reader.flag() else { return false }
            bitDepth = isTwelve ? 12 : 10
        }
        if profile != 1 {
            guard let isMonochrome = reader.flag() else { return false }
            self.isMonochrome = isMonochrome
        }
        guard let hasDescription = reader.flag() else { return false }
        var description: UInt32 = 0x02_02_02  // unspecified
        if hasDescription {
            guard let bits = reader.bits(24) else { return false }
            description = bits
        }
        if isMonochrome { return reader.skip(1) }
        // BT.709 primaries, sRGB transfer, identity matrix: RGB, which is not subsampled.
        if description == 0x01_0D_00 {
            subsampling = (false, false)
            return true
        }
        guard reader.skip(1), readSubsampling(&reader) else { return false }
        guard subsampling == (true, true) else { return true }
        guard let position = reader.bits(2) else { return false }
        chromaSamplePosition = UInt8(position)
        return true
    }

    private mutating func readSubsampling(_ reader: inout SpanBitReader) -> Bool {
        switch (profile, bitDepth) {
        case (0, _): subsampling = (true, true)
        case (1, _): subsampling = (false, false)
        case (_, 12):
            guard let horizontal = reader.flag() else { return false }
            var vertical: Bool? = false
            if horizontal { vertical = reader.flag() }
            guard let vertical else { return false }
            subsampling = (horizontal, vertical)
        default: subsampling = (true, false)
        }
        return true
    }
}
