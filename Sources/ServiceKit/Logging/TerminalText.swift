/// Makes text from outside safe to show.
public enum TerminalText {
    /// `text` on one line, and without what drives a terminal: C0 and C1 controls and DEL (ECMA-48) are written as JSON
    /// writes them, and so are backslashes and quotation marks beside them.
    public static func escaping(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return String(JSONText.quoted(text).dropFirst().dropLast())
    }

    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
