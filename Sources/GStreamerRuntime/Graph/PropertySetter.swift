import CGStreamer
import CGStreamerShims
import PipelineGraph

/// Sets properties of elements and pads from graph values.
enum PropertySetter {
    /// `element` is the name used in errors.
    static func set(
        _ name: String, to value: PropertyValue, on object: UnsafeMutableRawPointer, element: String
    ) throws(GStreamerError) {
        switch gst_shim_set_property(object, name, text(value)) {
        case GST_SHIM_PROPERTY_SET: return
        case GST_SHIM_PROPERTY_BAD_VALUE:
            throw .invalidValue(element: element, property: name, value: value.description)
        default: throw .noSuchProperty(element: element, property: name)
        }
    }

    private static func text(_ value: PropertyValue) -> String {
        if case .secret(let secret) = value { secret.revealed } else { value.description }
    }
}
