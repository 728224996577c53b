import MediaContainers
import MediaTypes
import RTPMedia
import TestSupport
import Testing

@testable import RoomClient

/// A participant whose clocks run wrong, and two files of its sound and picture; in virtual time.
struct DriftBench {
    /// Of the participant's wall clock, and of its sound card against it: 2e-4 is 200 ppm fast.
    struct Clocks: Sendable, CustomTestStringConvertible {
        var wall = 0.0
        var sound = 0.0
        var testDescription: String { "wall clock \(Int(wall * 1e6)) ppm, sound card \(Int(sound * 1e6)) ppm" }
    }

    /// When something was captured, and where its file has it, both on the recorder's timeline.
    struct Place {
        let captured: MediaTime
        let written: MediaTime
        var error: MediaTime { written - captured }
    }

    private(set) var sound: [Place] = []
    private(set) var pictures: [Place] = []
    /// How many there were: a slow clock makes fewer.
    private(set) var capturedPictures = 0
    /// By their own account.
    private(set) var lengths: (sound: MediaTime, picture: MediaTime) = (.zero, .zero)

    /// Publishes and records `length` of both.
    init(_ clocks: Clocks, length: MediaTime) throws {
        var sound = DriftSource(
            .opus, interval: .milliseconds(20), drift: (1 + clocks.wall) * (1 + clocks.sound) - 1, wall: clocks.wall,
            delay: .milliseconds(25))
        var picture = DriftSource(
            .vp8, interval: MediaTime(ticks: 1, timescale: 30), drift: clocks.wall, wall: clocks.wall,
            delay: .milliseconds(60))
        let events = (sound.send(length).map { (0, $0) } + picture.send(length).map { (1, $0) })
            .sorted { $0.1.arrival < $1.1.arrival }
        capturedPictures = picture.captured.count
        var clock = SenderClock()
        var frames: [[EncodedFrame]] = [[], []]
        var ear = DriftReceiver(.opus, track: 1)
        var eye = DriftReceiver(.vp8, track: 2)
        for (number, event) in events {
            frames[number] += number == 0 ? ear.receive(event, clock: &clock) : eye.receive(event, clock: &clock)
        }
        try writeSound(frames[0], captured: sound.captured)
        try writePictures(frames[1], captured: picture.captured)
    }

    private mutating func writeSound(_ frames: [EncodedFrame], captured: [MediaTime]) throws {
        guard let first = frames.first, let parameters = first.newParameters else { return }
        let output = MemoryOutput()
        var writer = try OggOpusWriter(output: output, track: TrackDescription(id: 1, parameters: parameters))
        for frame in frames { try writer.write(frame) }
        lengths.sound = try writer.finish().duration
        var position: Int64 = 0
        for packet in try OggChecker.check(output.bytes).dropFirst(2).flatMap(\.packets) {
            // What was put in for what is missing has no number.
            if let index = DriftSource.index(of: packet), captured.indices.contains(index) {
                // The decoder is late by as much as the file says is to be skipped.
                let written = first.presentationTime + MediaTime(ticks: position, timescale: 48_000)
                sound.append(Place(captured: captured[index], written: written))
            }
            position += Int64(OggChecker.samples(packet))
        }
    }

    private mutating func writePictures(_ frames: [EncodedFrame], captured: [MediaTime]) throws {
        guard let first = frames.first, let parameters = first.newParameters else { return }
        let output = MemoryOutput()
        var writer = try WebMWriter(output: output, tracks: [TrackDescription(id: 2, parameters: parameters)])
        for frame in frames { try writer.write(frame) }
        lengths.picture = try writer.finish().duration
        for (block, frame) in zip(try WebMChecker(output.bytes).clusters.flatMap(\.blocks), frames) {
            guard let index = DriftSource.index(of: frame.payload.copied()), captured.indices.contains(index) else { continue }
            let written = first.presentationTime + .milliseconds(Int64(block.time))
            pictures.append(Place(captured: captured[index], written: written))
        }
    }

    /// How much later than the picture's the sound of each second is in its file than it was captured.
    var offsets: [MediaTime] {
        var offsets: [MediaTime] = []
        var next = 0
        for picture in pictures where picture.captured >= .seconds(Int64(offsets.count)) {
            while next < sound.count, sound[next].captured < picture.captured { next += 1 }
            if next < sound.count { offsets.append(sound[next].error - picture.error) }
        }
        return offsets
    }
}
