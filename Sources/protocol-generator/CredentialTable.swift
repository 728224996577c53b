import ProtobufRuntime

/// The fields whose values are masked in descriptions: the one table of them, `Protos/credentials.txt`.
///
/// A line holds a field's full name and `secret` or `url`; what follows `#` is a comment.
final class CredentialTable {
    private let kinds: [String: String]
    private var used: Set<String> = []

    init(parsing text: String) throws {
        var kinds: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
            if words.isEmpty { continue }
            guard words.count == 2, words[1] == "secret" || words[1] == "url" else {
                throw GeneratorError(description: "credentials: \"\(line)\" is not a field and \"secret\" or \"url\"")
            }
            kinds[words[0]] = words[1]
        }
        self.kinds = kinds
    }

    /// `secret`, `url`, or nil for a field that may be shown.
    func masking(of field: String) -> String? {
        used.insert(field)
        return kinds[field]
    }

    func checkAllUsed() throws {
        guard let stray = kinds.keys.filter({ !used.contains($0) }).min() else { return }
        throw GeneratorError(description: "credentials: there is no field \(stray)")
    }
}
