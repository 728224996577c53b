/// What the recording of a page is expected to need, in cores, before it is measured.
///
/// From measurements of whole jobs on a machine without a GPU: 0.77 cores at 720p30 and 1.37 at 720p60, of which the
/// browser's part depends on the page.
enum CostEstimate {
    /// Browser, display and sound server with a page that stands still, and the encoder of the sound.
    private static let base = 0.22
    /// Capture, conversion and encoding, and drawing the page, per million pixels a second.
    private static let megapixel = 0.02
    /// A copy of what is encoded already.
    private static let output = 0.02

    /// A track that is written as it comes; most of it is encryption.
    static let track = 0.02

    static func page(_ encoding: EncodingOptions, hasVideo: Bool, outputs: Int) -> Double {
        let pixels = hasVideo ? Double(encoding.width * encoding.height * encoding.frameRate) / 1e6 : 0
        return base + megapixel * pixels + output * Double(outputs)
    }
}
