/// A time of day in UTC, read from and written in the forms of stores.
struct CivilTime: Hashable, Sendable {
    var year: Int
    /// From 1, as is the day.
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int

    /// From seconds since 1970, by Howard Hinnant's algorithm for the proleptic Gregorian calendar.
    init(unixTime: Int64) {
        let days = Int(unixTime.quotient(flooredBy: 86_400))
        let rest = Int(unixTime) - days * 86_400
        (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60)
        // Years begin in March here, so that the leap day is the last.
        let shifted = days + 719_468
        let era = Int64(shifted).quotient(flooredBy: 146_097)
        let dayOfEra = shifted - Int(era) * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + Int(era) * 400 + (month <= 2 ? 1 : 0)
    }

    /// Seconds since 1970.
    var unixTime: Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = shiftedYear.quotient(flooredBy: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (era * 146_097 + dayOfEra - 719_468) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    }

    /// `20130524T000000Z`, ISO 8601's basic form.
    var basic: String { "\(basicDay)T\(padded(hour))\(padded(minute))\(padded(second))Z" }

    /// `20130524`.
    var basicDay: String { "\(padded(year, 4))\(padded(month))\(padded(day))" }

    private func padded(_ value: Int, _ width: Int = 2) -> String {
        let text = "\(value)"
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    /// Reads `2009-10-12T17:50:30.000Z` (RFC 3339 in UTC) and `Mon, 12 Oct 2009 17:50:30 GMT` (RFC 9110 section 5.6.7).
    init?(_ text: String) {
        // T and Z are separators between digits only: month and zone names have letters of their own.
        let isNumeric = text.utf8.first.map { $0 >= 48 && $0 <= 57 } ?? false
        let words = text.split { (isNumeric ? " :TZ-." : " ,:").contains($0) }
        if words.count >= 6, let year = Int(words[0]) {
            self.init(year, Int(words[1]), words[2..<6].map { Int($0) })
        } else if words.count >= 7, let year = Int(words[3]) {
            let month = CivilTime.months.firstIndex(of: String(words[2])).map { $0 + 1 }
            self.init(year, month, [Int(words[1])] + words[4..<7].map { Int($0) })
        } else {
            return nil
        }
    }

    private init?(_ year: Int, _ month: Int?, _ rest: [Int?]) {
        guard (1_970...9_999).contains(year), let month, (1...12).contains(month) else { return nil }
        guard let day = rest[0], let hour = rest[1], let minute = rest[2], let second = rest[3] else { return nil }
        guard (1...31).contains(day), (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else {
            return nil
        }
        (self.year, self.month, self.day, self.hour, self.minute, self.second) = (year, month, day, hour, minute, second)
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension Int64 {
    fileprivate func quotient(flooredBy divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }
}
