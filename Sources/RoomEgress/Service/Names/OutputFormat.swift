/// What an output is written as, with the codecs it can hold; the first of each is its default.
enum OutputFormat: Hashable, Sendable {
    case mp4, ogg, mp3, hls, flv, transportStream, webSocket

    var mime: String {
        switch self {
        case .mp4: "video/mp4"
        case .ogg: "audio/ogg"
        case .mp3: "audio/mpeg"
        case .hls: "application/x-mpegurl"
        case .flv: "video/x-flv"
        case .transportStream: "video/mp2t"
        case .webSocket: "websocket"
        }
    }

    var audioCodecs: [OutputCodec] {
        switch self {
        case .mp4: [.aac, .opus]
        case .ogg: [.opus]
        case .mp3: [.mp3]
        case .hls, .flv, .transportStream: [.aac]
        case .webSocket: [.pcm]
        }
    }

    var videoCodecs: [OutputCodec] {
        switch self {
        case .mp4, .hls, .flv, .transportStream: [.h264]
        case .ogg, .mp3, .webSocket: []
        }
    }
}

/// A codec, as outputs and requests know it.
enum OutputCodec: String, Hashable, Sendable {
    case aac = "audio/aac"
    case opus = "audio/opus"
    case mp3 = "audio/mpeg"
    case pcm = "audio/x-raw"
    case h264 = "video/h264"
    case vp8 = "video/vp8"

    var mime: String { rawValue }
}
