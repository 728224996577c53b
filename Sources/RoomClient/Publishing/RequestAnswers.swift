internal import ProtocolModels

/// What the server answered to what we asked for, until whoever asked takes it.
struct RequestAnswers: Sendable {
    /// By the client's name of the track.
    var published: [String: LiveKit.TrackInfo] = [:]
    var refused: [String: String] = [:]
    /// By the number of the change.
    var updates: [UInt32: LiveKit.RequestResponse] = [:]
    private(set) var nextUpdate: UInt32 = 1

    mutating func newUpdate() -> UInt32 {
        defer { nextUpdate &+= 1 }
        return nextUpdate
    }

    /// `isAwaited` says which tracks somebody waits for; answers to nobody are not kept.
    mutating func note(_ response: LiveKit.RequestResponse, isAwaited: (String) -> Bool) {
        guard response.reason != .queued else { return }
        switch response.request {
        case .addTrack(let request)? where isAwaited(request.cid) && response.reason != .ok:
            refused[request.cid] = "\(response.reason): \(response.message)"
        case .updateMetadata(let request)?: keep(response, number: request.requestID)
        default: keep(response, number: response.requestID)
        }
    }

    private mutating func keep(_ response: LiveKit.RequestResponse, number: UInt32) {
        guard number > 0, number < nextUpdate, updates.count < 64 else { return }
        updates[number] = response
    }
}
