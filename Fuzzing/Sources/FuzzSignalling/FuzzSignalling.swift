@_spi(Fuzzing) import RoomClient
import RoomSignalling

/// The input is a conversation: records of a kind, a big-endian 16-bit length, and a frame of a room's server, binary or text,
/// a packet of its data channel, or the JSON of a candidate.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSignalling(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var replay = SignalReplay()
    var position = 0
    while position + 3 <= bytes.count {
        let length = Int(bytes[position + 1]) << 8 | Int(bytes[position + 2])
        let frame = Array(bytes[(position + 3)..<min(position + 3 + length, bytes.count)])
        switch bytes[position] & 3 {
        case 0: replay.take(binary: frame)
        case 1: replay.take(text: String(decoding: frame, as: UTF8.self))
        case 2: _ = replay.read(packet: frame)
        default: readCandidate(String(decoding: frame, as: UTF8.self))
        }
        position += 3 + length
    }
    return 0
}

/// What reads must write the same meaning again.
private func readCandidate(_ text: String) {
    guard let candidate = try? CandidateInit(json: text) else { return }
    guard candidate.json.utf8.count <= 4096 else { return }
    precondition((try? CandidateInit(json: candidate.json)) == candidate)
}
