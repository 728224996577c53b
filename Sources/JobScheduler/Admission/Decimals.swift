/// Numbers for people.
enum Decimals {
    /// Two digits behind the point.
    static func text(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return value < 0 ? "less than any" : "more than any" }
        let hundredths = Int64((value * 100).rounded())
        let fraction = hundredths.magnitude % 100
        return "\(hundredths < 0 ? "-" : "")\(hundredths.magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
