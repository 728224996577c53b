import Foundation
import MediaTypes
import Testing

/// Sound and picture of one participant in two files, while clocks run apart.
@Suite(.timeLimit(.minutes(2))) struct DriftTests {
    static let clocks = [
        DriftBench.Clocks(), .init(wall: 2e-4), .init(wall: -2e-4), .init(sound: 2e-4), .init(sound: -2e-4),
        .init(wall: 2e-4, sound: 2e-4),
    ]

    @Test(arguments: clocks)
    func `sound and picture keep their distance for thirty seconds`(_ clocks: DriftBench.Clocks) throws {
        try Self.check(DriftBench(clocks, length: .seconds(30)), length: .seconds(30))
    }

    static func check(_ bench: DriftBench, length: MediaTime) throws {
        let offsets = bench.offsets
        #expect(offsets.count >= Int(length.seconds) - 1)
        let worst = offsets.map(\.nanoseconds.magnitude).max() ?? .max
        #expect(worst < 20_000_000, "\(offsets.map { $0.nanoseconds / 1_000_000 })")
        for own in [bench.lengths.sound, bench.lengths.picture] {
            #expect((own - length).nanoseconds.magnitude < 100_000_000, "\(own.seconds) s")
        }
        // Nothing of the picture is missing, and of the sound no more than the clocks are apart.
        #expect(bench.pictures.count >= bench.capturedPictures - 2)
        #expect(bench.sound.count >= Int(length.seconds * 50 * 0.9995) - 2)
    }
}

/// Ten minutes of the same.
@Suite(
    .timeLimit(.minutes(5)),
    .enabled("ten minutes of virtual time run in `make soak`") { ProcessInfo.processInfo.environment["SLUICE_SOAK"] == "1" })
struct DriftSoakTests {
    @Test(arguments: DriftTests.clocks)
    func `sound and picture keep their distance for ten minutes`(_ clocks: DriftBench.Clocks) throws {
        try DriftTests.check(DriftBench(clocks, length: .seconds(600)), length: .seconds(600))
    }
}
