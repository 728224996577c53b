import MediaTypes

/// RFC 9628, flexible mode and not. A unit is a picture: with spatial layers, a superframe of their frames.
struct VP9Depacketizer {
    private var isInLayerFrame = false
    private var size: (Int32, Int32) = (0, 0)
    /// Of the spatial layers, as the lowest said for all; higher ones of a key picture are predicted from it.
    private var layerSizes: [VP9PayloadDescriptor.Size] = []

    /// Of the picture that is being put together.
    private var layers: [VP9Superframe.Layer] = []

    /// False when the payload is broken or is not the one that must come here.
    mutating func push(
        _ payload: RawSpan, _ context: PayloadContext, _ unit: inout AccessUnit, _ storage: inout UnitStorage
    ) -> Bool {
        if context.isFirst {
            isInLayerFrame = false
            layers.removeAll(keepingCapacity: true)
        }
        guard !unit.isDamaged, let descriptor = VP9PayloadDescriptor(payload) else { return false }
        let data = payload.dropping(descriptor.byteCount)
        guard descriptor.startsLayerFrame != isInLayerFrame, data.byteCount > 0 else { return false }
        // After a gap only the lowest layer is known to be the first.
        if context.isFirst, !context.isStartKnown, (descriptor.layers?.spatial ?? 0) > 0 { return false }
        if descriptor.startsLayerFrame {
            guard noteLayer(descriptor, data, isFirst: context.isFirst, &unit) else { return false }
            let spatial = Int(descriptor.layers?.spatial ?? 0)
            let width = spatial < layerSizes.count ? Int(layerSizes[spatial].width) : 0
            layers.append(VP9Superframe.Layer(start: storage.count - unit.start, width: width))
        }
        isInLayerFrame = !descriptor.endsLayerFrame
        return storage.append(data)
    }

    /// False when the last layer frame did not end.
    mutating func finish(_ unit: borrowing AccessUnit, _ storage: inout UnitStorage) -> Bool {
        defer { isInLayerFrame = false }
        guard !isInLayerFrame else { return false }
        guard layers.count > 1, !unit.isDamaged,
            let joined = VP9Superframe.joining(storage.span(unit.start..<storage.count), layers)
        else { return true }
        storage.truncate(to: unit.start)
        return storage.append(joined.span.bytes)
    }

    private mutating func noteLayer(
        _ descriptor: VP9PayloadDescriptor, _ data: RawSpan, isFirst: Bool, _ unit: inout AccessUnit
    ) -> Bool {
        guard let header = VP9FrameHeader(data) else { return false }
        if isFirst { unit.isKeyframe = header.isKeyframe && !descriptor.isInterPicturePredicted }
        if header.isKeyframe { grow(&unit, Int32(header.width), Int32(header.height)) }
        if !descriptor.layerSizes.isEmpty { layerSizes = descriptor.layerSizes }
        if unit.isKeyframe, let layers = descriptor.layers, Int(layers.spatial) < layerSizes.count {
            let layer = layerSizes[Int(layers.spatial)]
            grow(&unit, Int32(layer.width), Int32(layer.height))
        }
        if unit.isKeyframe, (unit.width, unit.height) != size {
            unit.hasNewParameters = true
            size = (unit.width, unit.height)
        }
        return true
    }

    private func grow(_ unit: inout AccessUnit, _ width: Int32, _ height: Int32) {
        unit.width = max(unit.width, width)
        unit.height = max(unit.height, height)
    }
}
