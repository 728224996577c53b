/// What stands in front of VP9 in a packet (RFC 9628 section 4.2).
public struct VP9PayloadDescriptor: Hashable, Sendable {
    /// I; 7 or 15 bits.
    public var pictureID: UInt16?
    public var hasLongPictureID = false
    /// P: the layer frame refers to an earlier picture.
    public var isInterPicturePredicted = false
    /// F: references are given per frame.
    public var isFlexible = false
    /// B and E: the payload begins, ends a layer frame.
    public var startsLayerFrame = false
    public var endsLayerFrame = false
    /// Z: no higher spatial layer refers to this frame.
    public var isNotReferencedByHigherLayers = false
    /// L.
    public var layers: Layers?
    /// P_DIFF: how many pictures back the references are; at most three.
    public var referenceDistances: [UInt8] = []
    /// SS: the sizes of the spatial layers, lowest first; empty where they are not said.
    public var layerSizes: [Size] = []
    /// Where the descriptor ends.
    public private(set) var byteCount = 1

    public struct Layers: Hashable, Sendable {
        public var temporal: UInt8 = 0
        public var spatial: UInt8 = 0
        /// U.
        public var isSwitchingUpPoint = false
        /// D.
        public var isInterLayerPredicted = false
        /// TL0PICIDX, without flexible mode.
        public var baseLayerIndex: UInt8 = 0

        public init() {}
    }

    public struct Size: Hashable, Sendable {
        public var width: UInt16
        public var height: UInt16

        public init(width: UInt16, height: UInt16) {
            self.width = width
            self.height = height
        }
    }

    public init() {}

    /// `nil` when the payload is cut or says what is forbidden.
    public init?(_ payload: RawSpan) {
        guard let flags = payload.byte(at: 0) else { return nil }
        isInterPicturePredicted = flags & 0x40 != 0
        isFlexible = flags & 0x10 != 0
        startsLayerFrame = flags & 0x08 != 0
        endsLayerFrame = flags & 0x04 != 0
        isNotReferencedByHigherLayers = flags & 0x01 != 0
        if flags & 0x80 != 0, !readPictureID(payload) { return nil }
        if flags & 0x20 != 0, !readLayers(payload) { return nil }
        if isFlexible, isInterPicturePredicted, !readReferences(payload) { return nil }
        if flags & 0x02 != 0, !readStructure(payload) { return nil }
    }

    private mutating func take(_ payload: RawSpan) -> UInt8? {
        defer { byteCount += 1 }
        return payload.byte(at: byteCount)
    }

    private mutating func readPictureID(_ payload: RawSpan) -> Bool {
        guard let high = take(payload) else { return false }
        pictureID = UInt16(high & 0x7F)
        hasLongPictureID = high & 0x80 != 0
        guard hasLongPictureID else { return true }
        guard let low = take(payload) else { return false }
        pictureID = UInt16(high & 0x7F) << 8 | UInt16(low)
        return true
    }

    private mutating func readLayers(_ payload: RawSpan) -> Bool {
        guard let byte = take(payload) else { return false }
        var layers = Layers()
        layers.temporal = byte >> 5
        layers.isSwitchingUpPoint = byte & 0x10 != 0
        layers.spatial = byte >> 1 & 7
        layers.isInterLayerPredicted = byte & 1 != 0
        if !isFlexible {
            guard let index = take(payload) else { return false }
            layers.baseLayerIndex = index
        }
        self.layers = layers
        return true
    }

    private mutating func readReferences(_ payload: RawSpan) -> Bool {
        while referenceDistances.count < 3 {
            guard let byte = take(payload) else { return false }
            referenceDistances.append(byte >> 1)
            if byte & 1 == 0 { return true }
        }
        return false  // a fourth is announced, which is forbidden
    }

    /// The pictures of a group are only skipped.
    private mutating func readStructure(_ payload: RawSpan) -> Bool {
        guard let head = take(payload) else { return false }
        if head & 0x10 != 0 {
            for _ in 0...(head >> 5) {
                guard let width = payload.integer(at: byteCount, as: UInt16.self),
                    let height = payload.integer(at: byteCount + 2, as: UInt16.self)
                else { return false }
                layerSizes.append(Size(width: width, height: height))
                byteCount += 4
            }
        }
        guard head & 0x08 != 0 else { return byteCount <= payload.byteCount }
        guard let pictures = take(payload) else { return false }
        for _ in 0..<pictures {
            guard let picture = take(payload) else { return false }
            byteCount += Int(picture >> 2 & 3)
        }
        return byteCount <= payload.byteCount
    }

    /// Layer sizes are written without a group of pictures.
    public func write(into buffer: inout PacketBuffer) {
        let isReferring = isFlexible && isInterPicturePredicted && !referenceDistances.isEmpty
        var flags: UInt8 = (pictureID == nil ? 0 : 0x80) | (isInterPicturePredicted ? 0x40 : 0)
        flags |= (layers == nil ? 0 : 0x20) | (isFlexible ? 0x10 : 0) | (startsLayerFrame ? 0x08 : 0)
        flags |= (endsLayerFrame ? 0x04 : 0) | (layerSizes.isEmpty ? 0 : 0x02)
        buffer.append(flags | (isNotReferencedByHigherLayers ? 1 : 0))
        if let pictureID {
            if hasLongPictureID { buffer.append(0x8000 | pictureID) } else { buffer.append(UInt8(pictureID & 0x7F)) }
        }
        if let layers { write(layers, into: &buffer) }
        if isReferring {
            let distances = referenceDistances.prefix(3)
            for (index, distance) in distances.enumerated() {
                buffer.append(distance << 1 | (index + 1 < distances.count ? 1 : 0))
            }
        }
        guard !layerSizes.isEmpty else { return }
        buffer.append(UInt8(layerSizes.prefix(8).count - 1) << 5 | 0x10)
        for size in layerSizes.prefix(8) {
            buffer.append(size.width)
            buffer.append(size.height)
        }
    }

    private func write(_ layers: Layers, into buffer: inout PacketBuffer) {
        let low = (layers.isSwitchingUpPoint ? 0x10 : 0) | (layers.spatial & 7) << 1
        buffer.append(layers.temporal << 5 | low | (layers.isInterLayerPredicted ? 1 : 0))
        if !isFlexible { buffer.append(layers.baseLayerIndex) }
    }
}
