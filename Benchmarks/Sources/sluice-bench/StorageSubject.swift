import Foundation

/// Uploads: how fast a file goes up beside curl and AWS's own client, and what an hour of recording costs that is uploaded while
/// it grows.
///
/// All clients send to a ``StorageSink``. Each is a process from its start to its end, as a user would run it, and they take
/// turns. A file from the disk is not in the machine's memory when a client begins; BENCH_DISK names the folder.
enum StorageSubject {
    private static let name = "storage"
    private static let rounds = 3
    private static let megabytes = 512

    private struct Cost {
        var rates: [Double] = []
        var userTimes: [Double] = []
        var rate: Double { ProcessorTime.median(rates) }
        /// Seconds of a gigabyte.
        var userTime: Double { ProcessorTime.median(userTimes) }
    }

    static func run(folder: String) throws -> [BenchmarkResult] {
        let disk = ProcessInfo.processInfo.environment["BENCH_DISK"] ?? NSTemporaryDirectory()
        let source = try StorageSource(in: disk, megabytes: megabytes)
        defer { source.remove() }
        return try sends(source) + records(folder)
    }

    // MARK: - Sending a file

    private static func sends(_ source: StorageSource) throws -> [BenchmarkResult] {
        let hashing = try costs(source, sink: "hashing", isCold: true)
        let discarding = try costs(source, sink: "discarding", isCold: false)
        return rows(hashing, "from the disk, to a server that hashes", hasGoal: true)
            + rows(discarding, "from memory, to a server that does not", hasGoal: false)
            + [memory(try peak(source))]
    }

    private static func costs(_ source: StorageSource, sink kind: String, isCold: Bool) throws -> [StorageClient: Cost] {
        let sink = try ChildProcess<StorageReport>(["sink", kind])
        var costs: [StorageClient: Cost] = [:]
        for _ in 0..<rounds {
            for client in StorageClient.allCases {
                isCold ? try source.forget() : try source.recall()
                let before = ProcessorTime.children()
                let start = ContinuousClock.now
                try client.send(source.path, to: sink.report.address)
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                costs[client, default: Cost()].rates.append(source.size / 1e6 / seconds)
                costs[client]?.userTimes.append((ProcessorTime.children() - before) / source.size * 1e9)
            }
        }
        let taken = try sink.end().bytes
        guard taken == Int(source.size) * rounds * StorageClient.allCases.count else {
            throw BenchmarkFailure("\(taken) bytes arrived")
        }
        return costs
    }

    private static func rows(_ costs: [StorageClient: Cost], _ what: String, hasGoal: Bool) -> [BenchmarkResult] {
        [(StorageClient.put, "put whole"), (.parts, "upload in parts")].flatMap { client, verb in
            [(StorageClient.curl, "curl -T", 1.1), (.aws, "aws s3 cp", 1)].map { peer, program, limit in
                result(
                    "\(verb), \(what), beside \(program): time of a gigabyte", "s", 1_000 / (costs[client]?.rate ?? 0),
                    peer: 1_000 / (costs[peer]?.rate ?? 0), ratioLimit: hasGoal ? limit : nil)
            } + [
                result(
                    "\(verb), \(what), beside aws s3 cp: user time of a gigabyte", "s", costs[client]?.userTime ?? 0,
                    peer: costs[.aws]?.userTime)
            ]
        }
    }

    private static func peak(_ source: StorageSource) throws -> Double {
        let sink = try ChildProcess<StorageReport>(["sink", "hashing"])
        let child = try ChildProcess<StorageReport>(["parts", sink.report.address, source.path])
        _ = try child.end()
        _ = try sink.end()
        return child.report.peakMegabytes - child.report.megabytesBefore
    }

    private static func memory(_ megabytes: Double) -> BenchmarkResult {
        result("memory of an upload in parts of \(Self.megabytes) MiB as fast as it goes, at most", "MB", megabytes, limit: 32)
    }

    // MARK: - An hour of recording

    private static func records(_ folder: String) throws -> [BenchmarkResult] {
        let alone = try hour([folder])
        let sink = try ChildProcess<StorageReport>(["sink", "hashing"])
        let uploaded = try hour([folder, sink.report.address])
        _ = try sink.end()
        let seconds = Double(RecordedHour.seconds)
        return [
            result("an hour at 3 Mbit/s, from the stop to the object", "s", uploaded.secondsToComplete, limit: 5),
            result(
                "an hour at 3 Mbit/s, user time of its upload", "% of a core",
                (uploaded.userTime - alone.userTime) / seconds * 100, limit: 0.5),
            result(
                "an hour at 3 Mbit/s, user and system time of its upload", "% of a core",
                (uploaded.processorTime - alone.processorTime) / seconds * 100),
            result(
                "an hour at 3 Mbit/s, memory of its upload", "MB", uploaded.peakMegabytes - alone.peakMegabytes, limit: 32),
        ]
    }

    private static func hour(_ arguments: [String]) throws -> StorageReport {
        let child = try ChildProcess<StorageReport>(["hour"] + arguments)
        _ = try child.end()
        return child.report
    }

    private static func result(
        _ metric: String, _ unit: String, _ ours: Double, peer: Double? = nil, limit: Double? = nil, ratioLimit: Double? = nil
    ) -> BenchmarkResult {
        BenchmarkResult(
            subject: name, metric: metric, unit: unit, ours: ours, peer: peer, limit: limit, ratioLimit: ratioLimit)
    }
}
