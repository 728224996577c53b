import ServiceBus

/// One egress's methods on the bus: tried until they are there, and taken back at its end however far that had come.
actor EgressTopics {
    typealias Registration = @Sendable () async throws -> RPCRegistration

    private var missing: [Registration]
    private var registrations: [RPCRegistration] = []
    private var retries: Task<Void, Never>?
    private var hasEnded = false

    private static let pause = Duration.seconds(1)

    init(_ registrations: [Registration]) { missing = registrations }

    /// Registers them, and goes on trying on its own what fails, which is answered.
    func open() async -> (any Error)? {
        let failure = await registerMissing()
        if failure != nil, !hasEnded { retries = Task { await retry() } }
        return failure
    }

    func close() async {
        hasEnded = true
        retries?.cancel()
        for registration in registrations { await registration.stop(.forced) }
        registrations = []
    }

    private func retry() async {
        while !hasEnded, (try? await Task.sleep(for: Self.pause)) != nil {
            if await registerMissing() == nil { return }
        }
    }

    private func registerMissing() async -> (any Error)? {
        while !hasEnded, let next = missing.first {
            do {
                let registration = try await next()
                missing.removeFirst()
                // The egress may have ended while the bus was asked.
                if hasEnded { await registration.stop(.forced) } else { registrations.append(registration) }
            } catch { return error }
        }
        return nil
    }
}
