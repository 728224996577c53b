/// A point in time as a text of RFC 3339, in the Gregorian calendar carried backwards.
struct CalendarTime: Hashable {
    let seconds: Int64
    let nanos: Int32

    init(seconds: Int64, nanos: Int32) {
        self.seconds = seconds
        self.nanos = nanos
    }

    /// `2026-01-31T12:00:00.5Z`, or with an offset from UTC such as `+02:00`. Nil for anything else.
    init?(parsing text: String) {
        var fields = DigitFields(text)
        guard let year = fields.number(4), fields.skip("-"), let month = fields.number(2, in: 1...12), fields.skip("-"),
            let day = fields.number(2, in: 1...Self.days(in: month, of: year)), fields.skip("T"),
            let hour = fields.number(2, in: 0...23), fields.skip(":"),
            let minute = fields.number(2, in: 0...59), fields.skip(":"),
            let second = fields.number(2, in: 0...59), let nanos = fields.fraction(), let offset = fields.offset(),
            fields.isAtEnd
        else { return nil }
        let days = Self.daysSince1970(year: year, month: month, day: day)
        seconds = Int64(days * 86_400 + hour * 3600 + minute * 60 + second - offset)
        self.nanos = nanos
    }

    var text: String {
        // Rounded down, also before 1970.
        let second = Int(((seconds % 86_400) + 86_400) % 86_400)
        let (year, month, day) = Self.date((Int(seconds) - second) / 86_400)
        let pad = Decimals.padded
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))T"
            + "\(pad(second / 3600, 2)):\(pad(second / 60 % 60, 2)):\(pad(second % 60, 2))\(Decimals.text(nanos))Z"
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    // Years are counted from March, so that the leap day is the last of them; 719,468 days lie between March of year 0
    // and 1970, and 400 years have 146,097.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(_ daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        let days = daysSince1970 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let isNextYear = month >= 10
        return (yearOfEra + era * 400 + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3, day)
    }
}

/// Takes numbers of fixed length off a text.
private struct DigitFields {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number(_ count: Int, in range: ClosedRange<Int> = 0...9999) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy(Decimals.isDigit) else { return nil }
        rest = rest.dropFirst(count)
        let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return range.contains(value) ? value : nil
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Nanoseconds after the point, if there is one.
    mutating func fraction() -> Int32? {
        guard skip(".") else { return 0 }
        let digits = rest.prefix(while: Decimals.isDigit)
        rest = rest.dropFirst(digits.count)
        return Decimals.nanos(Substring(digits))
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
        if skip("Z") { return 0 }
        let isWest = rest.first == UInt8(ascii: "-")
        guard skip("+") || skip("-"), let hours = number(2, in: 0...23), skip(":"), let minutes = number(2, in: 0...59)
        else { return nil }
        return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
    }
}
