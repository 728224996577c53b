/// Source text that knows how far it is indented.
struct CodeText {
    private(set) var text = ""
    private var depth = 0

    mutating func line(_ line: String = "") {
        text += line.isEmpty ? "\n" : String(repeating: "    ", count: depth) + line + "\n"
    }

    /// A line, an indented body, and the closing bracket.
    mutating func block(_ head: String, close: String = "}", _ body: (inout CodeText) throws -> Void) rethrows {
        line(head)
        depth += 1
        try body(&self)
        depth -= 1
        line(close)
    }

    /// A switch, whose cases stand as far left as itself.
    mutating func switching(over value: String, _ body: (inout CodeText) throws -> Void) rethrows {
        line("switch \(value) {")
        try body(&self)
        line("}")
    }

    /// A declaration's documentation.
    mutating func comment(_ comment: String) {
        for line in comment.split(separator: "\n") {
            self.line("///" + (line.hasPrefix(" ") ? "" : " ") + line)
        }
    }

    /// Words after each other, in lines of at most 120 characters.
    mutating func wrapped(_ words: [String]) {
        var current = ""
        for word in words {
            if !current.isEmpty, depth * 4 + current.count + word.count + 1 > 118 {
                line(current)
                current = ""
            }
            current += (current.isEmpty ? "" : " ") + word
        }
        if !current.isEmpty { line(current) }
    }
}
