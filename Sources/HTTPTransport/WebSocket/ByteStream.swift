internal import CCurl
internal import CCurlShims
internal import Glibc

/// A connected, non-blocking socket, with or without TLS. Used on one thread at a time; closes when released.
protocol ByteStream: AnyObject {
    var descriptor: Int32 { get }
    func read(into buffer: UnsafeMutableRawBufferPointer) -> ByteStreamResult
    /// After `blocked`, the next call gets the same memory, with at least as many bytes: TLS insists on that.
    func write(_ bytes: UnsafeRawBufferPointer) -> ByteStreamResult
    /// Tells the peer that nothing more comes, where that is possible while reading on.
    func endWriting()
}

extension ByteStream {
    /// Bytes that were written and that the peer's system has not acknowledged; with TLS those of the records around them.
    var unacknowledgedCount: Int {
        var count: Int32 = 0
        return ioctl(descriptor, UInt(TIOCOUTQ), &count) == 0 ? Int(count) : 0
    }
}

enum ByteStreamResult {
    case moved(Int)
    case blocked
    case ended
}

/// An accepted connection.
final class SocketStream: ByteStream {
    let descriptor: Int32

    /// Takes `descriptor` over.
    init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ByteStreamResult {
        result { recv(descriptor, buffer.baseAddress, buffer.count, 0) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> ByteStreamResult {
        result { send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)) }
    }

    func endWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

    private func result(_ call: () -> Int) -> ByteStreamResult {
        while true {
            let count = call()
            if count > 0 { return .moved(count) }
            if count == 0 { return .ended }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .blocked
            default: return .ended
            }
        }
    }
}

/// A connection that libcurl makes.
final class CurlStream: ByteStream {
    private(set) var descriptor: Int32 = -1
    private let easy: UnsafeMutableRawPointer
    private let multi: UnsafeMutableRawPointer

    /// Takes both handles over.
    init(owning easy: UnsafeMutableRawPointer, in multi: UnsafeMutableRawPointer) {
        (self.easy, self.multi) = (easy, multi)
    }

    /// Puts the one handle into the other, where it stays: outside, the library forgets the connection.
    func join() -> Bool { curl_multi_add_handle(multi, easy) == CURLM_OK }

    /// Takes over the connection that was made; false without one.
    func take() -> Bool {
        descriptor = curl_shim_active_socket(easy)
        return descriptor >= 0
    }

    deinit {
        curl_multi_remove_handle(multi, easy)
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ByteStreamResult {
        var count = 0
        return result(curl_easy_recv(easy, buffer.baseAddress, buffer.count, &count), count)
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> ByteStreamResult {
        var count = 0
        return result(curl_easy_send(easy, bytes.baseAddress, bytes.count, &count), count)
    }

    /// A client leaves it to the server to end the connection (RFC 6455 section 7.1.1).
    func endWriting() {}

    private func result(_ code: CURLcode, _ count: Int) -> ByteStreamResult {
        switch code {
        case CURLE_OK: count > 0 ? .moved(count) : .ended
        case CURLE_AGAIN: .blocked
        default: .ended
        }
    }
}
