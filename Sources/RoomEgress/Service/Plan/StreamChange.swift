internal import ProtobufRuntime
public import ProtocolModels

/// What an `UpdateStream` request asks: the valid part, which takes effect, and what is wrong with the rest.
public struct StreamChange: Sendable {
    private var additions: [(stream: EgressPlan.Stream, text: String)] = []
    private var removals: [(url: StreamURL, text: String)] = []
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
        for (id, text) in asked {
            do throws(EgressRequestError) {
                let url = try StreamCheck.address(text, twitchTemplate: twitchTemplate)
                additions.append((EgressPlan.Stream(id: id, url: url), text))
            } catch { report(error) }
        }
        for text in request.removeOutputURLs {
            do throws(EgressRequestError) {
                removals.append((try StreamCheck.address(text, twitchTemplate: twitchTemplate), text))
            } catch { report(error) }
        }
    }

    /// To be added, before anything is removed.
    public var added: [EgressPlan.Stream] { additions.map(\.stream) }
    public var removed: [StreamURL] { removals.map(\.url) }
    /// Whether nothing of it is valid.
    public var isEmpty: Bool { additions.isEmpty && removals.isEmpty }

    /// The valid part as a request, in the caller's spelling and with the keys in it.
    public var validRequest: LiveKit.UpdateStreamRequest {
        .with { request in
            request.addDestinations = additions.map { addition in
                .with { ($0.id, $0.url) = (addition.stream.id, addition.text) }
            }
            request.removeOutputURLs = removals.map(\.text)
        }
    }

    /// Something of it failed: a destination could not be added, or there was none to remove.
    public mutating func report(_ error: EgressRequestError) {
        self.error = switch self.error {
        case nil: error
        case .several(let errors)?: .several(errors + [error])
        case let first?: .several([first, error])
        }
    }

    /// Takes out the additions that `check` refuses.
    public mutating func keepAdditions(
        _ check: (EgressPlan.Stream) async throws(EgressRequestError) -> Void
    ) async {
        var kept: [(stream: EgressPlan.Stream, text: String)] = []
        for addition in additions {
            do throws(EgressRequestError) {
                try await check(addition.stream)
                kept.append(addition)
            } catch { report(error) }
        }
        additions = kept
    }
}
