import RoomEgress

func archiveAndBroadcast(_ page: String, file: String, to addresses: [String]) throws -> RecordingJob {
    try RecordingJob(
        page: PageURL(page),
        encoding: EncodingOptions(width: 1280, height: 720, frameRate: 30, videoBitrate: 3_000),
        outputs: [.file(path: file), .streams(addresses.map { try StreamURL($0) })])
}
