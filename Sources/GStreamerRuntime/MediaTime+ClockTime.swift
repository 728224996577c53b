import CGStreamer
import MediaTypes

extension MediaTime {
    /// `nil` for GStreamer's "no time".
    init?(clockTime: GstClockTime) {
        guard clockTime != noClockTime, let nanoseconds = Int64(exactly: clockTime) else { return nil }
        self.init(nanoseconds: nanoseconds)
    }

    /// `nil` for a time before zero, which GStreamer's clock times cannot hold.
    var clockTime: GstClockTime? { GstClockTime(exactly: nanoseconds) }
}
