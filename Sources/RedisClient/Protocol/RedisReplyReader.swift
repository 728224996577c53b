internal import CHiredis

/// hiredis' incremental reply parser; sole owner of its handle.
///
/// Feed it what the connection brought, then take replies until there is none. After an error it is of no more use.
public struct RedisReplyReader: ~Copyable {
    /// Bytes of one reply, and of what may wait for its rest.
    public static let maximumReplySize = 16 << 20
    /// Elements of one array; hiredis itself bounds the depth at 7.
    public static let maximumElements = 65_536

    private let handle: UnsafeMutablePointer<redisReader>

    public init() throws(RedisError) {
        guard let handle = redisReaderCreateWithFunctions(ReplyNode.functions) else {
            throw .malformed(reason: "out of memory")
        }
        self.handle = handle
    }

    deinit { redisReaderFree(handle) }

    /// Takes bytes of the connection, which are copied.
    public mutating func feed(_ bytes: Span<UInt8>) throws(RedisError) {
        guard handle.pointee.len - handle.pointee.pos + bytes.count <= RedisReplyReader.maximumReplySize else {
            throw .malformed(reason: "a reply of more than \(RedisReplyReader.maximumReplySize) bytes")
        }
        let status = bytes.withUnsafeBytes { bytes in
            redisReaderFeed(handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard status == REDIS_OK else { throw .malformed(reason: reason) }
    }

    /// The next complete reply; nil when more bytes are needed.
    public mutating func next() throws(RedisError) -> RedisValue? {
        var reply: UnsafeMutableRawPointer?
        guard redisReaderGetReply(handle, &reply) == REDIS_OK else { throw .malformed(reason: reason) }
        guard let reply else { return nil }
        return Unmanaged<ReplyNode>.fromOpaque(reply).takeRetainedValue().value
    }

    private var reason: String {
        withUnsafeBytes(of: handle.pointee.errstr) { text in String(decoding: text.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

/// A reply under construction. hiredis owns the outermost one, each array its elements.
private final class ReplyNode {
    private enum Content {
        case leaf(RedisValue)
        case array([ReplyNode])
    }

    private var content: Content

    private init(_ content: Content) { self.content = content }

    /// Recursion as deep as hiredis allows.
    var value: RedisValue {
        switch content {
        case .leaf(let value): value
        case .array(let elements): .array(elements.map(\.value))
        }
    }

    private func append(_ element: ReplyNode) {
        guard case .array(var elements) = content else { return }
        content = .leaf(.null)  // so that the array is not copied
        elements.append(element)
        content = .array(elements)
    }

    private static func make(_ content: Content, for task: UnsafePointer<redisReadTask>?) -> UnsafeMutableRawPointer {
        let node = ReplyNode(content)
        guard let parent = task?.pointee.parent?.pointee.obj else { return Unmanaged.passRetained(node).toOpaque() }
        Unmanaged<ReplyNode>.fromOpaque(parent).takeUnretainedValue().append(node)
        return Unmanaged.passUnretained(node).toOpaque()
    }

    private static func string(
        _ task: UnsafePointer<redisReadTask>?, _ text: UnsafeMutablePointer<CChar>?, _ count: Int
    ) -> UnsafeMutableRawPointer {
        let bytes = UnsafeRawBufferPointer(start: text, count: count)
        let value: RedisValue =
            switch task?.pointee.type {
            case REDIS_REPLY_STATUS: .status(String(decoding: bytes, as: UTF8.self))
            case REDIS_REPLY_ERROR: .error(String(decoding: bytes, as: UTF8.self))
            default: .bytes(Array(bytes))
            }
        return make(.leaf(value), for: task)
    }

    /// Allocated once for the life of the process; hiredis only reads it.
    nonisolated(unsafe) static let functions: UnsafeMutablePointer<redisReplyObjectFunctions> = {
        let functions = UnsafeMutablePointer<redisReplyObjectFunctions>.allocate(capacity: 1)
        functions.initialize(
            to: redisReplyObjectFunctions(
                createString: { ReplyNode.string($0, $1, $2) },
                // Nothing instead of an object makes the reader fail, as for want of memory.
                createArray: { task, count in
                    count <= RedisReplyReader.maximumElements ? ReplyNode.make(.array([]), for: task) : nil
                },
                createInteger: { ReplyNode.make(.leaf(.integer($1)), for: $0) },
                createNil: { ReplyNode.make(.leaf(.null), for: $0) },
                freeObject: { $0.map { Unmanaged<ReplyNode>.fromOpaque($0).release() } }))
        return functions
    }()
}
