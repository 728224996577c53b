import MediaTypes

/// RTP payload format for AV1 (AOMedia, version 1.0) sections 4.3 to 4.5.
struct AV1Depacketizer {
    /// The OBU whose rest comes in the next packet.
    private var fragment: Fragment?
    private var sequenceHeader: [UInt8] = []
    private var parsed: AV1SequenceHeader?
    private var hasSequenceHeader = false

    private struct Fragment {
        var start: Int
        var payloadStart: Int
        var type: AV1OBUType
        /// What obu_size said, where there was one.
        var declaredSize: Int?
    }

    var sequenceHeaderOBU: [UInt8]? { sequenceHeader.isEmpty ? nil : sequenceHeader }

    /// False when the payload is broken or is not the one that must come here.
    mutating func push(
        _ payload: RawSpan, _ context: PayloadContext, _ unit: inout AccessUnit, _ storage: inout UnitStorage
    ) -> Bool {
        guard let aggregation = payload.byte(at: 0), payload.byteCount > 1 else { return false }
        if context.isFirst { hasSequenceHeader = false }
        var isGood = context.hasGap ? dropFragment(&storage) : true
        let continues = aggregation & 0x80 != 0
        let isContinued = aggregation & 0x40 != 0
        let count = Int(aggregation >> 4 & 3)
        let startsSequence = aggregation & 0x08 != 0
        // Only N proves that nothing of this unit is missing in front.
        if context.isFirst, !context.isStartKnown, !startsSequence { isGood = false }
        if startsSequence && (continues || !context.isFirst) { isGood = false }
        if !continues { isGood = dropFragment(&storage) && isGood }
        var position = 1
        var index = 1
        while position < payload.byteCount {
            var end = payload.byteCount
            if count == 0 || index < count {
                guard let size = LEB128(payload, at: position) else { return false }
                position += size.byteCount
                guard size.value <= payload.byteCount - position else { return false }
                end = position + size.value
            }
            let element = payload.extracting(position..<end)
            let isLast = end == payload.byteCount
            let continuesOBU = index == 1 && continues
            let isOpen = isLast && isContinued
            isGood = append(element, continuesOBU, isOpen, &unit, &storage) && isGood
            position = end
            index += 1
            if count > 0, index > count { break }
        }
        // All elements that W counts must have come, and nothing behind them.
        return isGood && position == payload.byteCount && (count == 0 || index == count + 1)
    }

    /// False when an OBU's end did not come.
    mutating func finish(_ unit: inout AccessUnit, _ storage: inout UnitStorage) -> Bool {
        let isGood = dropFragment(&storage)
        // A key frame without its sequence header is nothing to start from (section 4.4 of the format asks for both).
        unit.isKeyframe = unit.isKeyframe && hasSequenceHeader
        if unit.isKeyframe, let parsed {
            (unit.width, unit.height) = (Int32(parsed.width), Int32(parsed.height))
        }
        return isGood
    }

    /// The storage dropped its first `offset` bytes.
    mutating func moved(by offset: Int) {
        fragment?.start -= offset
        fragment?.payloadStart -= offset
    }

    private mutating func dropFragment(_ storage: inout UnitStorage) -> Bool {
        guard let open = fragment else { return true }
        storage.truncate(to: open.start)
        fragment = nil
        return false
    }

    private mutating func append(
        _ element: RawSpan, _ continuesOBU: Bool, _ isOpen: Bool, _ unit: inout AccessUnit,
        _ storage: inout UnitStorage
    ) -> Bool {
        var data = element
        if continuesOBU {
            guard fragment != nil else { return false }
        } else {
            guard element.byteCount > 0 else { return !isOpen }
            guard let begun = begin(element, &storage) else { return false }
            fragment = begun.fragment
            data = element.dropping(begun.headerLength)
        }
        guard storage.append(data) else { return false }
        return isOpen || end(&unit, &storage)
    }

    /// Writes an OBU's header with its size flag set; the size is inserted when the OBU is complete.
    private func begin(
        _ element: RawSpan, _ storage: inout UnitStorage
    ) -> (fragment: Fragment, headerLength: Int)? {
        guard let header = element.byte(at: 0), header & 0x80 == 0 else { return nil }
        let start = storage.count
        guard storage.append(header | 0x02) else { return nil }
        var length = 1
        if header & 0x04 != 0 {
            guard let byte = element.byte(at: 1), storage.append(byte) else { return nil }
            length = 2
        }
        var fragment = Fragment(
            start: start, payloadStart: storage.count, type: AV1OBUType(headerByte: header), declaredSize: nil)
        if header & 0x02 != 0 {
            guard let size = LEB128(element, at: length) else { return nil }
            fragment.declaredSize = size.value
            length += size.byteCount
        }
        return (fragment, length)
    }

    private mutating func end(_ unit: inout AccessUnit, _ storage: inout UnitStorage) -> Bool {
        guard let open = fragment else { return false }
        fragment = nil
        let size = storage.count - open.payloadStart
        guard open.declaredSize ?? size == size else {
            storage.truncate(to: open.start)
            return false
        }
        switch open.type {
        case .temporalDelimiter, .tileList:
            storage.truncate(to: open.start)  // not allowed in packets, and not in the output
            return true
        case .sequenceHeader:
            guard let header = AV1SequenceHeader(payload: storage.span(open.payloadStart..<storage.count)) else {
                return false
            }
            hasSequenceHeader = true
            unit.hasNewParameters = parsed != header || unit.hasNewParameters
            parsed = header
        case .frame, .frameHeader: noteFrame(storage.span(open.payloadStart..<storage.count), &unit)
        default: break
        }
        let length = LEB128.size(of: size)
        guard storage.insertLEB128(size, length: length, at: open.payloadStart) else { return false }
        if open.type == .sequenceHeader {
            let whole = storage.span(open.start..<storage.count)
            if !whole.equals(sequenceHeader) { sequenceHeader = whole.copied() }
        }
        return true
    }

    private func noteFrame(_ payload: RawSpan, _ unit: inout AccessUnit) {
        if parsed?.isReducedStillPicture == true {
            unit.isKeyframe = true
        } else if let header = AV1FrameHeader(payload: payload), header.isKeyframe, header.isShown {
            unit.isKeyframe = true
        }
    }
}
