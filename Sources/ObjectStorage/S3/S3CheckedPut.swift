internal import Cryptography
internal import HTTPTransport

/// Sends content until the server has proved that it holds it.
///
/// The proof is the ETag, where that is the content's MD5. Some servers have tags that look like one and are none, because they
/// encrypt or compress beneath and do not say so: they are asked to compare another checksum, and prove it by answering it.
struct S3CheckedPut {
    let client: S3Client

    private static let header = "x-amz-checksum-crc32c"
    private static let mostTries = 3

    /// The object's tag. A server that gives no proof time and again is a ``StorageProblem/checksumMismatch``.
    func send(_ call: S3Call, _ content: ObjectContent) async throws(StorageError) -> String {
        var call = call
        call.content = content
        var difference: S3Tag.Difference
        switch S3Tag.check(try await client.send(call)) {
        case .success(let tag): return tag
        case .failure(let first): difference = first
        }
        let checksum = try await client.crc32c(of: content, call.operation)
        call.headers[Self.header] = checksum
        for _ in 1..<Self.mostTries {
            do throws(StorageError) {
                let success = try await client.send(call)
                switch S3Tag.check(success) {
                case .success(let tag): return tag
                case .failure where success.answer.headers[Self.header] == checksum: return S3Tag.of(success)
                case .failure(let again): difference = again
                }
            } catch where error.problem == .invalidRequest {
                call.headers[Self.header] = nil  // it does not know the header
            }
        }
        throw StorageError(.checksumMismatch, store: .s3, operation: call.operation, detail: "\(difference)")
    }
}
