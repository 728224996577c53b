internal import ProtocolModels

/// Who may subscribe to a participant's tracks, by that participant's own word.
struct SubscriptionPermission {
    private enum Extent {
        case everything
        case tracks(Set<String>)
    }

    private let isForAll: Bool
    private var extents: [String: Extent] = [:]

    /// What is kept of a client's words is bounded.
    init(_ permission: LiveKit.SubscriptionPermission, longestName: Int) {
        isForAll = permission.allParticipants
        for item in permission.trackPermissions.prefix(1_000) {
            let extent = item.allTracks ? Extent.everything : .tracks(Set(item.trackSIDs.prefix(1_000)))
            for name in [item.participantIdentity, item.participantSID]
            where !name.isEmpty && name.utf8.count <= longestName { extents[name] = extent }
        }
    }

    func allows(identity: String, participant: String, track: String) -> Bool {
        if isForAll { return true }
        switch extents[identity] ?? extents[participant] {
        case .everything: return true
        case .tracks(let sids): return sids.contains(track)
        case nil: return false
        }
    }
}
