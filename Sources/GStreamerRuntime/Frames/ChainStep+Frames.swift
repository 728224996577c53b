public import PipelineGraph

extension ChainStep {
    /// An `appsink` set up for `Pipeline.onFrames`: every frame, at once, whether or not its time has come.
    public static func frameSink(_ name: String) -> ChainStep {
        // Not async: the start of one branch must not wait for the first frame of another.
        .element("appsink", name: name, ["sync": false, "async": false, "enable-last-sample": false])
    }

    /// An `appsrc` set up for `Pipeline.frameSource`; `push` waits while more than `maximumBytes` are queued.
    public static func frameSource(_ name: String, isLive: Bool, maximumBytes: Int = 1 << 20) -> ChainStep {
        .element(
            "appsrc", name: name,
            [
                "format": .nick("time"), "is-live": .bool(isLive), "max-bytes": .int(maximumBytes), "max-buffers": 0,
                "max-time": 0, "block": true, "emit-signals": false,
            ])
    }
}
