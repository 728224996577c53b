public import Cryptography

/// What a caller's token must allow before a method is run.
public enum TwirpGrant: String, Hashable, Sendable {
    case roomRecord, ingressAdmin, roomCreate, roomList, roomAdmin

    func isGiven(by grant: VideoGrant) -> Bool {
        let flag =
            switch self {
            case .roomRecord: grant.roomRecord
            case .ingressAdmin: grant.ingressAdmin
            case .roomCreate: grant.roomCreate
            case .roomList: grant.roomList
            case .roomAdmin: grant.roomAdmin
            }
        return flag == true
    }
}
