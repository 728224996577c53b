internal import COpus

/// One libopus decoder, to 16-bit samples at 48 kHz; sole owner of its handle. Needs nothing of GStreamer's.
public struct OpusDecoder: ~Copyable {
    /// Of the samples given out, interleaved; a packet's own number is mixed up or down to it.
    public let channels: Int
    private let handle: OpaquePointer

    /// 120 ms, the longest packet.
    private static let longest = 5_760

    /// `channels` is 1 or 2.
    public init(channels: Int = 2) throws(OpusDecoderError) {
        var status: Int32 = 0
        guard let handle = opus_decoder_create(48_000, Int32(clamping: channels), &status) else {
            throw OpusDecoderError(during: .create, status: status)
        }
        self.channels = channels
        self.handle = handle
    }

    deinit { opus_decoder_destroy(handle) }

    /// The packet's samples.
    public mutating func decode(_ packet: Span<UInt8>) throws(OpusDecoderError) -> [Int16] {
        let handle = handle
        return try samples(limit: Self.longest) { pcm, count in
            packet.withUnsafeBufferPointer { opus_decode(handle, $0.baseAddress, Int32(clamping: $0.count), pcm, count, 0) }
        }
    }

    /// What the decoder makes up for `count` lost samples of each channel, 120 (2.5 ms) or a multiple of that, at most 5760.
    public mutating func conceal(_ count: Int) throws(OpusDecoderError) -> [Int16] {
        let handle = handle
        return try samples(limit: min(max(120, count), Self.longest)) { pcm, count in
            opus_decode(handle, nil, 0, pcm, count, 0)
        }
    }

    private func samples(
        limit: Int, _ decode: (UnsafeMutablePointer<Int16>, Int32) -> Int32
    ) throws(OpusDecoderError) -> [Int16] {
        var status: Int32 = 0
        let samples = [Int16](unsafeUninitializedCapacity: limit * channels) { buffer, count in
            status = decode(buffer.baseAddress!, Int32(limit))  // there is room for a packet
            count = Int(max(0, status)) * channels
        }
        guard status >= 0 else { throw OpusDecoderError(during: .decode, status: status) }
        return samples
    }
}
