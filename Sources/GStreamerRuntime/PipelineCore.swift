import CGStreamer
import Dispatch
import PipelineGraph
import Synchronization

/// Owner of a GStreamer pipeline, and the one place that changes its state.
final class PipelineCore: @unchecked Sendable {  // pointers are constants; GStreamer's objects lock themselves
    let pipeline: UnsafeMutablePointer<GstElement>
    /// Borrowed from the pipeline.
    let elements: [String: UnsafeMutablePointer<GstElement>]
    let hub = EventHub()
    let graph: PipelineGraph
    private let secrets: [String]
    private var watch: BusWatch?  // written in init and deinit only
    private let stopping = Mutex(false)
    /// Held around a state change, so that none follows the last one.
    private let stateLock = Mutex(())
    private let stopped = DispatchGroup()

    init(_ graph: PipelineGraph) throws(GStreamerError) {
        try GStreamerLibrary.initialize()
        guard let pipeline = gst_pipeline_new(nil) else { throw .initializationFailed("no pipeline can be made") }
        gst_object_ref_sink(pipeline)
        self.pipeline = pipeline
        self.graph = graph
        secrets = graph.secrets
        // A steady clock of the system's own: an audio device's would drift against the screen's.
        let clock = gst_system_clock_obtain()
        gst_pipeline_use_clock(pipeline.cast(), clock)
        gst_object_unref(clock)

        // Before the elements get their settings, which some of them log.
        SecretScrubber.add(secrets)
        var builder = GraphBuilder(into: pipeline.cast())
        do {
            try builder.build(graph)
        } catch {
            gst_object_unref(pipeline)
            SecretScrubber.remove(secrets)
            throw error
        }
        elements = builder.elements
        stopped.enter()
        watch = BusWatch(of: pipeline, hub: hub)
    }

    deinit {
        watch = nil
        gst_object_unref(pipeline)
        SecretScrubber.remove(secrets)
    }

    func element(named name: String) throws(GStreamerError) -> UnsafeMutablePointer<GstElement> {
        guard let element = elements[name] else { throw .noSuchElement(name) }
        return element
    }

    /// Answers whether the pipeline is live, that is, gives no data while paused.
    func setState(_ state: PipelineState) throws(GStreamerError) -> Bool {
        let result: GstStateChangeReturn? = stateLock.withLock { _ in
            stopping.withLock { $0 } ? nil : gst_element_set_state(pipeline, state.gst)
        }
        guard let result else { throw .stopped }
        guard result != GST_STATE_CHANGE_FAILURE else {
            throw .stateChangeFailed(to: state, cause: hub.firstFailure)
        }
        return result == GST_STATE_CHANGE_NO_PREROLL
    }

    /// Begins to stop, once, on a thread of its own, which keeps this object until it is done.
    func beginStop() {
        let isFirst = stopping.withLock { stopping in
            defer { stopping = true }
            return !stopping
        }
        guard isFirst else { return }
        let thread = g_thread_new(
            "pipeline-stop",
            { context in
                let core = Unmanaged<PipelineCore>.fromOpaque(context!)
                let stopped = core._withUnsafeGuaranteedRef { core in
                    core.finishStop()
                    return core.stopped
                }
                // Before the word is out: whoever waits for it may want everything to be freed with its own reference.
                core.release()
                stopped.leave()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        g_thread_unref(thread)
    }

    /// False when the pipeline has not come to rest within `seconds`.
    func waitUntilStopped(_ limit: DispatchTimeInterval) -> Bool {
        stopped.wait(timeout: .now() + limit) == .success
    }

    private func finishStop() {
        stateLock.withLock { _ in _ = gst_element_set_state(pipeline, GST_STATE_NULL) }
        hub.finish()
    }
}

extension PipelineGraph {
    /// Every secret in the graph's properties.
    var secrets: [String] {
        var values = elements.flatMap(\.properties.values)
        for link in links {
            for end in [link.source, link.sink] {
                if case .request(_, let properties) = end.pad { values += properties.values }
            }
        }
        return values.compactMap { if case .secret(let secret) = $0 { secret.revealed } else { nil } }
    }
}
