import Foundation

/// The file that goes up, of bytes that do not repeat.
struct StorageSource {
    let path: String
    /// In bytes.
    let size: Double

    init(in folder: String, megabytes: Int) throws {
        path = "\(folder)/sluice-storage-\(ProcessInfo.processInfo.processIdentifier)"
        size = Double(megabytes << 20)
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw BenchmarkFailure("\(path) cannot be made; BENCH_DISK names another folder")
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        var random = SystemRandomNumberGenerator()
        for _ in 0..<megabytes {
            let words = (0..<(1 << 17)).map { _ in random.next() }
            try words.withUnsafeBytes { try file.write(contentsOf: Data($0)) }
        }
        try file.synchronize()
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.removeItem(atPath: "\(path).journals")
    }

    /// Out of the machine's memory with it.
    func forget() throws { try advise { posix_fadvise($0, 0, 0, POSIX_FADV_DONTNEED) } }

    /// Into the machine's memory with it.
    func recall() throws {
        try advise { descriptor in
            var buffer = [UInt8](repeating: 0, count: 1 << 20)
            while read(descriptor, &buffer, buffer.count) > 0 {}
            return 0
        }
    }

    private func advise(_ body: (Int32) -> Int32) throws {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        guard descriptor >= 0, body(descriptor) == 0 else { throw BenchmarkFailure("\(path) cannot be read") }
    }
}
