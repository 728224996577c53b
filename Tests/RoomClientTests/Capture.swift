import Foundation
import ProtobufRuntime
import ProtocolModels

/// A recorded signalling conversation.
struct Capture {
    struct Frame: Decodable {
        enum Sender: String, Decodable { case client, server }
        let dir: Sender
        let hex: String

        var bytes: [UInt8] {
            var bytes: [UInt8] = []
            var rest = Substring(hex)
            while let byte = UInt8(rest.prefix(2), radix: 16) {
                bytes.append(byte)
                rest = rest.dropFirst(2)
            }
            return bytes
        }
    }

    let frames: [Frame]

    init(_ name: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Captures")
        let text = try String(contentsOf: folder.appending(path: "\(name).jsonl"), encoding: .utf8)
        frames = try text.split(separator: "\n").map { try JSONDecoder().decode(Frame.self, from: Data($0.utf8)) }
    }

    /// What the server sent.
    func responses() throws -> [LiveKit.SignalResponse] {
        try frames.filter { $0.dir == .server }.map { try LiveKit.SignalResponse(protobuf: $0.bytes) }
    }
}
