import Foundation
import RoomServer

/// A part of the room subject in a process of its own, so that what it costs is its own. It says a ``RoomReport`` when it is
/// ready, waits for a line, and says another one at its end.
enum RoomChild {
    /// Does what `arguments` say: `server`, `recorder ADDRESS FOLDER PAIRS`, `joins ADDRESS FOLDER TIMES` or
    /// `listeners ADDRESS COUNT`.
    static func run(_ arguments: [String]) throws {
        raiseDescriptorLimit()
        switch (arguments.first, arguments.count) {
        case ("server", 1): try serve()
        case ("recorder", 4): try record(RoomRecorder(address: arguments[1], folder: arguments[2]), pairs: Int(arguments[3]) ?? 1)
        case ("joins", 4): try join(RoomRecorder(address: arguments[1], folder: arguments[2]), times: Int(arguments[3]) ?? 1)
        case ("listeners", 3): try listen(RoomListeners(address: arguments[1]), count: Int(arguments[2]) ?? 1)
        default: throw BenchmarkFailure("no part of the room subject: \(arguments)")
        }
    }

    private static func serve() throws {
        var configuration = RoomServerConfiguration(apiKey: RoomAccount.key, apiSecret: RoomAccount.secret)
        configuration.limits.participants = 2_000
        configuration.limits.participantsPerRoom = 2_000
        configuration.limits.signalConnections = 4_096
        let rooms = try RoomServer.start(configuration)
        try say(RoomReport(address: rooms.address))
        _ = readLine()
        try Waiting.forTask { await rooms.stop() }
        try say(RoomReport())
    }

    private static func record(_ recorder: RoomRecorder, pairs: Int) throws {
        try say(Waiting.forTask { try await recorder.start(pairs: pairs) })
        _ = readLine()
        try say(Waiting.forTask { await recorder.finish() })
    }

    /// One recording after the other.
    private static func join(_ recorder: RoomRecorder, times: Int) throws {
        try say(
            Waiting.forTask {
                var report = RoomReport()
                for _ in 0..<times {
                    let next = try await recorder.start(pairs: 1)
                    report.pictureStarts += next.pictureStarts
                    report.soundStarts += next.soundStarts
                    _ = await recorder.finish()
                }
                return report
            })
        _ = readLine()
        try say(RoomReport())
    }

    private static func listen(_ listeners: RoomListeners, count: Int) throws {
        try Waiting.forTask { try await listeners.start(count: count) }
        try say(RoomReport())
        _ = readLine()
        try say(Waiting.forTask { await listeners.finish() })
    }

    private static func say(_ report: RoomReport) throws {
        try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(report) + [UInt8(ascii: "\n")])
    }

    /// Each connection has sockets.
    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
