extension RTPCodec {
    /// The codecs a connection offers unless told otherwise, with the payload types LiveKit's server uses.
    public static let standardAudio: [RTPCodec] = [
        RTPCodec(
            payloadType: 111, name: "opus", clockRate: 48_000, channels: 2,
            parameters: "minptime=10;useinbandfec=1", feedback: [.transportWide, .nack]),
        RTPCodec(payloadType: 63, name: "red", clockRate: 48_000, channels: 2, parameters: "111/111"),
        RTPCodec(payloadType: 0, name: "PCMU", clockRate: 8000),
        RTPCodec(payloadType: 8, name: "PCMA", clockRate: 8000),
    ]

    /// VP8, H.264 in every profile that browsers send, VP9, AV1 and H.265, each with its retransmission.
    public static let standardVideo: [RTPCodec] =
        video(96, "VP8", rtx: 97)
        + h264(108, "42e01f", rtx: 109) + h264(125, "42e01f", mode: 0, rtx: 126)
        + h264(102, "42001f", rtx: 103) + h264(104, "42001f", mode: 0, rtx: 105)
        + h264(106, "4d001f", rtx: 107) + h264(39, "4d001f", mode: 0, rtx: 40)
        + h264(123, "64001f", rtx: 124) + h264(112, "640c1f", rtx: 113)
        + video(98, "VP9", "profile-id=0", rtx: 99) + video(100, "VP9", "profile-id=2", rtx: 101)
        + video(35, "AV1", rtx: 36) + video(116, "H265", rtx: 117)

    /// All the feedback that video receivers may give.
    public static let videoFeedback: [RTCPFeedback] = [
        .receiverEstimate, .transportWide, .fullIntraRequest, .nack, .pictureLoss,
    ]

    private static func h264(_ type: UInt8, _ profile: String, mode: Int = 1, rtx: UInt8) -> [RTPCodec] {
        let text = "level-asymmetry-allowed=1;packetization-mode=\(mode);profile-level-id=\(profile)"
        return video(type, "H264", FormatParameters(text), rtx: rtx)
    }

    private static func video(
        _ type: UInt8, _ name: String, _ parameters: FormatParameters = "", rtx: UInt8
    ) -> [RTPCodec] {
        [
            RTPCodec(
                payloadType: type, name: name, clockRate: 90_000, parameters: parameters, feedback: videoFeedback),
            RTPCodec(payloadType: rtx, name: "rtx", clockRate: 90_000, parameters: FormatParameters("apt=\(type)")),
        ]
    }
}
