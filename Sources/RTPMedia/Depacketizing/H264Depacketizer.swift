import MediaTypes

/// RFC 6184, packetization modes 0 and 1: single NAL units, STAP-A and FU-A.
struct H264Depacketizer {
    /// Where the length of the NAL unit in fragments stands; -1 without one.
    private var fragmentStart = -1
    private var fragmentType: UInt8 = 0
    private var sets = ParameterSets()

    private enum PayloadType {
        static let singleTimeAggregation: UInt8 = 24
        static let fragmentation: UInt8 = 28
    }

    var parameters: H264Parameters? { sets.parameters }

    /// False when the payload is broken or cannot be used.
    mutating func push(
        _ payload: RawSpan, _ context: PayloadContext, _ unit: inout AccessUnit, _ storage: inout UnitStorage
    ) -> Bool {
        guard let first = payload.byte(at: 0) else { return false }
        var isGood = context.hasGap ? dropFragment(&storage) : true
        // Without a start bit, only what must stand first in an access unit (section 7.4.1.2.3 of H.264) proves that
        // nothing in front of it is missing.
        if context.isFirst, !context.isStartKnown { isGood = isGood && Self.beginsUnit(payload) }
        switch first & 0x1F {
        case 1...23: return append(payload, &unit, &storage) && isGood
        case PayloadType.singleTimeAggregation: return pushAggregate(payload, &unit, &storage) && isGood
        case PayloadType.fragmentation: return pushFragment(payload, first, &unit, &storage) && isGood
        default: return false  // interleaved modes, which are never negotiated
        }
    }

    /// False when a NAL unit's last fragment did not come.
    mutating func finish(_ unit: inout AccessUnit, _ storage: inout UnitStorage) -> Bool {
        let isGood = dropFragment(&storage)
        if sets.hasPending {
            unit.hasNewParameters = sets.commit()
        }
        if let size = sets.size, unit.isKeyframe { (unit.width, unit.height) = size }
        return isGood
    }

    /// The storage dropped its first `offset` bytes.
    mutating func moved(by offset: Int) { if fragmentStart >= 0 { fragmentStart -= offset } }

    /// Takes back what came of a NAL unit whose rest is missing; false if there was one.
    private mutating func dropFragment(_ storage: inout UnitStorage) -> Bool {
        guard fragmentStart >= 0 else { return true }
        storage.truncate(to: fragmentStart)
        fragmentStart = -1
        return false
    }

    private static func beginsUnit(_ payload: RawSpan) -> Bool {
        var type = (payload.byte(at: 0) ?? 0) & 0x1F
        if type == PayloadType.singleTimeAggregation { type = (payload.byte(at: 3) ?? 0) & 0x1F }
        let kind = H264NALUnitType(headerByte: type)
        return kind == .accessUnitDelimiter || kind == .sequenceParameterSet
    }

    private mutating func append(_ nalUnit: RawSpan, _ unit: inout AccessUnit, _ storage: inout UnitStorage) -> Bool {
        let isWhole = dropFragment(&storage)
        guard storage.append(UInt32(truncatingIfNeeded: nalUnit.byteCount)), storage.append(nalUnit) else {
            return false
        }
        note(nalUnit, &unit)
        return isWhole
    }

    private mutating func note(_ nalUnit: RawSpan, _ unit: inout AccessUnit) {
        switch H264NALUnitType(headerByte: nalUnit.byte(at: 0) ?? 0) {
        case .instantaneousDecoderRefresh: unit.isKeyframe = true
        case .sequenceParameterSet: sets.note(sequence: nalUnit)
        case .pictureParameterSet: sets.note(picture: nalUnit)
        default: break
        }
    }

    private mutating func pushAggregate(
        _ payload: RawSpan, _ unit: inout AccessUnit, _ storage: inout UnitStorage
    ) -> Bool {
        var position = 1
        var isGood = true
        while position < payload.byteCount {
            guard let size = payload.integer(at: position, as: UInt16.self), size > 0,
                position + 2 + Int(size) <= payload.byteCount
            else { return false }
            let nalUnit = payload.extracting((position + 2)..<(position + 2 + Int(size)))
            // Units of other payload structures may not be nested (section 5.7).
            guard (1...23).contains((nalUnit.byte(at: 0) ?? 0) & 0x1F) else { return false }
            isGood = append(nalUnit, &unit, &storage) && isGood
            position += 2 + Int(size)
        }
        return isGood && position > 1
    }

    private mutating func pushFragment(
        _ payload: RawSpan, _ indicator: UInt8, _ unit: inout AccessUnit, _ storage: inout UnitStorage
    ) -> Bool {
        guard let header = payload.byte(at: 1), payload.byteCount > 2 else { return false }
        let isStart = header & 0x80 != 0
        let isEnd = header & 0x40 != 0
        let type = header & 0x1F
        var isWhole = true
        if isStart {
            isWhole = dropFragment(&storage) && !isEnd  // one fragment alone is forbidden (section 5.8)
            guard (1...23).contains(type) else { return false }
            fragmentStart = storage.count
            fragmentType = type
            guard storage.append(0 as UInt32), storage.append(indicator & 0xE0 | type) else { return false }
            if type == 5 { unit.isKeyframe = true }
        } else if fragmentStart < 0 || type != fragmentType {
            _ = dropFragment(&storage)
            return false
        }
        guard storage.append(payload.dropping(2)) else { return false }
        if isEnd { endFragment(&unit, &storage) }
        return isWhole
    }

    private mutating func endFragment(_ unit: inout AccessUnit, _ storage: inout UnitStorage) {
        let length = storage.count - fragmentStart - 4
        storage.patch(UInt32(truncatingIfNeeded: length), at: fragmentStart)
        let body = (fragmentStart + 4)..<storage.count
        fragmentStart = -1
        // Parameter sets in fragments are rare, and then large.
        if fragmentType == 7 || fragmentType == 8 { note(storage.span(body), &unit) }
    }
}

/// The parameter sets that came last.
private struct ParameterSets {
    private(set) var parameters: H264Parameters?
    private var sequence: [UInt8] = []
    /// All with different ids, by their order of appearance.
    private var pictures: [[UInt8]] = []
    private var hasChanged = false

    var hasPending: Bool { hasChanged }

    var size: (Int32, Int32)? {
        parameters.map { (Int32(truncatingIfNeeded: $0.width), Int32(truncatingIfNeeded: $0.height)) }
    }

    /// Far larger than any real set.
    private static let longest = 1024

    mutating func note(sequence set: RawSpan) {
        guard set.byteCount <= Self.longest, !set.equals(sequence) else { return }
        sequence = set.copied()
        pictures = []  // they belong to the old sequence
        hasChanged = true
    }

    mutating func note(picture set: RawSpan) {
        guard set.byteCount <= Self.longest, pictures.count < 32 else { return }
        for known in pictures where set.equals(known) { return }
        pictures.append(set.copied())
        hasChanged = true
    }

    /// Whether there are new parameters; sets that cannot be read leave the old ones.
    mutating func commit() -> Bool {
        hasChanged = false
        guard let parsed = try? H264Parameters([sequence], pictures), parsed != parameters else { return false }
        parameters = parsed
        return true
    }
}
