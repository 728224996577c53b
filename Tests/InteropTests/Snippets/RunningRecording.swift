import MediaTypes
import RoomEgress

func broadcast(_ recording: WebRecording, to address: String) async throws {
    let url = try StreamURL(address)
    try recording.addStream(url)
    while recording.progress.phase != .ended {
        let statistics = recording.progress.statistics
        print("\(statistics.frames) frames, \(statistics.droppedFrames) dropped, \(statistics.bytes) bytes")
        guard statistics.elapsed < .seconds(60) else { break }
        try await Task.sleep(for: .seconds(1))
    }
    try await recording.removeStream(url)
    recording.stop()
}
