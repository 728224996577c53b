import Foundation

/// When the page's pictures change, so that the capture can look between two changes.
///
/// Chromium draws at 60 frames a second, on a grid that is fixed when it starts. A capture whose ticks happen to fall on
/// the changes sees some pictures twice and others never; one whose ticks fall half way between them sees each once.
struct DisplayPhase: Sendable {
    /// A moment of the page's frame grid, in nanoseconds of the monotonic clock.
    let frameTime: UInt64

    private static let refresh: UInt64 = 16_666_667
    /// What was drawn for a frame is on the display 10 ms after the frame's time (a light page), or 20 (a heavy one), both
    /// measured: on the grid, 10 and 3 ms after a frame's time. This moment is as far from both as can be.
    private static let captureOffset: UInt64 = 13_500_000

    /// Nil when `nanoseconds` is no moment of the last or the next second: a page can say anything about its clock.
    init?(claimed nanoseconds: Double, now: UInt64) {
        guard nanoseconds.isFinite, abs(nanoseconds - Double(now)) < 1e9, nanoseconds > 0 else { return nil }
        frameTime = UInt64(nanoseconds)
    }

    /// The first moment after `now` at which captures at whole frame intervals fall between the display's changes.
    func captureStart(after now: UInt64) -> UInt64 {
        let anchor = frameTime + Self.captureOffset
        guard now > anchor else { return anchor }
        let refreshes = (now - anchor) / Self.refresh + 1
        return anchor + refreshes * Self.refresh
    }

    /// Nanoseconds of the monotonic clock, which GStreamer's and Chromium's clocks are, too.
    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Returns at `moment`, to some microseconds: it sleeps most of the wait and watches the clock for the rest.
    static func wait(until moment: UInt64) {
        let margin: UInt64 = 1_500_000
        let now = now
        if moment > now + margin { usleep(UInt32((moment - now - margin) / 1000)) }
        while self.now < moment {}
    }
}
