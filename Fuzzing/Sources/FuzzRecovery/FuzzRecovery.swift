import MediaContainers
import MediaTypes

/// A file in memory that recovery reads and finishes.
struct MemoryFile: RandomAccessInput, RandomAccessOutput {
    var bytes: [UInt8]
    var byteCount: UInt64 { UInt64(bytes.count) }

    func read(at offset: UInt64, count: Int) throws -> [UInt8] {
        let start = min(Int(clamping: offset), bytes.count)
        return Array(bytes[start..<min(bytes.count, start + count)])
    }

    mutating func append(header: [UInt8], payloads: [FramePayload]) throws { bytes += header }

    mutating func overwrite(_ replacement: [UInt8], at offset: UInt64) throws {
        let start = Int(offset)
        bytes.replaceSubrange(start..<(start + replacement.count), with: replacement)
    }

    mutating func synchronize() throws {}
}

/// The input is what follows `ftyp` and the placeholder, so that the search does not have to find those.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRecovery(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var file = MemoryFile(bytes: beginning + UnsafeBufferPointer(start: start, count: count))
    guard case .unfinished(let recovery) = try? FragmentedMP4Recovery.scan(&file) else { return 0 }
    precondition(recovery.end <= file.byteCount)
    precondition(recovery.sampleCount * 12 <= count)
    file.bytes.removeSubrange(Int(recovery.end)...)
    let size = try! recovery.finish(&file)
    precondition(size == file.byteCount)
    guard case .finished = try! FragmentedMP4Recovery.scan(&file) else { preconditionFailure("not finished") }
    return 0
}

private let beginning: [UInt8] = {
    var header = ByteWriter()
    header.write(UInt32(32))
    header.write(ascii: "ftypisom")
    header.write(UInt32(512))
    header.write(ascii: "isomiso6avc1mp41")
    header.write(UInt32(16))
    header.write(ascii: "freeSluiceR1")
    precondition(FragmentedMP4Recovery.isUnfinished(start: header.bytes))
    return header.bytes
}()
