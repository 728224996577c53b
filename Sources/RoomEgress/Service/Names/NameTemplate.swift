/// The placeholders of output names and what stands for them.
struct NameTemplate {
    /// Names an output that was not named: the room, the participant, the track, or `web`.
    let identifier: String
    private let values: [(placeholder: String, value: String)]
    private let time: String
    private let retryCount: Int

    /// `values` of placeholders beside those of time and retry.
    init(identifier: String, values: [String: String], start: EgressStart, retryCount: Int) {
        self.identifier = NameTemplate.harmless(identifier)
        self.retryCount = retryCount
        time = start.localTime
        var pairs = values.sorted { $0.key < $1.key }.map { ("{\($0.key)}", NameTemplate.harmless($0.value)) }
        pairs += [("{time}", time), ("{utc}", start.utcDigits)]
        // The first attempt keeps the literal text.
        if retryCount > 0 { pairs.append(("{retry}", String(retryCount))) }
        self.values = pairs
    }

    /// `<identifier>-<time>`, without extension.
    var generatedName: String { "\(identifier)-\(time)" + (retryCount > 0 ? "-\(retryCount)" : "") }

    /// The cleaned path with its placeholders replaced. Values lead neither up nor to the root.
    func fill(_ path: String) -> String {
        let asked = OutputPath.cleaned(path)
        var result = ""
        var rest = Substring(asked)
        while let brace = rest.firstIndex(of: "{") {
            result += rest[..<brace]
            rest = rest[brace...]
            if let (placeholder, value) = values.first(where: { rest.hasPrefix($0.placeholder) }) {
                result += value
                rest = rest.dropFirst(placeholder.count)
            } else {
                result += "{"
                rest = rest.dropFirst()
            }
        }
        let filled = OutputPath.cleaned(result + rest)
        return asked.hasPrefix("/") ? filled : String(filled.drop { $0 == "/" })
    }

    /// The names of rooms and participants are chosen by others: their parts may make folders, but not climb out of one.
    private static func harmless(_ value: String) -> String {
        let parts = value.split(separator: "/").filter { $0 != "." && $0 != ".." }
        return String(String.UnicodeScalarView(parts.joined(separator: "/").unicodeScalars.map { scalar in
            scalar.value < 0x20 || scalar.value == 0x7F ? "_" : scalar
        }))
    }
}
