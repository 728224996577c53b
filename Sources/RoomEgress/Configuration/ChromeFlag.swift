/// One switch of the browser's command line, without its leading dashes.
public struct ChromeFlag: Hashable, Sendable {
    public var name: String
    /// Nil for a switch without a value; `false` removes a switch that is otherwise set.
    public var value: Value

    public enum Value: Hashable, Sendable {
        case present
        case absent
        case text(String)
    }

    public init(_ name: String, _ value: Value = .present) {
        self.name = name
        self.value = value
    }
}
