extension AccessToken: Codable {
    private enum CodingKeys: String, CodingKey {
        case apiKey = "iss"
        case identity = "sub"
        case repeatedIdentity = "identity"
        case issued = "iat"
        case notBefore = "nbf"
        case expires = "exp"
        case name, kind, metadata, attributes
        case video, sip, inference, observability, agent, agentEndpoint, agentThread
        case sha256, roomPreset
        case roomConfiguration = "roomConfig"
    }

    public init(from decoder: any Decoder) throws {
        let claims = try decoder.container(keyedBy: CodingKeys.self)
        func optional<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
            try claims.decodeIfPresent(Value.self, forKey: key)
        }
        apiKey = try claims.decode(String.self, forKey: .apiKey)
        identity = try optional(.identity) ?? ""
        issued = try AccessToken.date(.issued, in: claims)
        notBefore = try AccessToken.date(.notBefore, in: claims)
        guard let end = try AccessToken.date(.expires, in: claims) else {
            throw DecodingError.keyNotFound(
                CodingKeys.expires, .init(codingPath: claims.codingPath, debugDescription: "a token must expire"))
        }
        expires = end
        name = try optional(.name)
        kind = try optional(.kind)
        metadata = try optional(.metadata)
        attributes = try optional(.attributes)
        video = try optional(.video) ?? VideoGrant()
        sip = try optional(.sip)
        inference = try optional(.inference)
        observability = try optional(.observability)
        agent = try optional(.agent)
        agentEndpoint = try optional(.agentEndpoint)
        agentThread = try optional(.agentThread)
        sha256 = try optional(.sha256)
        roomPreset = try optional(.roomPreset)
        roomConfiguration = try optional(.roomConfiguration)
    }

    public func encode(to encoder: any Encoder) throws {
        var claims = encoder.container(keyedBy: CodingKeys.self)
        try claims.encode(apiKey, forKey: .apiKey)
        if !identity.isEmpty {
            try claims.encode(identity, forKey: .identity)
            // LiveKit's services write it in both places.
            try claims.encode(identity, forKey: .repeatedIdentity)
        }
        try claims.encodeIfPresent(issued, forKey: .issued)
        try claims.encodeIfPresent(notBefore, forKey: .notBefore)
        try claims.encode(expires, forKey: .expires)
        for (key, text) in [
            (CodingKeys.name, name), (.kind, kind), (.metadata, metadata), (.sha256, sha256), (.roomPreset, roomPreset),
        ] {
            if let text, !text.isEmpty { try claims.encode(text, forKey: key) }
        }
        if let attributes, !attributes.isEmpty { try claims.encode(attributes, forKey: .attributes) }
        if video != VideoGrant() { try claims.encode(video, forKey: .video) }
        try claims.encodeIfPresent(sip, forKey: .sip)
        try claims.encodeIfPresent(inference, forKey: .inference)
        try claims.encodeIfPresent(observability, forKey: .observability)
        try claims.encodeIfPresent(agent, forKey: .agent)
        try claims.encodeIfPresent(agentEndpoint, forKey: .agentEndpoint)
        try claims.encodeIfPresent(agentThread, forKey: .agentThread)
        try claims.encodeIfPresent(roomConfiguration, forKey: .roomConfiguration)
    }

    /// A NumericDate (RFC 7519 section 2), which may have a fraction; that is dropped.
    private static func date(_ key: CodingKeys, in claims: KeyedDecodingContainer<CodingKeys>) throws -> Int64? {
        guard claims.contains(key), try !claims.decodeNil(forKey: key) else { return nil }
        if let whole = try? claims.decode(Int64.self, forKey: key) { return whole }
        guard let seconds = Int64(exactly: try claims.decode(Double.self, forKey: key).rounded(.down)) else {
            throw DecodingError.dataCorruptedError(forKey: key, in: claims, debugDescription: "no time of this era")
        }
        return seconds
    }
}
