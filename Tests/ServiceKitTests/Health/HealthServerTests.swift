import Foundation
import ServiceKit
import TestSupport
import Testing

struct HealthServerTests {
    @Test func `every path answers with the current state`() async throws {
        let server = try HealthServer(host: "127.0.0.1", port: 0)
        for state in ServiceState.allCases {
            server.setState(state)
            for path in ["", "health", "a/b?c=d"] {
                #expect(try curl("http://127.0.0.1:\(server.port)/\(path)") == "\(state.rawValue) 200")
            }
        }
        await server.stop()
    }

    @Test func `a report of its own is asked for each time`() async throws {
        let registry = MetricRegistry()
        let counter = registry.counter("requests_total", help: "Requests.")
        let server = try HealthServer(host: "127.0.0.1", port: 0) {
            counter.increment()
            return "{\"requests\":\(Int(counter.value()))}"
        }
        for count in 1...2 {
            #expect(try curl("http://127.0.0.1:\(server.port)/") == "{\"requests\":\(count)} 200")
        }
        await server.stop()
    }

    private func curl(_ url: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        process.arguments = ["-sS", "--noproxy", "*", "-w", " %{http_code}", url]
        let output = Pipe()
        process.standardOutput = output
        do { try process.start() } catch {
            Issue.record("curl is missing; install the Debian package curl")
            throw error
        }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
