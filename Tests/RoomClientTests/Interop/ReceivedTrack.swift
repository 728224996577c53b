import Foundation
import MediaTypes
import RoomClient
import TestSupport

func unixSeconds() -> Int64 { Int64(Date().timeIntervalSince1970) }

extension [Int] {
    var isAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}

/// Frames of a track, and what an independent decoder makes of them.
struct ReceivedTrack {
    private(set) var frames: [EncodedFrame] = []
    private(set) var others: [String] = []

    /// The next `count` frames.
    static func frames(_ count: Int, of track: RemoteTrack) async -> ReceivedTrack {
        var received = ReceivedTrack()
        for await media in track.media {
            if case .frame(let frame) = media {
                received.frames.append(frame)
            } else {
                received.others.append(media.word)
            }
            if received.frames.count == count { break }
        }
        return received
    }

    /// Keeps the next frame, and gives the pictures' width if the frame tells it, or else zero; nil at the end.
    mutating func take(from track: RemoteTrack) async -> Int? {
        for await case .frame(let frame) in track.media {
            frames.append(frame)
            if case .vp8(let parameters)? = frame.newParameters { return parameters.width }
            return 0
        }
        return nil
    }

    /// From one frame to the next, in milliseconds.
    var steps: [Int64] {
        zip(frames, frames.dropFirst()).map { ($1.presentationTime - $0.presentationTime).nanoseconds / 1_000_000 }
    }

    /// From the first frame to the last.
    var milliseconds: Int64 {
        guard let first = frames.first, let last = frames.last else { return 0 }
        return (last.presentationTime - first.presentationTime).nanoseconds / 1_000_000
    }

    /// No frame is placed at or before the one in front of it.
    var isIncreasing: Bool {
        zip(frames, frames.dropFirst()).allSatisfy { $0.presentationTime < $1.presentationTime }
    }

    /// The counters in the pictures.
    func counters(_ decoder: String) throws -> [Int?] {
        try decode(decoder).split(separator: "\n").map { Int($0.prefix { $0 != " " }) }
    }

    func widths(_ decoder: String) throws -> [Int] {
        try decode(decoder).split(separator: "\n").compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    }

    /// Samples at 48 kHz, hertz, and level.
    func sound() throws -> (samples: Int, frequency: Int, level: Double) {
        let fields = try decode("libopus").split(whereSeparator: \.isWhitespace)
        let numbers = fields.map { Double($0) ?? 0 } + [0, 0, 0]
        return (Int(numbers[0]), Int(numbers[1]), numbers[2])
    }

    private func decode(_ decoder: String) throws -> String {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "track")
        var data = Data()
        for frame in frames {
            let bytes = decoder == "h264" ? annexB(frame) : frame.payload.copied()
            withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { data.append(contentsOf: $0) }
            data.append(contentsOf: bytes)
        }
        try data.write(to: file)
        let script = PythonTool.repository.appending(path: "Tests/RoomClientTests/Python/decode_track.py")
        return String(decoding: try PythonTool.run(script, decoder, file.path), as: UTF8.self)
    }

    private func annexB(_ frame: EncodedFrame) -> [UInt8] {
        var bytes: [UInt8] = []
        if case .h264(let sets)? = frame.newParameters {
            for set in sets.sequenceParameterSets + sets.pictureParameterSets { bytes += [0, 0, 0, 1] + set }
        }
        var units = NALUnitIterator(frame.payload.bytes)
        while let unit = try? units.next() { bytes += [0, 0, 0, 1] + unit.withUnsafeBytes { Array($0) } }
        return bytes
    }
}
