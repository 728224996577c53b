internal import Glibc

/// The clock of the day.
public enum UnixTime {
    /// Whole seconds since the Unix epoch.
    public static var now: Int64 { Int64(time(nil)) }
}
