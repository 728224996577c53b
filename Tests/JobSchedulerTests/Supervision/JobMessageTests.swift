import JobScheduler
import Testing
import TestSupport

struct JobMessageTests {
    private static let messages: [JobMessage] = [
        .start(
            JobStart(jobID: "EG_1", stateFolder: "/var/lib/x", heartbeatMilliseconds: 500, request: [1, 2, 3])),
        .start(JobStart(jobID: "", stateFolder: "ü", heartbeatMilliseconds: .max, request: [])),
        .stop, .shutDown, .hasten, .command(number: 7, [9, 9]), .command(number: .max, []), .ready, .heartbeat, .update([]),
        .update(Array(repeating: 5, count: 100_000)), .answer(number: 7, isRefusal: false, [1]),
        .answer(number: 8, isRefusal: true, []), .result([0]),
    ]

    @Test func `every message arrives as it was sent, however the bytes arrive`() throws {
        let bytes = Self.messages.flatMap(\.bytes)
        for step in [1, 2, 3, 7, 1_000, bytes.count] {
            var decoder = JobMessageDecoder()
            var received: [JobMessage] = []
            for start in stride(from: 0, to: bytes.count, by: step) {
                decoder.append(bytes[start..<min(bytes.count, start + step)])
                while let message = try decoder.next() { received.append(message) }
            }
            #expect(received == Self.messages)
            #expect(!decoder.isAmidMessage)
        }
    }

    @Test(arguments: [
        ([0, 0, 0, 0], JobMessageError.badLength(0, limit: JobMessage.largestLength)),
        ([255, 255, 255, 255, 1], .badLength(.max, limit: JobMessage.largestLength)),
        ([0, 0, 0, 1, 99], .unknownKind(99)), ([0, 0, 0, 2, 2, 0], .tooLong), ([0, 0, 0, 2, 4, 0], .truncated),
        ([0, 0, 0, 2, 1, 9], .otherVersion(9)), ([0, 0, 0, 7, 1, 1, 0, 0, 0, 0, 9], .truncated),
        ([0, 0, 0, 9, 1, 1, 0, 0, 0, 0, 0, 1, 255], .notText),
    ] as [([UInt8], JobMessageError)])
    func `what makes no sense is an error`(bytes: [UInt8], error: JobMessageError) {
        var decoder = JobMessageDecoder()
        decoder.append(bytes)
        #expect(throws: error) { try decoder.next() }
    }

    @Test func `random and damaged bytes never do harm, and what is read is written back the same`() {
        for seed in UInt64(0)..<2_000 {
            var random = SeededGenerator(seed: seed)
            var bytes = Self.messages.filter { $0.bytes.count < 100 }.shuffled(using: &random).flatMap(\.bytes)
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            }
            var decoder = JobMessageDecoder()
            decoder.append(bytes)
            while let message = try? decoder.next() {
                #expect((try? JobMessage(Array(message.bytes.dropFirst(4)))) == message)
            }
        }
    }

    @Test func `a message beyond the limit is not sendable`() {
        #expect(JobMessage.update(Array(repeating: 0, count: JobMessage.largestLength - 1)).isSendable)
        #expect(!JobMessage.update(Array(repeating: 0, count: JobMessage.largestLength)).isSendable)
    }
}
