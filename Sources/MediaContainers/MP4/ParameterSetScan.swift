import MediaTypes

/// The H.264 parameter sets in front of a key frame's slices.
struct ParameterSetScan {
    private(set) var sets: [[UInt8]] = []

    var isEmpty: Bool { sets.isEmpty }

    init(_ accessUnit: RawSpan) {
        var units = NALUnitIterator(accessUnit)
        // A damaged access unit is the decoder's business; it only ends the search.
        while let unit = try? units.next() {
            var reader = ByteReader(unit)
            guard let header = reader.read(UInt8.self) else { continue }
            switch H264NALUnitType(headerByte: header) {
            case .sequenceParameterSet, .pictureParameterSet:
                sets.append(unsafe unit.withUnsafeBytes { unsafe Array($0) })
            case .slice, .instantaneousDecoderRefresh: return
            case .supplementalEnhancement, .accessUnitDelimiter, .other: continue
            }
        }
    }

    /// Whether the access unit brings sets that `parameters` do not name, which `avc1` forbids.
    func hasSetsOtherThan(_ parameters: H264Parameters) -> Bool {
        sets.contains { set in
            !parameters.sequenceParameterSets.contains(set) && !parameters.pictureParameterSets.contains(set)
        }
    }
}
