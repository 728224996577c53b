/// A connection from one element's source pad to another's sink pad.
public struct PipelineLink: Hashable, Sendable {
    /// One side of a link.
    public struct End: Hashable, Sendable {
        public var element: String
        public var pad: PadReference

        public init(_ element: String, pad: PadReference = .automatic) {
            self.element = element
            self.pad = pad
        }
    }

    public var source: End
    public var sink: End
    /// What may pass; `nil` for whatever both sides agree on.
    public var filter: Caps?

    public init(from source: End, to sink: End, filter: Caps? = nil) {
        self.source = source
        self.sink = sink
        self.filter = filter
    }
}
