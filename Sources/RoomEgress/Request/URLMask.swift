internal import Cryptography

/// Hides the credentials in an address: the password before the host, and parameters whose name says secret.
enum URLMask {
    static func masked(_ address: String) -> String { maskParameters(maskPassword(address)) }

    private static func maskPassword(_ address: String) -> String {
        guard let start = address.range(of: "://")?.upperBound else { return address }
        let end = address[start...].firstIndex { "/?#".contains($0) } ?? address.endIndex
        guard let at = address[start..<end].lastIndex(of: "@") else { return address }
        return "\(address[..<start])\(Secret.mask)\(address[at...])"
    }

    /// Also inside the fragment, where hash routers keep a query of their own.
    private static func maskParameters(_ address: String) -> String {
        var result = ""
        var rest = Substring(address)
        while let mark = rest.firstIndex(where: { "?&#".contains($0) }) {
            let begin = rest.index(after: mark)
            let end = rest[begin...].firstIndex { "?&#".contains($0) } ?? rest.endIndex
            let parameter = rest[begin..<end]
            result += rest[..<begin]
            if let equals = parameter.firstIndex(of: "="), isSecret(parameter[..<equals]) {
                result += "\(parameter[...equals])\(Secret.mask)"
            } else {
                result += parameter
            }
            rest = rest[end...]
        }
        return result + rest
    }

    /// The values that ``masked(_:)`` hides in parameters, as they stand in the address; short ones, which hide nothing and
    /// would blot out ordinary words, left out.
    static func secretValues(in address: String) -> [String] {
        address.split { "?&#".contains($0) }.compactMap { parameter in
            guard let equals = parameter.firstIndex(of: "="), isSecret(parameter[..<equals]) else { return nil }
            let value = parameter[parameter.index(after: equals)...]
            return value.utf8.count >= 8 ? String(value) : nil
        }
    }

    private static func isSecret(_ name: Substring) -> Bool {
        let name = name.lowercased()
        return ["token", "secret", "password", "passwd", "api_key", "apikey", "signature"].contains { name.contains($0) }
    }
}

extension String {
    /// Foundation's search, without Foundation.
    fileprivate func range(of needle: String) -> Range<Index>? { ranges(of: needle).first }
}
