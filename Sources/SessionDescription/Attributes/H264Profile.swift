/// What the first two bytes of an H.264 `profile-level-id` mean (RFC 6184 section 8.1, table 5).
enum H264Profile: Hashable {
    case constrainedBaseline, baseline, main, extended, high, constrainedHigh
    /// Anything else is compared by its two bytes.
    case other(UInt16)

    init(_ identifier: ProfileLevel) {
        let constraints = identifier.constraints
        switch identifier.profile {
        case 0x42: self = constraints & 0x40 != 0 ? .constrainedBaseline : .baseline
        case 0x4D: self = constraints & 0x80 != 0 ? .constrainedBaseline : .main
        case 0x58:
            if constraints & 0xC0 == 0xC0 {
                self = .constrainedBaseline
            } else {
                self = constraints & 0x80 != 0 ? .baseline : .extended
            }
        case 0x64: self = constraints & 0x0C == 0x0C ? .constrainedHigh : .high
        default: self = .other(UInt16(identifier.profile) << 8 | UInt16(constraints))
        }
    }

    /// The three bytes of `profile-level-id`.
    struct ProfileLevel: Hashable {
        var profile: UInt8
        var constraints: UInt8
        var level: UInt8

        /// Constrained baseline 1 is meant where nothing is said.
        init(_ parameters: FormatParameters) {
            let value = parameters["profile-level-id"].flatMap { $0.utf8.count == 6 ? UInt32($0, radix: 16) : nil }
            let bits = value ?? 0x42_00_0A
            profile = UInt8(truncatingIfNeeded: bits >> 16)
            constraints = UInt8(truncatingIfNeeded: bits >> 8)
            level = UInt8(truncatingIfNeeded: bits)
        }
    }
}
