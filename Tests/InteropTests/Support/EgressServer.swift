import Foundation
import Synchronization
import TestSupport

/// A running `egress-server`, driven as a user would.
final class EgressServer: Sendable {
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let log: String

        /// The JSON object on standard output.
        var report: [String: JSON] {
            guard let data = output.data(using: .utf8),
                case .object(let members) = try? JSONDecoder().decode(JSON.self, from: data)
            else { return [:] }
            return members
        }
    }

    /// Just enough JSON to look into a report.
    enum JSON: Decodable, Sendable {
        case string(String), number(Double), array([JSON]), object([String: JSON]), other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let value = try? container.decode([String: JSON].self) {
                self = .object(value)
            } else if let value = try? container.decode([JSON].self) {
                self = .array(value)
            } else if let value = try? container.decode(String.self) {
                self = .string(value)
            } else if let value = try? container.decode(Double.self) {
                self = .number(value)
            } else {
                self = .other
            }
        }

        subscript(key: String) -> JSON? { if case .object(let members) = self { members[key] } else { nil } }
        subscript(index: Int) -> JSON? {
            if case .array(let values) = self, values.indices.contains(index) { values[index] } else { nil }
        }
        var string: String? { if case .string(let value) = self { value } else { nil } }
        var number: Double? { if case .number(let value) = self { value } else { nil } }
    }

    let process: Process
    private let output = LockedText()
    private let log = LockedText()

    /// The program that was built beside the tests.
    static let executable: URL = {
        let products = Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
            + [URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()]
        return products.map { $0.appendingPathComponent("egress-server") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
            ?? URL(fileURLWithPath: ".build/debug/egress-server")
    }()

    /// Starts it with `environment` beside the test's own; `wrapper` runs it through another program.
    init(_ arguments: [String], environment: [String: String] = [:], wrapper: [String] = []) throws {
        process = Process()
        let words = wrapper + [Self.executable.path] + arguments
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        var variables = ProcessInfo.processInfo.environment
        for key in ["LIVEKIT_RECORDER_CONFIG", "RECORDING_REQUEST", "EGRESS_CONFIG_BODY", "EGRESS_CONFIG_FILE"] {
            variables[key] = nil
        }
        process.environment = variables.merging(environment) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = Self.pipe(into: output)
        process.standardError = Self.pipe(into: log)
        try process.start()
    }

    /// A test that fails leaves nothing running: a service ends its jobs, a recording itself.
    deinit { if process.isRunning { process.interrupt() } }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for the end.
    func outcome() async -> Outcome {
        await withCheckedContinuation { continuation in
            Thread { [self] in
                // The ends of its output first: Foundation's wait spins, and takes the processor from what is measured.
                output.waitForEnd()
                log.waitForEnd()
                process.waitUntilExit()
                continuation.resume(
                    returning: Outcome(status: process.terminationStatus, output: output.text, log: log.text))
            }.start()
        }
    }

    /// Waits until the log holds `text`; false when the program ended without it.
    func waitForLog(_ text: String) async -> Bool {
        await withCheckedContinuation { continuation in
            Thread { [self] in continuation.resume(returning: log.wait(for: text)) }.start()
        }
    }

    private static func pipe(into text: LockedText) -> Pipe {
        let pipe = Pipe()
        let handle = pipe.fileHandleForReading
        Thread {
            while case let data = handle.availableData, !data.isEmpty { text.append(data) }
            text.end()
        }.start()
        return pipe
    }

    private final class LockedText: @unchecked Sendable {  // guarded by the condition
        private let condition = NSCondition()
        private var data = Data()
        private var hasEnded = false

        var text: String { condition.withLock { String(decoding: data, as: UTF8.self) } }

        func append(_ more: Data) {
            condition.withLock {
                data += more
                condition.broadcast()
            }
        }

        func end() {
            condition.withLock {
                hasEnded = true
                condition.broadcast()
            }
        }

        func wait(for text: String) -> Bool {
            condition.withLock {
                while true {
                    if String(decoding: data, as: UTF8.self).contains(text) { return true }
                    if hasEnded { return false }
                    condition.wait()
                }
            }
        }

        func waitForEnd() {
            condition.withLock { while !hasEnded { condition.wait() } }
        }
    }
}
