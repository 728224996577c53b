/// Where the parts of an upload begin and end. A value small enough to be written down, so that a later process cuts the
/// file at the same places.
struct PartPlan: Hashable, Sendable {
    /// The size of the first parts, in bytes.
    let partSize: UInt64
    /// Whether later parts are larger, because the length is not known when the upload begins.
    let grows: Bool
    /// How many parts an upload may have, and how large they may be; those of the store.
    let maximumCount: Int
    let maximumSize: UInt64

    /// After half of the parts sizes double, this many times. From parts of 5 MiB and 10,000 of them that leads beyond 8 TiB,
    /// while a recording of ordinary length keeps small parts, of which little is left to send when it ends.
    static let doublings = 12

    /// A plan that was written down.
    init(partSize: UInt64, grows: Bool, limits: UploadLimits) {
        // Bounded, so that no product of a count and a size overflows, whatever was read back.
        maximumCount = min(max(limits.maximumPartCount, 1), 1 << 20)
        maximumSize = min(max(limits.maximumPartSize, 1), 1 << 40)
        self.partSize = min(max(partSize, 1), maximumSize)
        self.grows = grows
    }

    /// For a file that grows.
    init(growingFrom wanted: UInt64, limits: UploadLimits) {
        self.init(partSize: Self.round(wanted, limits), grows: true, limits: limits)
    }

    /// For a file whose size is known: parts of one size, which every store takes.
    init(size: UInt64, wanted: UInt64, limits: UploadLimits) {
        let count = UInt64(max(limits.maximumPartCount, 1))
        let needed = size / count + (size % count == 0 ? 0 : 1)
        self.init(partSize: Self.round(max(wanted, needed), limits), grows: false, limits: limits)
    }

    /// Sequential stores want multiples of their smallest part.
    private static func round(_ size: UInt64, _ limits: UploadLimits) -> UInt64 {
        let unit = max(limits.minimumPartSize, 1)
        let units = max(size / unit + (size % unit == 0 ? 0 : 1), 1)
        let (product, isTooLarge) = units.multipliedReportingOverflow(by: unit)
        return isTooLarge ? limits.maximumPartSize : min(product, max(limits.maximumPartSize, unit))
    }

    /// The range of part `number`, from 1, in a file without end; nil beyond the last part there can be.
    func range(of number: Int) -> Range<UInt64>? {
        guard number >= 1, number <= maximumCount else { return nil }
        var start: UInt64 = 0
        var left = UInt64(number - 1)
        for stage in stages {
            let whole = min(left, stage.count)
            start += whole * stage.size
            left -= whole
            if whole < stage.count { return start..<(start + stage.size) }
        }
        return nil
    }

    /// The most that can be uploaded, in bytes.
    var capacity: UInt64 { range(of: maximumCount)?.upperBound ?? 0 }

    /// How many parts a file of this size has; nil when it is too long.
    func count(for size: UInt64) -> Int? {
        var (count, rest) = (0 as UInt64, size)
        for stage in stages {
            let parts = min(rest / stage.size + (rest % stage.size == 0 ? 0 : 1), stage.count)
            count += parts
            rest -= min(rest, parts * stage.size)
            if rest == 0 { return Int(count) }
        }
        return nil
    }

    private struct Stage {
        let count: UInt64
        let size: UInt64
    }

    private var stages: [Stage] {
        let total = UInt64(maximumCount)
        let later = total / 2 / UInt64(Self.doublings)
        guard grows, later > 0 else { return [Stage(count: total, size: partSize)] }
        let first = total - later * UInt64(Self.doublings)
        return [Stage(count: first, size: partSize)]
            + (1...Self.doublings).map { doubling in
                // A power of two times the unit stays a multiple of it; the cap may not, and then the last one below it counts.
                var size = partSize
                for _ in 0..<doubling where size <= maximumSize / 2 { size *= 2 }
                return Stage(count: later, size: size)
            }
    }
}
