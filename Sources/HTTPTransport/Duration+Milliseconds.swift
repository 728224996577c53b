extension Duration {
    /// Rounded down; at least 0, at most eleven days.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        return max(0, Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))
    }

    /// At least one, since 0 means no limit to libcurl.
    var milliseconds: Int { max(1, wholeMilliseconds) }
}
