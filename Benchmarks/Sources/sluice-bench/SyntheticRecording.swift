import MediaTypes

/// Frames in the pattern of a recording, 30 pictures and 47 sound packets a second, without meaning in their bytes.
enum SyntheticRecording {
    static let tracks = [
        TrackDescription(
            id: 0,
            parameters: .h264(
                H264Parameters(
                    sequenceParameterSets: [[0x67, 66, 0, 30]], pictureParameterSets: [[0x68]], width: 1280, height: 720
                ))),
        TrackDescription(
            id: 1, parameters: .aac(AACParameters(audioSpecificConfig: [0x11, 0x90], sampleRate: 48_000, channels: 2))),
    ]

    static func frames(seconds: Int64, frameSize: Int, _ body: (EncodedFrame) throws -> Void) rethrows {
        let sizes = (0..<16).map { FramePayload([UInt8](repeating: 0, count: frameSize + $0)) }
        let sound = (0..<16).map { FramePayload([UInt8](repeating: 0, count: 300 + $0)) }
        var packet: Int64 = 0
        for picture in 0..<(seconds * 30) {
            let time = MediaTime(ticks: picture, timescale: 30)
            while MediaTime(ticks: packet * 1024, timescale: 48_000) < time {
                let payload = sound[Int(packet % 16)]
                let time = MediaTime(ticks: packet * 1024, timescale: 48_000)
                try body(EncodedFrame(track: 1, presentationTime: time, isKeyframe: true, payload: payload))
                packet += 1
            }
            let payload = sizes[Int(picture % 16)]
            try body(EncodedFrame(track: 0, presentationTime: time, isKeyframe: picture % 60 == 0, payload: payload))
        }
    }
}
