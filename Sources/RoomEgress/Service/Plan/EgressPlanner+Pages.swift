internal import Cryptography
internal import ProtocolModels

extension EgressPlanner {
    /// How a template's page gets into its room.
    struct RoomAccess {
        /// Nil when we sign our own.
        var token: Secret?
        var webSocketURL: String
    }

    enum Page {
        case page(EgressPlan.Source)
        /// What is asked for is no page, or none that is served anywhere.
        case notYet(EgressRequestError)
    }

    /// Every request but a web page's needs a room to join.
    func roomAccess(
        _ asked: RequestedEgress, _ request: RPC.StartEgressRequest
    ) throws(EgressRequestError) -> RoomAccess? {
        if case .web = asked.source { return nil }
        let token = request.token.isEmpty ? nil : Secret(request.token)
        guard token != nil || (configuration.apiKey != nil && configuration.apiSecret != nil) else {
            throw .invalidField("token or api key/secret")
        }
        let address = request.wsURL.isEmpty ? configuration.webSocketURL : request.wsURL
        guard let address, !address.isEmpty else { throw .invalidField("ws_url") }
        return RoomAccess(token: token, webSocketURL: address)
    }

    func page(
        of asked: RequestedEgress, access: RoomAccess?, egressID: String, roomName: String, now: Int64
    ) throws(EgressRequestError) -> Page {
        switch (asked.source, access) {
        case (.web(let url, _), _):
            guard let page = EgressPlanner.webPage(url) else { throw .invalidField("web url") }
            return .page(.web(page))
        case (.template(let layout, let customBaseURL), let access?):
            guard let base = try templateBase(customBaseURL) else {
                return .notYet(.notSupportedYet(
                    field: "\(asked.path) without a template page",
                    remedy: "give custom_base_url, or configure template_base"))
            }
            let token = try token(access, egressID: egressID, roomName: roomName, now: now)
            do throws(RequestError) {
                return .page(.template(try TemplateURL.make(
                    base: base,
                    parameters: .init(layout: layout, webSocketURL: access.webSocketURL, token: token))))
            } catch {
                throw .outOfRange(field: "layout", reason: "\(error)")
            }
        default: return .notYet(.invalidField("source"))
        }
    }

    /// Nil where the service has no template pages.
    private func templateBase(_ customBaseURL: String) throws(EgressRequestError) -> TemplateBase? {
        if !customBaseURL.isEmpty {
            guard EgressPlanner.webPage(customBaseURL) != nil else { throw .invalidField("template base url") }
            return .layoutInQuery(customBaseURL)
        }
        return configuration.template == .standard ? nil : configuration.template
    }

    private func token(
        _ access: RoomAccess, egressID: String, roomName: String, now: Int64
    ) throws(EgressRequestError) -> Secret {
        if let token = access.token { return token }
        guard let apiKey = configuration.apiKey, let apiSecret = configuration.apiSecret else {
            throw .invalidField("token or api key/secret")
        }
        var token = AccessToken(apiKey: apiKey, identity: egressID, video: .recorder(in: roomName), now: now)
        token.kind = "egress"
        do { return try token.signed(with: apiSecret) } catch { throw .unsignedToken("\(error)") }
    }

    /// Nil for what is no http or https address.
    static func webPage(_ text: String) -> PageURL? { PageURL.isWebAddress(text) ? try? PageURL(text) : nil }
}
