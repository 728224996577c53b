internal import ProtocolModels

/// The codecs and the file type that all outputs of a request agree on.
struct CodecChoice {
    /// Nil when there is no sound.
    let audio: OutputCodec?
    /// Of a file output; nil when there is none.
    let fileFormat: OutputFormat?

    struct Wish {
        var hasAudio: Bool
        var hasVideo: Bool
        /// Nil leaves the choice to the outputs.
        var audioCodec: OutputCodec?
        var videoCodec = OutputCodec.h264
    }

    /// - Parameters:
    ///   - formats: Of all outputs whose format is fixed.
    ///   - hasFreeFile: Whether there is a file whose type is left to us.
    init(_ wish: Wish, formats: [OutputFormat], fileFormat: OutputFormat?, hasFreeFile: Bool) throws(EgressRequestError) {
        for format in formats { try CodecChoice.check(wish, format: format) }
        // Nil stands for any.
        var common = wish.audioCodec.map { [$0] }
        if wish.hasAudio {
            for format in formats {
                let allowed = format.audioCodecs
                common = common.map { $0.filter(allowed.contains) } ?? allowed
            }
            if common?.isEmpty == true { throw .noCommonCodec }
        }
        guard hasFreeFile else {
            self.fileFormat = fileFormat
            audio = wish.hasAudio ? common?.first ?? .aac : nil
            return
        }
        let candidates: [OutputFormat] = wish.hasVideo ? [.mp4] : [.ogg, .mp4, .mp3]
        for format in candidates {
            let codecs = format.audioCodecs.filter { common?.contains($0) ?? true }
            let fitsVideo = !wish.hasVideo || format.videoCodecs.contains(wish.videoCodec)
            guard fitsVideo, !wish.hasAudio || !codecs.isEmpty else { continue }
            self.fileFormat = format
            audio = wish.hasAudio ? codecs.first : nil
            return
        }
        throw .noFileType
    }

    private static func check(_ wish: Wish, format: OutputFormat) throws(EgressRequestError) {
        if wish.hasVideo, !format.videoCodecs.contains(wish.videoCodec) {
            throw .incompatible(format: format.mime, codec: wish.videoCodec.mime)
        }
        if wish.hasAudio, let codec = wish.audioCodec, !format.audioCodecs.contains(codec) {
            throw .incompatible(format: format.mime, codec: codec.mime)
        }
    }
}

extension CodecChoice.Wish {
    /// What the request's encoding asks for.
    init(_ encoding: RequestedEgress.Encoding?, hasAudio: Bool, hasVideo: Bool) throws(EgressRequestError) {
        self.init(hasAudio: hasAudio, hasVideo: hasVideo)
        guard case .advanced(let options) = encoding else { return }
        switch options.audioCodec {
        case .defaultAC: break
        case .opus: audioCodec = .opus
        case .aac: audioCodec = .aac
        case .acMP3: audioCodec = .mp3
        case .unrecognized(let number): throw .outOfRange(field: "audio_codec", reason: "\(number) is no audio codec")
        }
        switch options.videoCodec {
        case .defaultVc, .h264Baseline, .h264Main, .h264High: break
        case .vp8: videoCodec = .vp8
        case .unrecognized(let number): throw .outOfRange(field: "video_codec", reason: "\(number) is no video codec")
        }
    }
}
