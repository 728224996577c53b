import WebRTCTransport

/// The input is a message by which a peer opens a data channel: what reads must write the same meaning again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDCEP(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let message = DCEPMessage(bytes) else { return 0 }
    guard case .open(let options) = message else { return 0 }
    // Names that are no UTF-8 grow when they are repaired, perhaps beyond what the fields can count.
    guard options.label.utf8.count <= 65_535, options.protocolName.utf8.count <= 65_535 else { return 0 }
    precondition(DCEPMessage(message.bytes) == message)
    return 0
}
