/// An error or a warning that an element posted.
public struct PipelineFailure: Hashable, Sendable, CustomStringConvertible {
    /// The name the graph gave the element.
    public var element: String
    /// For people.
    public var message: String
    /// For those who look for the cause: source position and details; empty when the element gave none.
    public var debug: String

    public init(element: String, message: String, debug: String) {
        self.element = element
        self.message = message
        self.debug = debug
    }

    public var description: String { debug.isEmpty ? "\(element): \(message)" : "\(element): \(message) (\(debug))" }
}
