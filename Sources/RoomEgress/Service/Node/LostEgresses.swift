import JobScheduler
import ProtobufRuntime
import ProtocolModels
import ServiceKit

/// Egresses that are listed as running, and of which there is no job any more that could end them.
///
/// A service that is killed while it starts an egress has stored it, and has no job of it yet, or one that ends by itself
/// without a word because nobody was told of it.
enum LostEgresses {
    /// What to tell of those in `store`. `folder` is that of the jobs; none of this service's own runs yet.
    static func find(in store: JobInfoStore, _ folder: JobStateFolder, at time: Int64) async throws -> [LiveKit.EgressInfo] {
        let jobs = Set(folder.jobs().filter { !$0.isProvisional }.map(\.jobID))
        var query = JobInfoQuery(isActive: true)
        var lost: [LiveKit.EgressInfo] = []
        repeat {
            let page = try await store.list(query)
            lost += page.records.filter { !jobs.contains($0.id) }.map { ended($0, at: time) }
            query.pageToken = page.next
        } while query.pageToken != nil
        return lost
    }

    private static func ended(_ record: JobInfoRecord, at time: Int64) -> LiveKit.EgressInfo {
        var info: LiveKit.EgressInfo
        do { info = try LiveKit.EgressInfo(protobuf: record.payload) } catch {
            // Somebody else wrote it; so it can at least be forgotten.
            info = LiveKit.EgressInfo()
            info.egressID = record.id
            info.roomName = record.roomName
        }
        // The clock may have been set back, and what is older than the last word does not count.
        let time = max(time, record.updatedAt)
        if info.status == .starting {
            (info.status, info.errorCode) = (.aborted, 412)
            info.error = "the service was killed before the egress could start"
        } else {
            (info.status, info.errorCode) = (.failed, 500)
            info.error = "the service was killed, and nothing is left that tells how the egress ended"
            info.details = EgressEndReason.failure.details
        }
        for index in info.fileResults.indices { info.fileResults[index].close(at: time) }
        for index in info.streamResults.indices { info.streamResults[index].close(at: time, error: info.error) }
        (info.updatedAt, info.endedAt) = (time, time)
        return info
    }
}
