/// One element of a graph: an instance of a GStreamer factory.
public struct PipelineElement: Hashable, Sendable {
    /// Unique within the graph; errors and events name the element by it.
    public var name: String
    /// The GStreamer element factory, for instance `x264enc`.
    public var factory: String
    public var properties: [String: PropertyValue]

    public init(name: String, factory: String, properties: [String: PropertyValue] = [:]) {
        self.name = name
        self.factory = factory
        self.properties = properties
    }
}
