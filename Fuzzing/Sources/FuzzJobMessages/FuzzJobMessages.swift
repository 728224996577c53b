import JobScheduler

/// The first byte is how many bytes arrive at a time; what is understood must be written back the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJobMessages(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let whole = messages(bytes, step: max(1, bytes.count))
    precondition(messages(bytes, step: Int(start.pointee) + 1) == whole)
    for message in whole {
        // A refusal is any byte but zero, so the bytes may differ where the meaning does not.
        precondition((try? JobMessage(Array(message.bytes.dropFirst(4)))) == message)
    }
    return 0
}

private func messages(_ bytes: [UInt8], step: Int) -> [JobMessage] {
    var decoder = JobMessageDecoder()
    var found: [JobMessage] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
        decoder.append(bytes[start..<min(bytes.count, start + step)])
        do {
            while let message = try decoder.next() { found.append(message) }
        } catch { break }
    }
    return found
}
