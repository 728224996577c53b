import SessionDescription
@_spi(Fuzzing) import WebRTCTransport

/// The input is a datagram, or a frame of a TCP connection.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSTUN(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    STUNReplay.take(UnsafeRawBufferPointer(start: start, count: count), from: peer)
    return 0
}

/// Those of RFC 5769 section 2.1.
private let peer = ICECredentials(usernameFragment: "evtj", password: "VOkJxbRl1RmTxUk/WvJxBt")
