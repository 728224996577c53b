import Foundation
import MediaContainers
import MediaTypes
import RoomEgress

/// Memory over half an hour of recording, on the path from encoded frames to the file.
///
/// Has to be measured first: memory that another subject has given back would be used again and hide a growth.
enum MemorySubject {
    static let name = "memory, 30 minutes"
    private static let warmUp = 5

    static func run(folder: String) throws -> [BenchmarkResult] {
        let path = "\(folder)/memory.mp4"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (resident, samples) = try record(path)
        guard resident.count >= 30 else { throw BenchmarkFailure("only \(resident.count) minutes were sampled") }
        let growth = resident[29] - resident[warmUp - 1]
        return [
            BenchmarkResult(
                // What cannot be computed from the other samples, and so has to be kept for the index, is their size.
                subject: name, metric: "growth from minute 5 to 30, beside 4 bytes a sample", unit: "MB", ours: growth,
                peer: Double(samples) * 4 / 1e6, limit: 2),
            BenchmarkResult(subject: name, metric: "resident at minute 30", unit: "MB", ours: resident[29]),
        ]
    }

    /// The resident memory at the end of each minute, in MB, and the samples that came after the warm-up.
    private static func record(_ path: String) throws -> (resident: [Double], samples: Int) {
        var writer = HybridMP4Writer(output: try LocalFile(creating: path), tracks: SyntheticRecording.tracks)
        var resident: [Double] = []
        var samples = 0
        try SyntheticRecording.frames(seconds: 1800, frameSize: 12_000) { frame in
            if frame.presentationTime.nanoseconds >= Int64(resident.count + 1) * 60_000_000_000 {
                resident.append(try residentMegabytes())
            }
            if resident.count >= warmUp { samples += 1 }
            try writer.write(frame)
        }
        resident.append(try residentMegabytes())
        _ = try writer.finish()
        return (resident, samples)
    }

    private static func residentMegabytes() throws -> Double {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        guard pages.count > 1, let count = Double(pages[1]) else {
            throw BenchmarkFailure("statm has no resident pages")
        }
        return count * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
    }
}
