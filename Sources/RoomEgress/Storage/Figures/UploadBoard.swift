import Foundation
import ServiceKit
import Synchronization

/// Knows how the uploads of a node are: those of its jobs by what their processes tell, those of ended processes, which the
/// node goes on with itself, by looking.
final class UploadBoard: Sendable {
    private struct Entry {
        let egressID: String
        var figures = UploadFigures()
        var time = ContinuousClock.now
        var meter: UploadMeter?

        /// At this moment.
        var current: UploadFigures {
            var now = figures
            now.oldestUnsentAge = figures.oldestUnsentAge.map { $0 + (ContinuousClock.now - time) / .seconds(1) }
            return now
        }
    }

    private struct State {
        var jobs: [String: Entry] = [:]
        var resumed: [Int: Entry] = [:]
        var lastNumber = 0
        /// What nobody tries to store until the next round.
        var left: [LeftFile] = []
    }

    /// A file that waits for a store.
    struct LeftFile: Sendable {
        let egressID: String
        let size: UInt64
        /// Unix time in nanoseconds.
        let writtenAt: Int64
    }

    private let metrics: UploadMetrics?
    private let state = Mutex(State())

    /// Without a `registry` nothing is counted.
    init(_ registry: MetricRegistry? = nil) {
        metrics = registry.map(UploadMetrics.init)
        registry?.onCollect { [weak self] in self?.show() }
    }

    // MARK: What happens

    /// The process of a job tells about its uploads.
    func note(_ figures: UploadFigures, ofJob id: String) {
        state.withLock { state in take(figures, &state.jobs[id, default: Entry(egressID: id)]) }
    }

    /// A job's process tells nothing more.
    func ended(job id: String) { state.withLock { $0.jobs[id] = nil } }

    /// Looks at uploads of an ended job while `body` goes on with them.
    func resuming<Result>(_ id: String, _ body: (UploadMeter) async -> Result) async -> Result {
        let meter = UploadMeter()
        let number = state.withLock { state in
            state.lastNumber += 1
            state.resumed[state.lastNumber] = Entry(egressID: id, meter: meter)
            return state.lastNumber
        }
        let result = await body(meter)
        state.withLock { state in
            look(&state)
            state.resumed[number] = nil
        }
        return result
    }

    /// What a round has left behind; nothing when one begins.
    func setLeft(_ files: [LeftFile]) { state.withLock { $0.left = files } }

    private func take(_ figures: UploadFigures, _ entry: inout Entry) {
        metrics?.count(figures, since: entry.figures)
        (entry.figures, entry.time) = (figures, .now)
    }

    /// With the lock held, though meters have theirs: an older look that is taken after a newer one would count twice.
    private func look(_ state: inout State) {
        for number in state.resumed.keys {
            guard var entry = state.resumed[number], let figures = entry.meter?.figures else { continue }
            take(figures, &entry)
            state.resumed[number] = entry
        }
    }

    // MARK: Looking

    /// Of each egress with files that are not stored, in the order of their names.
    var waiting: [(egressID: String, figures: UploadFigures)] {
        let (entries, left) = state.withLock { state in
            look(&state)
            return (Array(state.jobs.values) + state.resumed.values, state.left)
        }
        var waiting: [String: UploadFigures] = [:]
        for entry in entries where entry.figures.unfinished > 0 {
            waiting[entry.egressID, default: UploadFigures()].addWaiting(entry.current)
        }
        for file in left {
            var one = UploadFigures()
            (one.unfinished, one.waitingBytes) = (1, file.size)
            one.oldestUnsentAge = max(0, Double(UnixClock.now()) - Double(file.writtenAt)) / 1e9
            waiting[file.egressID, default: UploadFigures()].addWaiting(one)
        }
        return waiting.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The same for the health port's JSON; empty when nothing waits.
    var report: String {
        let waiting = waiting.map { id, figures in
            "\(JSONText.quoted(id)):{\"Files\":\(figures.unfinished),\"WaitingBytes\":\(figures.waitingBytes)"
                + ",\"SentBytes\":\(figures.sentBytes),\"Parts\":\(figures.parts),\"Retries\":\(figures.retries)"
                + ",\"OldestUnsentSeconds\":\((figures.oldestUnsentAge ?? 0).rounded())}"
        }
        return waiting.isEmpty ? "" : "{\(waiting.joined(separator: ","))}"
    }

    private func show() { metrics?.show(waiting.reduce(into: UploadFigures()) { $0.addWaiting($1.figures) }) }
}

extension UploadBoard.LeftFile {
    /// Nil for what is stored, or is nowhere to be found.
    init?(_ outcome: PendingUploads.Outcome) {
        guard outcome.location == nil, let attributes = try? FileManager.default.attributesOfItem(atPath: outcome.path),
            let size = attributes[.size] as? UInt64, let date = attributes[.modificationDate] as? Date
        else { return nil }
        self.init(egressID: outcome.job, size: size, writtenAt: Int64(date.timeIntervalSince1970 * 1e9))
    }
}

extension UploadFigures {
    /// What waits, and what was done for it.
    fileprivate mutating func addWaiting(_ other: UploadFigures) {
        sentBytes &+= other.sentBytes
        parts &+= other.parts
        retries &+= other.retries
        unfinished = unfinished &+ other.unfinished
        waitingBytes &+= other.waitingBytes
        guard let age = other.oldestUnsentAge else { return }
        oldestUnsentAge = max(oldestUnsentAge ?? age, age)
    }
}
