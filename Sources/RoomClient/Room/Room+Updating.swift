internal import ProtocolModels

extension Room {
    /// Changes our metadata, which everybody sees. Needs the grant `canUpdateOwnMetadata`, like the other two.
    public func setMetadata(_ metadata: String) async throws(RoomError) {
        try await update { $0.metadata = metadata }
    }

    public func setName(_ name: String) async throws(RoomError) { try await update { $0.name = name } }

    /// Sets some of our attributes; an empty value removes one.
    public func setAttributes(_ attributes: [String: String]) async throws(RoomError) {
        try await update { $0.attributes = attributes }
    }

    /// Fields that are not to change are sent as they are: an empty one would be taken away. Returns when the server has
    /// agreed, which older ones show by our own update.
    private func update(_ change: (inout LiveKit.UpdateParticipantMetadata) -> Void) async throws(RoomError) {
        try checkOpen()
        let number = answers.newUpdate()
        var request = LiveKit.UpdateParticipantMetadata()
        request.metadata = model.local?.metadata ?? ""
        request.name = model.local?.name ?? ""
        change(&request)
        request.requestID = number
        await sendForSession(.updateMetadata(request))
        defer { answers.updates[number] = nil }
        let response = try await wait(options.requestTimeout) { () throws(RoomError) in
            try checkOpen()
            return answers.updates[number] ?? (model.local?.has(request) == true ? LiveKit.RequestResponse() : nil)
        }
        guard let response else { throw .timedOut(.updating) }
        guard response.reason == .ok else { throw .updateRefused("\(response.reason): \(response.message)") }
    }
}

extension Participant {
    /// Whether the change was made.
    func has(_ request: LiveKit.UpdateParticipantMetadata) -> Bool {
        metadata == request.metadata && name == request.name
            && request.attributes.allSatisfy { key, value in attributes[key] ?? "" == value }
    }
}
