import MediaTypes
import Testing

@testable import RoomEgress

struct StreamMailboxTests {
    private static let tracks = [
        TrackDescription(
            id: 1,
            parameters: .h264(
                H264Parameters(
                    sequenceParameterSets: [[0x67, 1, 2, 3]], pictureParameterSets: [[0x68]], width: 16, height: 16)))
    ]

    private static func frame(at milliseconds: Int64, key: Bool = false) -> EncodedFrame {
        EncodedFrame(
            track: 1, presentationTime: .milliseconds(milliseconds), isKeyframe: key,
            payload: FramePayload([UInt8](repeating: 0, count: 100)))
    }

    @Test func `the key frame that comes before the worker is kept for it`() {
        let mailbox = StreamMailbox(tracks: Self.tracks, policy: StreamPolicy())
        mailbox.push(Self.frame(at: 0, key: true))
        mailbox.openQueue()
        mailbox.push(Self.frame(at: 33))
        #expect(mailbox.pop()?.presentationTime == .zero)
        #expect(mailbox.pop()?.presentationTime == .milliseconds(33))
    }

    @Test func `a connection after a lost one begins with a new key frame`() {
        let mailbox = StreamMailbox(tracks: Self.tracks, policy: StreamPolicy())
        mailbox.push(Self.frame(at: 0, key: true))
        mailbox.closeQueue()
        mailbox.openQueue()
        mailbox.push(Self.frame(at: 33))
        #expect(mailbox.pop() == nil)
        mailbox.push(Self.frame(at: 66, key: true))
        #expect(mailbox.pop()?.presentationTime == .milliseconds(66))
    }
}
