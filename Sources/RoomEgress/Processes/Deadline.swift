/// What `body` gives within `limit`, or nil. A body that ignores cancellation goes on alone.
func withDeadline<Result: Sendable>(
    _ limit: Duration, _ body: @escaping @Sendable () async -> Result
) async -> Result? {
    let (results, continuation) = AsyncStream<Result?>.makeStream(bufferingPolicy: .bufferingOldest(1))
    let work = Task { continuation.yield(await body()) }
    let timer = Task {
        try await Task.sleep(for: limit)
        continuation.yield(nil)
    }
    defer {
        work.cancel()
        timer.cancel()
    }
    for await result in results { return result }
    return nil
}

extension Result where Failure == any Error {
    /// What an async `body` gives or throws.
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
