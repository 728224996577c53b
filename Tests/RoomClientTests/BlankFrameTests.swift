import MediaTypes
import RTPMedia
import Testing

@testable import RoomClient

/// The black key frames by which LiveKit's server ends a track.
struct BlankFrameTests {
    /// A whole VP8 key frame in a packet of its own (RFC 6386 section 9.1, RFC 7741 section 4.2).
    private static func keyFrame(_ number: UInt8, width: UInt16, height: UInt16) -> [UInt8] {
        let header: [UInt8] = [0x80, 0x80 | 96, 0, number, 0, 0, number, 0, 0, 0, 0, 1]
        let size = [UInt8(width & 255), UInt8(width >> 8), UInt8(height & 255), UInt8(height >> 8)]
        return header + [0x10] + [0x10, 0, 0, 0x9D, 0x01, 0x2A] + size + [UInt8](repeating: number, count: 20)
    }

    private func pictures(_ sizes: [(UInt16, UInt16)]) -> [[UInt8]] {
        sizes.enumerated().map { Self.keyFrame(UInt8($0.offset), width: $0.element.0, height: $0.element.1) }
    }

    private func frames(_ packets: [[UInt8]]) -> [EncodedFrame] {
        var stream = RTPReceiveStream(.init(ssrc: 1, formats: [96: .codec(.vp8)]))
        var assembler = FrameAssembler(track: 1, isStereo: false)
        let clock = SenderClock()
        var frames: [EncodedFrame] = []
        for (number, bytes) in packets.enumerated() {
            guard let packet = try? RTPPacket(bytes.span.bytes) else { continue }
            stream.receive(packet, at: .milliseconds(Int64(number) * 20))
            while let unit = stream.next(clock: clock) {
                if let frame = assembler.frame(unit, stream.bytes(of: unit), sets: nil) { frames.append(frame) }
            }
        }
        return frames
    }

    @Test func `are no pictures of the track's`() {
        #expect(frames(pictures([(640, 360), (320, 180), (8, 8), (8, 8), (640, 360)])).count == 3)
    }

    @Test func `are pictures where the track has always been that small`() {
        #expect(frames(pictures([(8, 8), (8, 8)])).count == 2)
    }
}
