import CGStreamer
import CGStreamerShims
import MediaTypes

extension CodecParameters {
    /// Reads negotiated caps; `nil` for kinds of media, or forms of them, that frames do not carry.
    init?(_ caps: UnsafeMutablePointer<GstCaps>) {
        guard let structure = gst_caps_get_structure(caps, 0) else { return nil }
        let form = gst_structure_get_string(structure, "stream-format").map { String(cString: $0) }
        let parsed: CodecParameters? =
            switch (String(cString: gst_structure_get_name(structure)), form) {
            case ("video/x-h264", "avc"), ("video/x-h264", "avc3"):
                Self.header("codec_data", of: caps).flatMap { header in
                    (try? H264Parameters(avcDecoderConfigurationRecord: header.bytes)).map { .h264($0) }
                }
            case ("audio/mpeg", "raw"):
                Self.header("codec_data", of: caps).flatMap { header in
                    (try? AACParameters(audioSpecificConfig: header.bytes)).map { .aac($0) }
                }
            case ("audio/x-opus", _):
                Self.header("streamheader", of: caps).flatMap { header in
                    (try? OpusParameters(identificationHeader: header.bytes)).map { .opus($0) }
                }
            default: nil
            }
        guard let parsed else { return nil }
        self = parsed
    }

    private static func header(_ field: String, of caps: UnsafeMutablePointer<GstCaps>) -> FramePayload? {
        gst_shim_caps_buffer(caps, field).flatMap { MappedBuffer($0) }?.payload
    }
}
