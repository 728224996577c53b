public import ProtobufRuntime

/// A candidate as it travels in `TrickleRequest.candidateInit`: the JSON of a browser's `RTCIceCandidateInit`.
public struct CandidateInit: Hashable, Sendable {
    /// `candidate:…`; empty says that no more will come.
    public var candidate: String
    public var mid: String?
    public var lineIndex: Int?
    public var usernameFragment: String?

    public init(candidate: String, mid: String? = nil, lineIndex: Int? = nil, usernameFragment: String? = nil) {
        self.candidate = candidate
        self.mid = mid
        self.lineIndex = lineIndex
        self.usernameFragment = usernameFragment
    }

    /// No more than a candidate with all its extensions takes.
    private static let limits = DecodingLimits(bytes: 4096, depth: 4)

    /// Reads JSON of at most 4,096 bytes; unknown members are ignored, members of a wrong type count as absent.
    public init(json text: String) throws(ProtobufProblem) {
        let value = try JSONValue(parsing: Array(text.utf8), limits: Self.limits)
        candidate = value["candidate"]?.text ?? ""
        mid = value["sdpMid"]?.text
        lineIndex = if case .number(let digits)? = value["sdpMLineIndex"] { Int(digits) } else { nil }
        usernameFragment = value["usernameFragment"]?.text
    }

    public var json: String {
        let members = [
            "\"candidate\":" + Self.quoted(candidate), "\"sdpMid\":" + (mid.map(Self.quoted) ?? "null"),
            "\"sdpMLineIndex\":" + (lineIndex.map { "\($0)" } ?? "null"),
            "\"usernameFragment\":" + (usernameFragment.map(Self.quoted) ?? "null"),
        ]
        return "{" + members.joined(separator: ",") + "}"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case let control where control.value < 0x20:
                let digits = String(control.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension JSONValue {
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
