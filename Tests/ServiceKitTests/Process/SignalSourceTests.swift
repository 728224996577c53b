import Foundation
import ServiceKit
import TestSupport
import Testing

@Suite(.serialized)
struct SignalSourceTests {
    @Test func `signals arrive in order`() async throws {
        let source = try SignalSource([.user1, .user2])
        var received: [Signal] = []
        kill(getpid(), Signal.user1.rawValue)
        for await signal in source.signals {
            received.append(signal)
            if received.count == 2 { break }
            kill(getpid(), Signal.user2.rawValue)
        }
        #expect(received == [.user1, .user2])
        source.cancel()
    }

    @Test func `cancelling ends the sequence and frees the signal`() async throws {
        let source = try SignalSource([.user1])
        #expect(throws: SignalSourceError.alreadyHandled(.user1)) { try SignalSource([.user1]) }
        source.cancel()
        for await _ in source.signals { Issue.record("no signal was sent") }
        try SignalSource([.user1]).cancel()
    }

    @Test func `children start with the default actions`() throws {
        let source = try SignalSource([.user1])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/grep")
        process.arguments = ["-hE", "^Sig(Ign|Cgt):", "/proc/self/status"]
        let output = Pipe()
        process.standardOutput = output
        try process.start()
        let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let masks = lines.split(separator: "\n").compactMap { UInt64($0.suffix(16), radix: 16) }
        let bit = UInt64(1) << UInt64(Signal.user1.rawValue - 1)
        #expect(masks.count == 2 && masks.allSatisfy { $0 & bit == 0 }, "\(lines)")
        source.cancel()
    }
}
