/// A command in the form in which it travels: an array of bulk strings.
public struct RedisCommand: Hashable, Sendable {
    /// For error messages: the arguments may hold secrets.
    let name: String
    let bytes: [UInt8]
    /// Of the key that decides which node of a cluster gets it; nil for any node.
    let slot: ClusterSlot?

    /// `arguments` are text or bytes of any kind. In a cluster a command goes to the node that has `key`, one without to
    /// any, which sends it on where that is wrong.
    public init(_ name: String, _ arguments: [[UInt8]], key: String? = nil) {
        self.name = name
        slot = key.map { ClusterSlot(of: $0.utf8) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(arguments.reduce(32 + name.utf8.count) { $0 + $1.count + 16 })
        bytes.appendHeader("*", arguments.count + 1)
        bytes.appendBulk(name.utf8)
        for argument in arguments { bytes.appendBulk(argument) }
        self.bytes = bytes
    }

    public init(_ name: String, _ arguments: String...) { self.init(name, arguments.map { Array($0.utf8) }) }

    /// Answers with the number of subscribers reached.
    public static func publish(_ payload: [UInt8], to channel: String) -> RedisCommand {
        RedisCommand("PUBLISH", [Array(channel.utf8), payload])
    }

    /// Sets `key` unless it is there, for `expiry` seconds: answers `OK`, or null when it was.
    public static func setIfAbsent(_ key: String, to value: String, expiry: Int) -> RedisCommand {
        RedisCommand("SET", [key, value, "NX", "EX", String(expiry)].map { Array($0.utf8) }, key: key)
    }
}

/// Prints its name alone: the arguments may hold passwords.
extension RedisCommand: CustomStringConvertible, CustomReflectable {
    public var description: String { name }
    public var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}

// Formatted here rather than by hiredis, whose formatter wants arrays of C pointers and allocates the result anew.
extension [UInt8] {
    fileprivate mutating func appendHeader(_ kind: UnicodeScalar, _ count: Int) {
        append(UInt8(ascii: kind))
        append(contentsOf: String(count).utf8)
        append(UInt8(ascii: "\r"))
        append(UInt8(ascii: "\n"))
    }

    fileprivate mutating func appendBulk(_ value: some Collection<UInt8>) {
        appendHeader("$", value.count)
        append(contentsOf: value)
        append(UInt8(ascii: "\r"))
        append(UInt8(ascii: "\n"))
    }
}
