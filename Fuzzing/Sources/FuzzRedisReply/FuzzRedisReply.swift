import RedisClient

/// Any bytes as what a server sends: replies or an error, the same whether they come at once or byte by byte.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRedisReply(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
    let whole = replies([bytes[...]])
    let pieces = replies(bytes.indices.map { bytes[$0...$0] })
    precondition(whole.values == pieces.values, "the replies depend on how the bytes are cut")
    precondition(whole.failed == pieces.failed, "the error depends on how the bytes are cut")
    return 0
}

private func replies(_ pieces: [ArraySlice<UInt8>]) -> (values: [RedisValue], failed: Bool) {
    var values: [RedisValue] = []
    do {
        var reader = try RedisReplyReader()
        for piece in pieces {
            try reader.feed(piece.span)
            while let value = try reader.next() { values.append(value) }
        }
        return (values, false)
    } catch {
        precondition(!"\(error)".isEmpty)
        return (values, true)
    }
}
