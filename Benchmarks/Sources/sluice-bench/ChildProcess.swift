import Foundation

/// A ``RoomChild`` as seen from outside.
typealias RoomChildProcess = ChildProcess<RoomReport>

/// A part of a subject in a process of its own, which says what it has found out on a line of JSON each.
final class ChildProcess<Report: ChildReport> {
    /// What it said first.
    private(set) var report = Report()
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [Report.argument] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        report = try next()
    }

    deinit { if process.isRunning { process.terminate() } }

    /// The share of a core that it takes for `seconds` from now on.
    func load(for seconds: Double) throws -> Double {
        let (before, start) = (try ProcessorTime.total(of: process.processIdentifier), ContinuousClock.now)
        Thread.sleep(forTimeInterval: seconds)
        let spent = try ProcessorTime.total(of: process.processIdentifier) - before
        return spent / ((ContinuousClock.now - start) / .seconds(1))
    }

    func residentMegabytes() throws -> Double { try ProcessMemory.residentMegabytes(of: process.processIdentifier) }

    /// Ends it; what it says then.
    func end() throws -> Report {
        try input.fileHandleForWriting.write(contentsOf: [UInt8(ascii: "\n")])
        let last = try next()
        // The end of its output first: Foundation's wait spins.
        while !output.fileHandleForReading.availableData.isEmpty {}
        process.waitUntilExit()
        return last
    }

    private func next() throws -> Report {
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw BenchmarkFailure("\(Report.argument) ended early") }
            line += data
        }
        return try JSONDecoder().decode(Report.self, from: line)
    }
}

/// What a child says.
protocol ChildReport: Codable {
    /// The argument that makes this program such a child.
    static var argument: String { get }
    init()
}
