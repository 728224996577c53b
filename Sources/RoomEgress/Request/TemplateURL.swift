internal import Cryptography

/// Builds the address of a room template's page.
enum TemplateURL {
    /// What the page is told.
    struct Parameters {
        var layout: String
        var webSocketURL: String
        var token: Secret
    }

    static func make(base: TemplateBase, parameters: Parameters) throws(RequestError) -> PageURL {
        switch base {
        case .layoutInPath(let address):
            guard !parameters.layout.isEmpty else { throw .missingLayout }
            return PageURL(trusted: inPath(address, parameters))
        case .layoutInQuery(let address): return PageURL(trusted: inQuery(address, parameters))
        }
    }

    /// `<address>/<layout>?url=…&token=…`: with a hash router's address (`…/#`) all of it is the route.
    private static func inPath(_ address: String, _ parameters: Parameters) -> String {
        let trimmed = address.hasSuffix("/") ? String(address.dropLast()) : address
        let url = PercentEncoding.encode(parameters.webSocketURL)
        let token = PercentEncoding.encode(parameters.token.reveal())
        return "\(trimmed)/\(PercentEncoding.encode(parameters.layout))?url=\(url)&token=\(token)"
    }

    /// The parameters set over the address's query, which stands before the fragment. A fragment that is a route of
    /// its own (`#`, `#/room`) gets them as well: pages with a hash router look for them there.
    private static func inQuery(_ address: String, _ parameters: Parameters) -> String {
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let page = set(parameters, in: String(parts[0]))
        guard parts.count > 1 else { return page }
        let fragment = String(parts[1])
        guard fragment.isEmpty || fragment.hasPrefix("/") else { return "\(page)#\(fragment)" }
        return "\(page)#\(set(parameters, in: fragment.isEmpty ? "/" : fragment))"
    }

    private static func set(_ parameters: Parameters, in address: String) -> String {
        let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let existing = (parts.count > 1 ? parts[1] : "").split(separator: "&")
        let kept = existing.filter { item in !["layout", "url", "token"].contains(item.prefix { $0 != "=" }) }
        let values = [
            ("layout", parameters.layout), ("url", parameters.webSocketURL), ("token", parameters.token.reveal()),
        ]
        let query = kept.map(String.init) + values.map { "\($0)=\(PercentEncoding.encode($1))" }
        return "\(parts[0])?\(query.joined(separator: "&"))"
    }
}

/// Percent-encoding (RFC 3986 section 2.1).
enum PercentEncoding {
    /// What stands for `text`: also a `+` for a space where forms write one. A `%` without two digits stands for itself.
    static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "%"), let value = hexadecimal(bytes.dropFirst(position).prefix(2)) {
                result.append(value)
                position += 2
            } else {
                result.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count == 2, digits.first != UInt8(ascii: "+") else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// Encodes everything but unreserved characters.
    static func encode(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let isLetter = (byte | 0x20 >= 97 && byte | 0x20 <= 122) && byte < 0x80
            if isLetter || (48...57).contains(byte) || "-._~".utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}
