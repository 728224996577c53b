extension CivilTime {
    /// `2023-12-16T16:20:57Z` (RFC 3339).
    var extended: String {
        let (date, time) = (basic.prefix(8), basic.dropFirst(9).prefix(6))
        return "\(date.prefix(4))-\(date.dropFirst(4).prefix(2))-\(date.suffix(2))T" + Self.clock(time) + "Z"
    }

    /// `Sat, 16 Dec 2023 16:20:57 GMT` (RFC 9110 section 5.6.7).
    var httpDate: String {
        let days = Int(unixTime / 86_400) + (unixTime % 86_400 < 0 ? -1 : 0)
        let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][(days % 7 + 11) % 7]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let (date, time) = (basic.prefix(8), basic.dropFirst(9).prefix(6))
        return "\(weekday), \(date.suffix(2)) \(months[month - 1]) \(date.prefix(4)) \(Self.clock(time)) GMT"
    }

    private static func clock(_ digits: Substring) -> String {
        "\(digits.prefix(2)):\(digits.dropFirst(2).prefix(2)):\(digits.suffix(2))"
    }
}
