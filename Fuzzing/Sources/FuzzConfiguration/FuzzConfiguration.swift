import RoomEgress
import ServiceKit

/// Any text as a configuration: an error, or values whose printed form is read back as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzConfiguration(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    do {
        let printed = try RecorderConfiguration(yaml: text, source: "config.yaml").checkedDescription
        let again = try? RecorderConfiguration(yaml: printed, source: "printed")
        precondition(again?.checkedDescription == printed, "printed configuration differs when read back")
    } catch {
        precondition(!"\(error)".isEmpty)
    }
    return 0
}
