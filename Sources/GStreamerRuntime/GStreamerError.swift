public import PipelineGraph

/// What keeps a pipeline from being built or run.
public enum GStreamerError: Error, Hashable, Sendable {
    case initializationFailed(String)
    case invalidGraph(PipelineGraphError)
    /// `package` is the Debian package that has the factory, where known.
    case missingElement(factory: String, element: String, package: String?)
    case noSuchProperty(element: String, property: String)
    /// `value` is `***` for a secret.
    case invalidValue(element: String, property: String, value: String)
    case linkFailed(from: String, to: String, filter: String?)
    case noSuchElement(String)
    case wrongElement(name: String, needed: String)
    case stateChangeFailed(to: PipelineState, cause: PipelineFailure?)
    case stopped
}

extension GStreamerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .initializationFailed(let reason): "GStreamer does not start: \(reason)"
        case .invalidGraph(let error): "the pipeline cannot be built: \(error)"
        case .missingElement(let factory, let element, let package):
            "GStreamer has no element '\(factory)' (for '\(element)'): "
                + (package.map { "install the Debian package \($0)" } ?? "install the plug-in that provides it")
        case .noSuchProperty(let element, let property): "element '\(element)' has no settable property '\(property)'"
        case .invalidValue(let element, let property, let value):
            "'\(value)' is no value for the property '\(property)' of element '\(element)'"
        case .linkFailed(let from, let to, let filter):
            "'\(from)' cannot be linked to '\(to)'" + (filter.map { " as \($0)" } ?? "")
        case .noSuchElement(let name): "the pipeline has no element '\(name)'"
        case .wrongElement(let name, let needed): "element '\(name)' is no \(needed)"
        case .stateChangeFailed(let state, let cause):
            "the pipeline does not get to \(state)" + (cause.map { ": \($0)" } ?? "")
        case .stopped: "the pipeline was stopped before"
        }
    }
}
