public import Foundation

/// A client of PyPI `livekit`, which is libwebrtc, told what to do: see `Python/livekit_peer.py` for its commands.
public struct LiveKitPeer: Sendable {
    public struct Failure: Error, CustomStringConvertible { public let description: String }

    private let peer: PythonPeer

    /// `wrapper` runs it through another program.
    public init(wrapper: [String] = []) async throws {
        peer = try await PythonPeer(
            PythonTool.repository.appending(path: "Tests/TestSupport/Python/livekit_peer.py"), arguments: [],
            wrapper: wrapper)
    }

    @discardableResult
    public func ask(_ name: String, _ arguments: [String: any Sendable] = [:]) async throws -> [String] {
        let reply = try await peer.ask(arguments.merging(["do": name]) { $1 })
        guard let result = reply.result else { throw Failure(description: "\(name): \(reply.error ?? "no answer")") }
        return result
    }

    /// Joins, and gives its own sid.
    @discardableResult
    public func join(
        _ address: String, token: String, _ arguments: [String: any Sendable] = [:]
    ) async throws -> String {
        try await ask("join", arguments.merging(["url": address, "token": token]) { $1 }).first ?? ""
    }

    /// Publishes a picture with a counter, or with `publish_audio` a tone, and gives the track's sid.
    public func publish(_ command: String, _ arguments: [String: any Sendable] = [:]) async throws -> String {
        try await ask(command, arguments).first ?? ""
    }

    /// The values of the next event of that name which has all of `values`.
    @discardableResult
    public func wait(_ event: String, _ values: String...) async throws -> [String] {
        try await ask("wait", ["event": event, "contains": values])
    }

    /// The counters of the next pictures, nil where one is not whole, and how wide they were.
    public func watch(_ sid: String, frames: Int, width: Int = 0) async throws -> [(counter: Int?, width: Int)] {
        try await ask("watch_video", ["sid": sid, "frames": frames, "width": width, "timeout": 25]).map { text in
            let fields = text.split(separator: ":")
            return (fields.first.flatMap { Int($0) }, fields.last.flatMap { Int($0) } ?? 0)
        }
    }

    /// The frequency in Hz and the level (1 is full scale) of the next sound.
    public func listen(_ sid: String) async throws -> (frequency: Int, level: Double) {
        let answer = try await ask("watch_audio", ["sid": sid, "timeout": 40])
        return (answer.first.flatMap { Int($0) } ?? 0, answer.last.flatMap { Double($0) } ?? 0)
    }
}
