import MediaTypes

/// The first byte chooses the parser, the rest is its input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCodecHeaders(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let input = bytes.span.bytes
    switch start.pointee % 6 {
    case 0: _ = try? H264SequenceParameterSet(nalUnit: input)
    case 1: roundTripAVC(input)
    case 2: _ = try? AACParameters(audioSpecificConfig: input)
    case 3:
        guard let parameters = try? OpusParameters(identificationHeader: input) else { break }
        let written = parameters.identificationHeader
        let again = try? OpusParameters(identificationHeader: written.span.bytes)
        precondition(again == parameters)
    case 4: roundTripAnnexB(input)
    default: _ = OpusPacketHeader.sampleCount(of: input)
    }
    return 0
}

private func roundTripAVC(_ input: RawSpan) {
    guard let record = try? AVCDecoderConfigurationRecord(input) else { return }
    let written = record.bytes
    let again = try? AVCDecoderConfigurationRecord(written.span.bytes)
    precondition(again == record)
    _ = try? H264Parameters(avcDecoderConfigurationRecord: input)
}

/// Lengths made from start codes must lead to the same NAL units.
private func roundTripAnnexB(_ input: RawSpan) {
    let prefixed = AnnexB.lengthPrefixed(input)
    var units = NALUnitIterator(prefixed.span.bytes)
    var sizes: [Int] = []
    while let unit = try! units.next() { sizes.append(unit.byteCount) }
    precondition(sizes == AnnexB.nalUnits(in: input).map(\.count))
    var raw = NALUnitIterator(input)
    while let unit = try? raw.next() { _ = unit.byteCount }
}
