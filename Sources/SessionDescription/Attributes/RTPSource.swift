/// A synchronization source that a section announces (RFC 5576 section 4.1).
public struct RTPSource: Hashable, Sendable {
    public var ssrc: UInt32
    /// The attributes said of it, by name: `cname`, `msid`.
    public var attributes: [String: String]
}

/// Sources that belong together (RFC 5576 section 4.2): `FID` names a stream and the one that repeats it.
public struct RTPSourceGroup: Hashable, Sendable {
    public var semantics: String
    public var sources: [UInt32]
}

extension SDPMediaSection {
    /// The announced sources, in their order; no more than 64.
    public var sources: [RTPSource] {
        var sources: [RTPSource] = []
        for value in attributes("ssrc") {
            let fields = value.split(separator: " ", maxSplits: 1)
            guard let first = fields.first, let ssrc = UInt32(first) else { continue }
            let index: Int
            if let known = sources.firstIndex(where: { $0.ssrc == ssrc }) {
                index = known
            } else {
                guard sources.count < 64 else { continue }
                index = sources.count
                sources.append(RTPSource(ssrc: ssrc, attributes: [:]))
            }
            guard fields.count > 1 else { continue }
            let pair = fields[1].split(separator: ":", maxSplits: 1)
            guard let name = pair.first else { continue }
            sources[index].attributes[String(name)] = pair.count > 1 ? String(pair[1]) : ""
        }
        return sources
    }

    public var sourceGroups: [RTPSourceGroup] {
        attributes("ssrc-group").prefix(64).compactMap { value in
            let fields = value.split(separator: " ")
            let sources = fields.dropFirst().compactMap { UInt32($0) }
            guard let semantics = fields.first, sources.count == fields.count - 1, !sources.isEmpty else { return nil }
            return RTPSourceGroup(semantics: String(semantics), sources: sources)
        }
    }
}
