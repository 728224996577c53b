/// Which Debian package holds an element factory.
enum DebianPackages {
    static func package(of factory: String) -> String? {
        if let package = exact[factory] { return package }
        return prefixes.first { factory.hasPrefix($0.0) }?.1
    }

    private static let exact: [String: String] = {
        var table: [String: String] = [:]
        for (package, factories) in lists { for factory in factories { table[factory] = package } }
        return table
    }()

    private static let lists: [String: [String]] = [
        "libgstreamer1.0-0": [
            "queue", "queue2", "multiqueue", "tee", "capsfilter", "identity", "fakesink", "fakesrc", "filesink",
            "filesrc", "fdsink", "fdsrc", "valve", "input-selector", "output-selector", "funnel", "concat", "typefind",
        ],
        "gstreamer1.0-plugins-base": [
            "appsink", "appsrc", "videotestsrc", "audiotestsrc", "videoconvert", "videoscale", "videoconvertscale",
            "videorate", "audioconvert", "audioresample", "audiorate", "audiomixer", "compositor", "volume", "opusenc",
            "opusdec", "opusparse", "oggmux", "oggdemux", "theoraenc", "vorbisenc", "decodebin", "uridecodebin",
            "playbin", "gdppay", "tcpclientsink", "tcpserversrc",
        ],
        "gstreamer1.0-x": ["ximagesink", "xvimagesink", "textoverlay", "clockoverlay", "timeoverlay"],
        "gstreamer1.0-plugins-good": [
            "ximagesrc", "flvmux", "flvdemux", "vp8enc", "vp8dec", "vp9enc", "vp9dec", "mp4mux", "qtmux", "qtdemux",
            "matroskamux", "matroskademux", "webmmux", "jpegenc", "jpegdec", "pngenc", "pngdec", "level",
            "deinterleave",
            "interleave", "wavenc", "wavparse", "souphttpsrc", "splitmuxsink", "multifilesink", "aacparse", "videocrop",
            "autoaudiosink", "autovideosink", "lamemp3enc", "v4l2src", "alpha", "rtspsrc",
        ],
        "gstreamer1.0-pulseaudio": ["pulsesrc", "pulsesink"],
        "gstreamer1.0-plugins-bad": [
            "rtmp2sink", "rtmp2src", "rtmpsink", "rtmpsrc", "h264parse", "h265parse", "av1parse", "vp8parse",
            "vp9parse",
            "srtsink", "srtsrc", "mpegtsmux", "tsdemux", "tsparse", "hlsdemux", "hlssink2", "x265enc", "fdkaacenc",
            "fdkaacdec", "voaacenc", "webrtcbin", "openh264enc", "openh264dec", "svtav1enc", "av1enc", "webpenc",
        ],
        "gstreamer1.0-plugins-ugly": ["x264enc", "asfdemux"],
        "gstreamer1.0-nice": ["nicesrc", "nicesink"],
        "gstreamer1.0-alsa": ["alsasrc", "alsasink"],
    ]

    private static let prefixes = [
        ("avenc_", "gstreamer1.0-libav"), ("avdec_", "gstreamer1.0-libav"), ("avmux_", "gstreamer1.0-libav"),
        ("avdemux_", "gstreamer1.0-libav"), ("va", "gstreamer1.0-plugins-bad"), ("nv", "gstreamer1.0-plugins-bad"),
        ("gl", "gstreamer1.0-gl"), ("rtp", "gstreamer1.0-plugins-good"), ("srtp", "gstreamer1.0-plugins-bad"),
    ]
}
