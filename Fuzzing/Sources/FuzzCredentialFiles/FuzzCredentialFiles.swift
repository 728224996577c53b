import Cryptography
import Glibc
import ObjectStorage

/// Any bytes as the file that holds a store's credentials: they make a store, or an error that repeats nothing of them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCredentialFiles(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let path = "/dev/shm/sluice-fuzz-\(getpid()).json"
    write(UnsafeRawBufferPointer(start: bytes, count: count), to: path)
    defer { unlink(path) }
    do throws(StorageError) {
        let credentials = try GCPOptions.credentials(fromVariable: path)
        precondition(credentials.reveal().utf8.count <= 3 * count)
        let store = try GCPStore(GCPOptions(credentials: credentials, bucket: "b"))
        _ = try store.presignedURL(of: "a", validity: .seconds(1))
    } catch {
        precondition(error.store == .gcp && !error.detail.contains("planted"))
    }
    return 0
}

private func write(_ bytes: UnsafeRawBufferPointer, to path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(file >= 0 && write(file, bytes.baseAddress, bytes.count) == bytes.count)
    close(file)
}
