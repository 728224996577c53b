internal import CNice

/// Calls a closure on the loop once or again and again, until it is cancelled or goes. For the loop's thread alone, such as
/// for the deadlines of what a `MediaReceiver` keeps.
public final class LoopTimer {
    private final class Callback {
        let action: () -> Void
        let repeats: Bool

        init(repeats: Bool, action: @escaping () -> Void) {
            self.action = action
            self.repeats = repeats
        }
    }
    private let source: UnsafeMutablePointer<GSource>

    /// `interval` is cut to whole milliseconds.
    public init(_ loop: TransportLoop, after interval: Duration, repeats: Bool = false, _ action: @escaping () -> Void) {
        let parts = interval.components
        let milliseconds = parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
        source = g_timeout_source_new(guint(clamping: max(0, milliseconds)))
        let callback = Unmanaged.passRetained(Callback(repeats: repeats, action: action)).toOpaque()
        g_source_set_callback(
            source,
            { context in
                let callback = Unmanaged<Callback>.fromOpaque(context!).takeUnretainedValue()
                callback.action()
                return callback.repeats ? 1 : 0
            }, callback, { Unmanaged<Callback>.fromOpaque($0!).release() })
        g_source_attach(source, loop.context)
    }

    public func cancel() { g_source_destroy(source) }

    deinit {
        g_source_destroy(source)
        g_source_unref(source)
    }
}
