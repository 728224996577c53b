internal import ProtobufRuntime
internal import ProtocolModels

#if canImport(Glibc)
    internal import Glibc
#endif

/// Who speaks, and how loud; tells what changed since the last time.
struct ActiveSpeakers {
    private var levels: [String: UInt8] = [:]

    /// Takes the levels of this moment, in decibels below full scale by participant. Small changes are none.
    mutating func update(_ now: [String: UInt8]) -> [LiveKit.SpeakerInfo] {
        var changes: [LiveKit.SpeakerInfo] = []
        for (sid, level) in now.sorted(by: { $0.value < $1.value }) {
            if let known = levels[sid], abs(Int(known) - Int(level)) < 3 { continue }
            levels[sid] = level
            changes.append(
                .with {
                    $0.sid = sid
                    $0.level = Float(pow(10, -Double(level) / 20))
                    $0.active = true
                })
        }
        for sid in levels.keys.sorted() where now[sid] == nil {
            levels[sid] = nil
            changes.append(.with { $0.sid = sid })
        }
        return changes
    }
}
