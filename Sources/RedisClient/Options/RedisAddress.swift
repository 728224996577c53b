/// Where a Redis server or Sentinel listens.
public struct RedisAddress: Hashable, Sendable, CustomStringConvertible {
    public var host: String
    public var port: Int

    public init(host: String, port: Int = 6379) {
        self.host = host
        self.port = port
    }

    /// `host:port`, `host` alone for port 6379, and `[address]:port` where the address has colons itself; nil for
    /// anything else.
    public init?(_ text: String) {
        guard let (host, port) = RedisAddress.split(text), !host.isEmpty, let port = RedisAddress.port(port) else {
            return nil
        }
        guard !host.utf8.contains(where: { $0 <= UInt8(ascii: " ") }) else { return nil }
        self.init(host: host, port: port)
    }

    /// The host, and the rest with its colon.
    private static func split(_ text: String) -> (host: String, port: Substring)? {
        if text.first == "[" {
            guard let end = text.lastIndex(of: "]") else { return nil }
            return (String(text[..<end].dropFirst()), text[text.index(after: end)...])
        }
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        return (String(text[..<colon]), text[colon...])
    }

    private static func port(_ text: Substring) -> Int? {
        if text.isEmpty { return 6379 }
        guard text.first == ":", let port = UInt16(text.dropFirst()), port > 0 else { return nil }
        return Int(port)
    }

    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
