import Foundation
import ProtobufRuntime
import ProtocolModels

/// Reading and writing a captured EgressInfo, beside PyPI's protobuf (upb) without what its calls from Python cost.
///
/// Both check the texts while reading and leave them as bytes: neither's figure has the cost of a string made of one.
enum ProtobufSubject {
    static let name = "protobuf"
    private static let count = 10_000
    private static let rounds = 15

    private struct Peer: Decodable {
        let decode: Double
        let encode: Double
    }

    static func run(folder: String) throws -> [BenchmarkResult] {
        let message = try captured()
        let bytes = message.encoded()
        let peer = try peer(bytes, folder: folder)
        guard try LiveKit.EgressInfo(protobuf: bytes) == message else { throw BenchmarkFailure("EgressInfo changed") }
        let decode = try measure { try LiveKit.EgressInfo(protobuf: bytes).unknownFields.isEmpty ? 1 : 0 }
        let encode = measure { message.encoded().count }
        return [
            BenchmarkResult(
                subject: name, metric: "decode an EgressInfo of \(bytes.count) bytes", unit: "ns", ours: decode,
                peer: peer.decode, ratioLimit: 1.5),
            BenchmarkResult(
                subject: name, metric: "encode an EgressInfo of \(bytes.count) bytes", unit: "ns", ours: encode,
                peer: peer.encode, ratioLimit: 1.5),
        ]
    }

    /// Processor time of one call, in nanoseconds: the median of the rounds. The sum keeps the results alive.
    private static func measure(_ body: () throws -> Int) rethrows -> Double {
        var costs: [Double] = []
        var sum = 0
        for _ in 0..<rounds {
            let start = ProcessorTime.ours()
            for _ in 0..<count { sum += try body() }
            costs.append((ProcessorTime.ours() - start) / Double(count) * 1e9)
        }
        precondition(sum > 0)
        return ProcessorTime.median(costs)
    }

    /// The largest EgressInfo that the reference egress sent in the conversation the tests have.
    private static func captured() throws -> LiveKit.EgressInfo {
        let path = "Tests/ProtocolModelsTests/Vectors/egress-conversation.jsonl"
        let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        let payloads = try text.split(separator: "\n").compactMap { line -> [UInt8]? in
            let json = try JSONValue(parsing: Array(line.utf8))
            guard json["channel"] == .string("IOInfo|UpdateEgress|REQ"), case .string(let hex)? = json["hex"] else {
                return nil
            }
            return try PSRPC.Request(protobuf: PSRPC.Msg(protobuf: decoded(hex)).value).rawRequest
        }
        guard let largest = payloads.max(by: { $0.count < $1.count }) else {
            throw BenchmarkFailure("\(path) has no EgressInfo")
        }
        return try LiveKit.EgressInfo(protobuf: largest)
    }

    private static func decoded(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
        }
    }

    private static func peer(_ bytes: [UInt8], folder: String) throws -> Peer {
        let path = "\(folder)/egress-info.bin"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let python = root.appendingPathComponent(".build/python/bin/python3")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            throw BenchmarkFailure("there is no Python environment to compare with: run Scripts/bootstrap test")
        }
        let process = Process()
        process.executableURL = python
        process.arguments = ["-I", root.appendingPathComponent("Benchmarks/Peers/protobuf-upb.py").path, path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(Peer.self, from: data)
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
}
