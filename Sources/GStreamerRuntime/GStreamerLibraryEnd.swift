import CGStreamer

/// The end of GStreamer in this process, for leak checks: nothing of it can be used afterwards.
package enum GStreamerLibraryEnd {
    /// Frees what GStreamer holds; a tracer that was asked for then reports what is still alive.
    package static func deinitialize() { gst_deinit() }
}
