import GStreamerRuntime
import TestSupport
import Testing

struct OpusDecoderTests {
    @Test func `a packet of silence, one without content and a lost one have the length they say`() throws {
        var decoder = try OpusDecoder(channels: 2)
        let silence: [UInt8] = [0xFC, 0xFF, 0xFE]
        #expect(try decoder.decode(silence.span) == [Int16](repeating: 0, count: 1_920))
        #expect(try decoder.decode([0xFC].span).count == 1_920)
        #expect(try decoder.conceal(480).count == 960)
        var mono = try OpusDecoder(channels: 1)
        #expect(try mono.decode(silence.span).count == 960)
    }

    @Test func `a broken packet is an error, and the next one decodes`() throws {
        var decoder = try OpusDecoder()
        let broken: [[UInt8]] = [[0xFF], [0xFF, 0x3F, 1], [0x03, 0]]
        for packet in broken {
            do {
                _ = try decoder.decode(packet.span)
                Issue.record("decoded \(packet)")
            } catch { #expect(error.operation == .decode && error.status < 0 && "\(error)".contains("left out")) }
        }
        let silence: [UInt8] = [0xFC, 0xFF, 0xFE]
        #expect(try decoder.decode(silence.span).count == 1_920)
    }

    @Test func `channels that Opus does not have are refused`() {
        do {
            _ = try OpusDecoder(channels: 3)
            Issue.record("made a decoder of three channels")
        } catch { #expect(error.operation == .create && "\(error)".contains("one or two")) }
    }
}
