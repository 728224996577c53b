import CGStreamer

/// GStreamer's own initialisation, done once by whoever comes first.
enum GStreamerLibrary {
    /// What went wrong, or `nil`.
    static let failure: String? = {
        var error: UnsafeMutablePointer<GError>?
        guard gst_init_check(nil, nil, &error) == 0 else { return nil }
        defer { g_clear_error(&error) }
        return error.flatMap { String(validatingCString: $0.pointee.message) } ?? "no reason given"
    }()

    static func initialize() throws(GStreamerError) {
        if let failure { throw .initializationFailed(failure) }
    }
}

/// `GST_CLOCK_TIME_NONE`, whose cast keeps it from being imported.
let noClockTime = GstClockTime.max

/// Takes over a string that GLib allocated.
func takeString(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    guard let text else { return nil }
    defer { g_free(text) }
    return String(cString: text)
}

/// The name of a GStreamer object; empty when there is none.
func objectName(_ object: UnsafeMutablePointer<GstObject>?) -> String {
    guard let object else { return "" }
    return takeString(gst_object_get_name(object)) ?? ""
}

extension UnsafeMutablePointer {
    /// The same object as another class of its C hierarchy; what the GST_…() macros do.
    func cast<Target>(to type: Target.Type = Target.self) -> UnsafeMutablePointer<Target> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: type)
    }
}
