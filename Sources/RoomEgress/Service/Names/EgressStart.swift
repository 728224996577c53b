internal import ProtobufRuntime

/// The moment an egress was asked for, as names of outputs give it.
public struct EgressStart: Hashable, Sendable {
    /// Nanoseconds since the Unix epoch.
    public var unixTime: Int64
    /// Seconds that local time is ahead of UTC.
    public var utcOffset: Int64

    public init(unixTime: Int64, utcOffset: Int64 = 0) {
        self.unixTime = unixTime
        self.utcOffset = utcOffset
    }

    /// Seconds since the Unix epoch, rounded down.
    var seconds: Int64 { unixTime / 1_000_000_000 - (unixTime % 1_000_000_000 < 0 ? 1 : 0) }

    /// `{time}`: `2026-11-21T165004`, local.
    var localTime: String {
        let (offsetSeconds, _) = seconds.addingReportingOverflow(utcOffset)
        let text = Array(EgressStart.rfc3339(offsetSeconds))
        return String(text.filter { $0 != ":" && $0 != "Z" })
    }

    /// `{utc}`: `20261121165004123`, the last three digits milliseconds.
    var utcDigits: String {
        let nanoseconds = ((unixTime % 1_000_000_000) + 1_000_000_000) % 1_000_000_000
        let milliseconds = String(nanoseconds / 1_000_000)
        let digits = EgressStart.rfc3339(seconds).filter(\.isNumber)
        return digits + String(repeating: "0", count: 3 - milliseconds.count) + milliseconds
    }

    /// `2026-11-21T16:50:04Z`. Whole seconds of 64-bit nanoseconds lie in the years 1677 to 2262, which the text can hold.
    private static func rfc3339(_ seconds: Int64) -> String {
        var time = Google.Timestamp()
        time.seconds = seconds
        // The JSON form is the text in quotes.
        let json = (try? time.json()) ?? ""
        return String(json.dropFirst().dropLast())
    }
}
