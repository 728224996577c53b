internal import CNice

/// Calls a closure on the loop whenever a descriptor can be read or written, as far as that is wanted, until it goes.
/// For the loop's thread alone.
final class LoopWatch {
    private final class Callback {
        let action: () -> Void

        init(_ action: @escaping () -> Void) { self.action = action }
    }
    private let source: UnsafeMutablePointer<GSource>
    private let tag: gpointer

    init(_ loop: TransportLoop, _ descriptor: Int32, _ action: @escaping () -> Void) {
        source = g_source_new(LoopWatch.functions, guint(MemoryLayout<GSource>.size))
        tag = g_source_add_unix_fd(source, descriptor, GIOCondition(0))
        let callback = Unmanaged.passRetained(Callback(action)).toOpaque()
        g_source_set_callback(
            source,
            { context in
                // GLib keeps it until this returns: the action may end the watch.
                let callback = Unmanaged<Callback>.fromOpaque(context!).takeUnretainedValue()
                callback.action()
                return 1
            }, callback, { Unmanaged<Callback>.fromOpaque($0!).release() })
        g_source_attach(source, loop.context)
    }

    /// For ever, as the loop is. Written once, before its first use.
    nonisolated(unsafe) private static let functions: UnsafeMutablePointer<GSourceFuncs> = {
        let functions = UnsafeMutablePointer<GSourceFuncs>.allocate(capacity: 1)
        functions.initialize(to: GSourceFuncs())
        functions.pointee.dispatch = { _, callback, context in callback?(context) ?? 0 }
        return functions
    }()

    func wants(reading: Bool, writing: Bool) {
        var events: UInt32 = 0
        if reading { events |= G_IO_IN.rawValue }
        if writing { events |= G_IO_OUT.rawValue }
        g_source_modify_unix_fd(source, tag, GIOCondition(events))
    }

    deinit {
        g_source_destroy(source)
        g_source_unref(source)
    }
}
