import ServiceKit

/// The metrics of uploads: the documented ones, and those that show an upload that does not get on.
struct UploadMetrics: Sendable {
    private let uploads: CounterMetric
    private let times: HistogramMetric
    private let backupWrites: CounterMetric
    private let sentBytes: CounterMetric
    private let parts: CounterMetric
    private let retries: CounterMetric
    private let unfinished: GaugeMetric
    private let waitingBytes: GaugeMetric
    private let oldestUnsentAge: GaugeMetric

    init(_ registry: MetricRegistry) {
        uploads = registry.counter(
            "livekit_egress_pipeline_uploads", help: "Files brought to their store, or not, by how that ended.",
            labels: ["type", "status", "custom_endpoint"])
        times = registry.histogram(
            "livekit_egress_pipline_upload_response_time_ms",
            help: "Milliseconds from a file's end until its store had it, or it was given up.", bounds: UploadFigures.bounds,
            labels: ["type", "status"])
        backupWrites = registry.counter(
            "livekit_egress_backup_storage_writes", help: "Files that went to the backup.", labels: ["output_type"])
        sentBytes = registry.counter("sluice_upload_sent_bytes_total", help: "Bytes that stores have confirmed.")
        parts = registry.counter("sluice_upload_parts_total", help: "Parts of uploads that stores have confirmed.")
        retries = registry.counter(
            "sluice_upload_retries_total", help: "Calls made again, beyond the retries that the store's keys ask for.")
        unfinished = registry.gauge("sluice_upload_unfinished_files", help: "Files that are not in their store yet.")
        waitingBytes = registry.gauge("sluice_upload_waiting_bytes", help: "Bytes written and not confirmed by a store.")
        oldestUnsentAge = registry.gauge(
            "sluice_upload_oldest_unsent_seconds", help: "Age of the byte that has waited longest; 0 when none waits.")
    }

    /// Counts what has come to pass between two looks at the same uploads.
    func count(_ new: UploadFigures, since old: UploadFigures) {
        for (kind, times) in new.tries {
            let before = old.tries[kind] ?? UploadFigures.Times()
            let counts = zip(times.counts, before.counts).map { $0 - min($1, $0) }
            let status = kind.status.rawValue
            uploads.increment(by: Double(counts.reduce(0, &+)), kind.type, status, "\(kind.hasCustomEndpoint)")
            self.times.add(counts: counts, sum: max(0, times.sum - before.sum), kind.type, status)
        }
        for (type, count) in new.backupWrites {
            backupWrites.increment(by: Double(count) - Double(old.backupWrites[type] ?? 0), type)
        }
        sentBytes.increment(by: Double(new.sentBytes) - Double(old.sentBytes))
        parts.increment(by: Double(new.parts) - Double(old.parts))
        retries.increment(by: Double(new.retries) - Double(old.retries))
    }

    func show(_ now: UploadFigures) {
        unfinished.set(Double(now.unfinished))
        waitingBytes.set(Double(now.waitingBytes))
        oldestUnsentAge.set(now.oldestUnsentAge ?? 0)
    }
}
