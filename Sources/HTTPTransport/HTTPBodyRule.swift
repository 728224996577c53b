/// What a request's header says about its body, and whether a server takes it.
///
/// The library reads a body for POST, PUT and PATCH, of whatever length its own number parser finds. A length it reads
/// otherwise than the client meant would make the body's rest the next request, so that everything doubtful is refused.
struct HTTPBodyRule {
    enum Verdict: Hashable {
        case none
        case expected(byteCount: Int)
        /// `mustDrain`: the answer waits until the body has been read and forgotten, because many clients see no answer
        /// while they write.
        case refused(HTTPRefusal, mustDrain: Bool)
    }

    /// How much beyond the limit is read to be forgotten.
    static let drain = 16 << 20

    let maximumBodySize: Int

    func verdict(method: String, headers: [String: String]) -> Verdict {
        let hasBody = ["POST", "PUT", "PATCH"].contains(method)
        guard headers["transfer-encoding"] == nil else { return .refused(.lengthRequired, mustDrain: false) }
        guard let text = headers["content-length"] else {
            return hasBody ? .refused(.lengthRequired, mustDrain: false) : .none
        }
        guard let length = HTTPBodyRule.length(text) else {
            return .refused(.malformed(reason: "content-length is no number"), mustDrain: false)
        }
        guard hasBody else {
            return length == 0
                ? .none : .refused(.malformed(reason: "a body comes with POST, PUT and PATCH only"), mustDrain: false)
        }
        guard length <= maximumBodySize else {
            let isDrained = length <= max(maximumBodySize, HTTPBodyRule.drain)
            return .refused(.bodyTooLarge(limit: maximumBodySize), mustDrain: isDrained)
        }
        return .expected(byteCount: length)
    }

    /// Digits alone, few enough to be added up.
    private static func length(_ text: String) -> Int? {
        guard (1...15).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}
