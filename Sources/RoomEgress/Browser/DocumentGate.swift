import ServiceKit

/// Stands before the page's document: wherever the page goes on to, by a redirect, a refresh or a script, the address is
/// checked before the browser asks it for anything, and what answered is checked again.
///
/// Only what the page itself becomes is looked at. What it loads, frames among it, passes.
struct DocumentGate: Sendable {
    private let network: NetworkGuard
    private let connection: DevToolsConnection
    private let session: String
    /// The page's own frame.
    private let frame: String
    /// Not so behind a proxy: there the browser reports the proxy's address for everything.
    private let seesServers: Bool

    init(_ network: NetworkGuard, connection: DevToolsConnection, session: String, frame: String, seesServers: Bool) {
        self.network = network
        self.connection = connection
        self.session = session
        self.frame = frame
        self.seesServers = seesServers
    }

    /// From now on each request for a document waits for ``decide(_:onRefusal:)``.
    func close() async throws(DevToolsError) {
        let documents: JSONValue = ["resourceType": "Document", "requestStage": "Request"]
        _ = try await connection.call("Fetch.enable", ["patterns": .array([documents])], session: session)
        // A document that was loaded ahead would become the page without being asked for again.
        _ = try await connection.call("Page.setPrerenderingAllowed", ["isAllowed": false], session: session)
    }

    /// Lets a paused request go on, or ends it so that the page stays where it is. `onRefusal` is called before that.
    func decide(_ paused: JSONValue, onRefusal: (NetworkGuardError) async -> Void) async {
        guard let id = paused["requestId"] else { return }
        if let refusal = await refusal(of: paused) {
            await onRefusal(refusal)
            _ = try? await connection.call(
                "Fetch.failRequest", ["requestId": id, "errorReason": "Aborted"], session: session)
        } else {
            _ = try? await connection.call("Fetch.continueRequest", ["requestId": id], session: session)
        }
    }

    private func refusal(of paused: JSONValue) async -> NetworkGuardError? {
        guard paused["frameId"]?.string == frame else { return nil }
        let url = paused["request"]?["url"]?.string ?? ""
        guard !Self.leadsNowhere(url) else { return nil }
        do throws(NetworkGuardError) {
            _ = try await network.check(url)
            return nil
        } catch { return error }
    }

    /// Why the page must not show what answered, in the parameters of `Network.responseReceived` or, for a redirect, of
    /// `Network.requestWillBeSent`: the browser looks names up itself, and may have been told another address.
    func refusal(ofAnswer parameters: JSONValue) -> NetworkGuardError? {
        guard seesServers, parameters["frameId"]?.string == frame, parameters["type"] == "Document",
            let response = parameters["response"] ?? parameters["redirectResponse"],
            let target = response["url"]?.string.flatMap({ URLTarget($0) }),
            // None where nobody was asked: a page made up by a script, or one from the browser's own store.
            let address = response["remoteIPAddress"]?.string.flatMap({ IPAddress($0) }),
            let kind = network.policy.refusal(of: address, host: target.host, port: target.port)
        else { return nil }
        return .refused(host: target.host, address: address, kind: kind)
    }

    /// Ends what is being shown.
    func clear() async {
        _ = try? await connection.call("Page.stopLoading", session: session)
        _ = try? await connection.call("Page.navigate", ["url": "about:blank"], session: session)
    }

    /// Documents that the page has in itself.
    private static func leadsNowhere(_ url: String) -> Bool {
        ["about:", "data:", "blob:"].contains { url.hasPrefix($0) }
    }
}
