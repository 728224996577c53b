@_spi(Fuzzing) import ObjectStorage

/// An even first byte: the rest is a journal. An odd one: the rest is the bodies of records, each after a length of 16 bits.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzUploadJournal(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    guard start.pointee & 1 == 1 else {
        _ = JournalReplay.read(bytes)
        return 0
    }
    var bodies: [[UInt8]] = []
    var position = 0
    while position + 2 <= bytes.count {
        let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
        let end = min(position + 2 + length, bytes.count)
        bodies.append(Array(bytes[(position + 2)..<end]))
        position = end
    }
    _ = JournalReplay.read(JournalReplay.journal(of: bodies))
    return 0
}
