/// One step of `PipelineGraph.chain`.
public enum ChainStep: Hashable, Sendable {
    /// A new element. Without a name it is called after its factory and its place in the graph (`queue3`).
    case element(String, name: String? = nil, [String: PropertyValue] = [:])
    /// An element added before, at one of its pads: where a branch begins (`tee`) or ends (a muxer).
    case existing(String, pad: PadReference = .automatic)
    /// What may pass between the step before and the step after.
    case capsFilter(Caps)
}
