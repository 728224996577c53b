import MediaTypes

extension CodecParameters {
    /// Whether both are of one codec, whatever else they say.
    func hasCodec(of other: CodecParameters) -> Bool {
        switch (self, other) {
        case (.h264, .h264), (.vp8, .vp8), (.vp9, .vp9), (.av1, .av1), (.aac, .aac), (.opus, .opus): true
        case (.h264, _), (.vp8, _), (.vp9, _), (.av1, _), (.aac, _), (.opus, _): false
        }
    }

    /// The coded picture in pixels; nil for sound.
    var pictureSize: (width: Int, height: Int)? {
        switch self {
        case .h264(let parameters): (parameters.width, parameters.height)
        case .vp8(let parameters): (parameters.width, parameters.height)
        case .vp9(let parameters): (parameters.width, parameters.height)
        case .av1(let parameters): (parameters.width, parameters.height)
        case .aac, .opus: nil
        }
    }
}
