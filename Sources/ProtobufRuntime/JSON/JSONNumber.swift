/// The grammar of numbers (RFC 8259 section 6).
enum JSONNumber {
    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return length(bytes, from: 0) == bytes.count
    }

    /// How many bytes from `start` on are a number; nil when none are.
    static func length(_ bytes: [UInt8], from start: Int) -> Int? {
        var position = start
        func peek() -> UInt8 { position < bytes.count ? bytes[position] : 0 }
        func skipDigits() -> Bool {
            let first = position
            while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(peek()) { position += 1 }
            return position > first
        }
        if peek() == UInt8(ascii: "-") { position += 1 }
        if peek() == UInt8(ascii: "0") { position += 1 } else if !skipDigits() { return nil }
        if peek() == UInt8(ascii: ".") {
            position += 1
            guard skipDigits() else { return nil }
        }
        if peek() | 0x20 == UInt8(ascii: "e") {
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() else { return nil }
        }
        return position - start
    }
}
