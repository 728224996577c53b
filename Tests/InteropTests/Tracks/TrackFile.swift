import Foundation
import TestSupport

/// What an independent demuxer and decoder find in the file of a track.
struct TrackFile {
    struct Picture {
        /// In seconds; below zero where the file has none.
        let time: Double
        let counter: Int?
        let width: Int
    }

    /// A tenth of a second of sound.
    struct Tone {
        /// In hertz.
        let frequency: Int
        /// 1 is full scale.
        let level: Double
        var isSilent: Bool { level < 0.02 }
    }

    private let lines: [[Substring]]

    init(_ path: String) throws {
        let script = PythonTool.repository.appending(path: "Tests/InteropTests/Tracks/Python/read_track.py")
        lines = String(decoding: try PythonTool.run(script, path), as: UTF8.self)
            .split(separator: "\n").map { $0.split(separator: " ") }
    }

    var pictures: [Picture] {
        lines.compactMap { fields in
            guard fields.count == 3, let time = Double(fields[0]), let width = Int(fields[2]) else { return nil }
            return Picture(time: time, counter: Int(fields[1]), width: width)
        }
    }

    /// In seconds.
    var soundLength: Double { (lines.first?.first.flatMap { Double($0) } ?? 0) / 48_000 }

    var tones: [Tone] {
        lines.dropFirst().compactMap { fields in
            guard fields.count == 2, let frequency = Int(fields[0]), let level = Double(fields[1]) else { return nil }
            return Tone(frequency: frequency, level: level)
        }
    }
}
