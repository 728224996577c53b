import ServiceKit

/// Any text as a URL: nothing, or a host that reads as itself when it is written out again, so that nobody downstream
/// reads another one; and a configuration's entries likewise.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzURLTarget(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    if let target = URLTarget(text) {
        let again = URLTarget("\(target.scheme)://\(target.host):\(target.port)")
        precondition(again == target, "\(target) is read back as \(String(describing: again))")
    }
    if let host = URLHost(text) {
        precondition(URLHost("\(host)") == host)
        if case .address(let address) = host { precondition(IPAddress("\(address)") == address) }
    }
    if let address = IPAddress(text) {
        precondition(IPAddress("\(address)") == address)
        let literal: URLHost? = address.bitWidth == 128 ? URLHost("[\(address)]") : URLHost("\(address)")
        precondition(literal == .address(address))
    }
    if let block = AddressBlock(text) {
        precondition(block.contains(block.address) && AddressBlock("\(block)") == block)
    }
    _ = AddressPolicy.Entry(text)
    _ = JobPageToken(text)
    return 0
}
