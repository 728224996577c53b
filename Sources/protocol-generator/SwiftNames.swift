/// How names of the schema are spelled in Swift.
enum SwiftNames {
    private static let namespaces = [
        "livekit": "LiveKit", "rpc": "RPC", "internal": "PSRPC", "sluice": "Schema", "google.protobuf": "Google",
    ]

    private static let initialisms: Set<String> = [
        "aac", "ac", "api", "av1", "cid", "cpu", "dc", "dtx", "ext", "fec", "fps", "gcp", "gop", "h264", "hd", "hls", "http",
        "https", "ice", "id", "ids", "ip", "jpeg", "json", "mp3", "mp4", "mtu", "nack", "nacks", "ogg", "oss", "pli", "plis",
        "rid", "rtc", "rtmp", "rtp", "rtt", "sdp", "sid", "sids", "sif", "sip", "srt", "ssrc", "ssrcs", "tcp", "tls", "ttl",
        "udp", "url", "urls", "vp8", "vp9", "whip", "ws",
    ]

    private static let keywords: Set<String> = [
        "as", "break", "case", "catch", "class", "continue", "default", "defer", "do", "else", "enum", "extension",
        "false", "for", "func", "guard", "if", "import", "in", "init", "internal", "is", "let", "nil", "operator",
        "private", "protocol", "public", "repeat", "return", "self", "static", "struct", "super", "switch", "throw",
        "true", "try", "var", "where", "while",
    ]

    static func namespace(ofPackage package: String) throws -> String {
        guard let name = namespaces[package] else {
            throw GeneratorError(description: "package \(package) has no namespace in SwiftNames")
        }
        return name
    }

    /// `egress_id` becomes `egressID`.
    static func property(_ name: String) -> String {
        // CustomStringConvertible has that name already.
        if name == "description" { return "descriptionText" }
        return escaped(camelCase(words(name)))
    }

    /// `egress_id` becomes `EgressID`.
    static func type(_ name: String) -> String {
        words(name).map(capitalized).joined()
    }

    /// The name of a message or enum: the schema's, unless Swift has it already.
    static func declared(_ name: String) -> String {
        switch name {
        case "Type": "Kind"
        case "Any": "AnyMessage"
        default: name
        }
    }

    /// The cases of an enum, without the words that all of them begin with.
    static func cases(_ values: [String]) -> [String] {
        let split = values.map { $0.split(separator: "_").map { $0.lowercased() } }
        let shared = sharedWords(split)
        return split.map { escaped(camelCase(Array($0.dropFirst(shared)))) }
    }

    private static func sharedWords(_ names: [[String]]) -> Int {
        guard names.count > 1, let first = names.first else { return 0 }
        var count = 0
        // A name keeps a word at least, and begins with a letter.
        while names.allSatisfy({ $0.count > count + 1 && $0[count] == first[count] }) { count += 1 }
        while count > 0, names.contains(where: { !($0[count].first?.isLetter ?? false) }) { count -= 1 }
        return count
    }

    /// `ICERestartWHIPResource` becomes `iceRestartWHIPResource`.
    static func method(_ name: String) -> String {
        let capitals = name.prefix { $0.isUppercase }.count
        let count = capitals > 1 && capitals < name.count ? capitals - 1 : capitals
        return escaped(name.prefix(count).lowercased() + name.dropFirst(count))
    }

    private static func words(_ name: String) -> [String] { name.split(separator: "_").map(String.init) }

    private static func capitalized(_ word: String) -> String {
        initialisms.contains(word.lowercased()) && word == word.lowercased()
            ? (word.hasSuffix("s") && initialisms.contains(String(word.dropLast()))
                ? word.dropLast().uppercased() + "s" : word.uppercased())
            : word.prefix(1).uppercased() + word.dropFirst()
    }

    private static func camelCase(_ words: [String]) -> String {
        guard let first = words.first else { return "" }
        return words.dropFirst().reduce(first.prefix(1).lowercased() + first.dropFirst()) { name, word in
            // "h264_720p_30": two numbers do not run into each other.
            let meets = name.last?.isNumber == true && word.first?.isNumber == true
            return name + (meets ? "_" : "") + capitalized(word)
        }
    }

    private static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }
}
