internal import Cryptography
internal import ProtocolModels

extension EgressPlanner {
    enum Page {
        case page(EgressPlan.Source)
        /// What is asked for is no page, or none that is served anywhere.
        case notYet(EgressRequestError)
    }

    /// Every request but a web page's needs a room to join.
    func roomAccess(
        _ asked: RequestedEgress, _ request: RPC.StartEgressRequest, roomName: String
    ) throws(EgressRequestError) -> RoomAccess? {
        if case .web = asked.source { return nil }
        let credentials: RoomAccess.Credentials
        if !request.token.isEmpty {
            credentials = .token(Secret(request.token))
        } else if let key = configuration.apiKey, let secret = configuration.apiSecret {
            credentials = .key(key, secret: secret, room: roomName, identity: request.egressID)
        } else {
            throw .invalidField("token or api key/secret")
        }
        let address = request.wsURL.isEmpty ? configuration.webSocketURL : request.wsURL
        guard let address, !address.isEmpty else { throw .invalidField("ws_url") }
        return RoomAccess(url: address, credentials: credentials)
    }

    func page(
        of asked: RequestedEgress, access: RoomAccess?, now: Int64
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
            let token: Secret
            do { token = try access.token(now: now) } catch { throw .unsignedToken("\(error)") }
            do throws(RequestError) {
                return .page(.template(try TemplateURL.make(
                    base: base,
                    parameters: .init(layout: layout, webSocketURL: access.url, token: token))))
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

    /// Nil for what is no http or https address.
    static func webPage(_ text: String) -> PageURL? { PageURL.isWebAddress(text) ? try? PageURL(text) : nil }
}
