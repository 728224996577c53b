import MediaTypes

/// Finds boxes by their path inside a box in memory.
enum MP4Content {
    /// The content of the first box at `path`.
    @_lifetime(copy content)
    static func find(_ path: [FourCharacterCode], in content: RawSpan) -> RawSpan? {
        var current = content
        for type in path {
            guard let inner = first(type, in: current) else { return nil }
            current = inner
        }
        return current
    }

    @_lifetime(copy content)
    private static func first(_ wanted: FourCharacterCode, in content: RawSpan) -> RawSpan? {
        var rest = content
        while let header = MP4BoxHeader(rest), header.size <= UInt64(rest.byteCount) {
            if header.type == wanted { return rest.extracting(Int(header.headerSize)..<Int(header.size)) }
            rest = rest.extracting(Int(header.size)..<rest.byteCount)
        }
        return nil
    }

    /// Calls `body` with the content of every box of the type.
    static func each(_ wanted: FourCharacterCode, in content: RawSpan, _ body: (RawSpan) -> Void) {
        var rest = content
        while let header = MP4BoxHeader(rest), header.size <= UInt64(rest.byteCount) {
            if header.type == wanted { body(rest.extracting(Int(header.headerSize)..<Int(header.size))) }
            rest = rest.extracting(Int(header.size)..<rest.byteCount)
        }
    }
}
