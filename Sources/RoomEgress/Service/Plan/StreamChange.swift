public import ProtocolModels

/// What an `UpdateStream` request asks: the valid part, which takes effect, and what is wrong with the rest.
public struct StreamChange: Sendable {
    /// To be added, before anything is removed.
    public let added: [EgressPlan.Stream]
    public let removed: [StreamURL]
    /// What the caller is told after the valid part took effect; nil when everything is valid.
    public private(set) var error: EgressRequestError?

    /// - Parameter hasStreams: Whether the egress has a stream output. Without one nothing can be added.
    public init(
        _ request: LiveKit.UpdateStreamRequest, hasStreams: Bool, twitchTemplate: String = StreamURL.twitchTemplate
    ) throws(EgressRequestError) {
        guard hasStreams else { throw .notStreaming }
        let asked = request.addOutputURLs.map { ("", $0) } + request.addDestinations.map { ($0.id, $0.url) }
        let most = StreamCheck.mostDestinations
        guard asked.count <= most, request.removeOutputURLs.count <= most else {
            throw .outOfRange(field: "stream url", reason: "give at most \(most)")
        }
        var (added, removed, errors): ([EgressPlan.Stream], [StreamURL], [EgressRequestError]) = ([], [], [])
        for (id, url) in asked {
            do throws(EgressRequestError) {
                added.append(.init(id: id, url: try StreamCheck.address(url, twitchTemplate: twitchTemplate)))
            } catch { errors.append(error) }
        }
        for url in request.removeOutputURLs {
            do throws(EgressRequestError) {
                removed.append(try StreamCheck.address(url, twitchTemplate: twitchTemplate))
            } catch { errors.append(error) }
        }
        (self.added, self.removed) = (added, removed)
        for error in errors { report(error) }
    }

    /// Something of it failed: a destination could not be added, or there was none to remove.
    public mutating func report(_ error: EgressRequestError) {
        self.error = switch self.error {
        case nil: error
        case .several(let errors)?: .several(errors + [error])
        case let first?: .several([first, error])
        }
    }
}
