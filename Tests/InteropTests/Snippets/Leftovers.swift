import RoomEgress

func finishLeftovers(in folder: String) throws {
    for recording in try RecordingRecovery.recover(directory: folder) { print(recording) }
}
