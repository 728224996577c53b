import HTTPTransport

/// Any bytes as what a peer sends: as frames of a server or of a client, or as the answer to an upgrade. The same comes
/// out whether they come at once or byte by byte.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWebSocket(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
    guard let kind = bytes.first else { return 0 }
    let input = bytes.dropFirst()
    let pieces = input.indices.map { input[$0...$0] }
    if kind % 3 == 2 {
        precondition(answer([input]) == answer(pieces), "the answer depends on how the bytes are cut")
    } else {
        precondition(
            frames([input], isMasked: kind % 3 == 1) == frames(pieces, isMasked: kind % 3 == 1),
            "the messages depend on how the bytes are cut")
    }
    return 0
}

private struct Frames: Equatable {
    var events: [WebSocketFrameReader.Event] = []
    var violation: WebSocketViolation?
}

private func frames(_ pieces: [ArraySlice<UInt8>], isMasked: Bool) -> Frames {
    var reader = WebSocketFrameReader(isMasked: isMasked, maximumMessageSize: 4_096)
    var frames = Frames()
    do throws(WebSocketViolation) {
        for piece in pieces { try reader.read(piece.span, into: &frames.events) }
    } catch {
        frames.violation = error
        precondition(!"\(error)".isEmpty && error.closeCode >= 1002)
    }
    return frames
}

private func answer(_ pieces: [ArraySlice<UInt8>]) -> String {
    var reader = HTTPAnswerReader(maximumBodySize: 1_024)
    do throws(HTTPAnswerProblem) {
        for piece in pieces {
            switch try reader.read(piece.span) {
            case .more: continue
            case .upgraded(let answer, _): return "upgraded \(answer.headers.count)"
            case .answered(let answer): return "\(answer.status) \(answer.headers.count) \(answer.body)"
            }
        }
        let answer = try reader.end()
        return "\(answer.status) \(answer.headers.count) \(answer.body)"
    } catch {
        return "\(error)"
    }
}
