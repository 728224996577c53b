internal import CCurl
internal import CCurlShims

/// A pair of libcurl's handles that keep the connection of their last transfer.
///
/// `@unchecked`: an ``HTTPSession`` hands it to one transfer at a time.
final class CurlConnection: @unchecked Sendable {
    let easy: UnsafeMutableRawPointer
    let multi: UnsafeMutableRawPointer
    /// The socket opened last, for looking at only; -1 before there is one. The library owns it, and tells nobody which one a
    /// running transfer uses.
    var descriptor: Int32 = -1

    init?() {
        guard HTTPTransfer.isLibraryReady, let easy = curl_easy_init() else { return nil }
        guard let multi = curl_multi_init() else {
            curl_easy_cleanup(easy)
            return nil
        }
        (self.easy, self.multi) = (easy, multi)
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
    }

    func set(_ option: CURLoption, _ value: Int) { _ = curl_shim_set_long(easy, option, value) }
    func set(_ option: CURLoption, _ value: String) { _ = curl_shim_set_text(easy, option, value) }
    func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) { _ = curl_shim_set_pointer(easy, option, value) }
}
