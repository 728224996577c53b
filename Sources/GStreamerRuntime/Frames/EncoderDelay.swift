import CGStreamer
import PipelineGraph

/// What an encoder's time stamps leave unsaid about the samples its decoder gives out first.
enum EncoderDelay: Hashable, Sendable {
    case none
    /// Time stamps count from the first real sample although this many samples of priming come before it.
    case unstatedSamples(Int)
    /// The first packet's time stamp and duration leave the pre-skip out; the following ones are right.
    case clippedFirstPacket

    /// That of the encoder whose output reaches `sink` without passing another one.
    init(upstreamOf sink: String, in graph: PipelineGraph) {
        var waiting = [sink]
        var seen: Set<String> = []
        while let name = waiting.popLast() {
            guard seen.insert(name).inserted, let element = graph.element(named: name) else { continue }
            if let known = Self.known[element.factory] {
                self = known
                return
            }
            waiting += graph.links.filter { $0.sink.element == name }.map(\.source.element)
        }
        self = .none
    }

    /// Measured by encoding a click and decoding it again (EncoderDelayTests).
    private static let known: [String: EncoderDelay] = [
        "avenc_aac": .unstatedSamples(1_024),
        "opusenc": .clippedFirstPacket,
    ]
}
