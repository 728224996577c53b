/// What a child of the room subject says, on one line.
struct RoomReport: ChildReport {
    static let argument = "room-child"

    /// Of the server.
    var address = ""
    /// From asking for each recording to its first packet, pictures and sound.
    var pictureStarts: [Double] = []
    var soundStarts: [Double] = []
    /// Frames and packets that came, and those whose times are not there.
    var frames = 0
    var missing = 0
    /// RTP packets that came.
    var packets = 0
    /// Of those the ones that never came in time.
    var lost = 0
}
