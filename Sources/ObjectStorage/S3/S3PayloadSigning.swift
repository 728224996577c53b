internal import Cryptography

/// How one call's content is covered: which checksums are made beforehand, and what the headers say of it.
struct S3PayloadSigning: Sendable {
    let isChunked: Bool
    let digests: Set<ContentDigests.Kind>
    private let content: ObjectContent?

    init(_ choice: S3Options.PayloadSigning, isSecure: Bool, _ content: ObjectContent?) {
        self.content = content
        guard content != nil else {
            (isChunked, digests) = (false, [])
            return
        }
        switch choice {
        case .chunks: (isChunked, digests) = (true, [])
        case .none: (isChunked, digests) = (false, [.md5])
        case .automatic where isSecure: (isChunked, digests) = (false, [.md5])
        case .digest, .automatic: (isChunked, digests) = (false, [.md5, .sha256])
        }
    }

    /// Adds the headers of the content, and what stands for it in the signature.
    func prepare(_ request: inout S3Signer.Request, _ made: ContentDigests) {
        guard let content else { return }
        if isChunked {
            request.payload = S3Signer.chunkedPayload
            request.headers["content-encoding"] = "aws-chunked"
            request.headers["x-amz-decoded-content-length"] = "\(content.count)"
            return
        }
        // The server compares it before it takes the object.
        request.headers["content-md5"] = Base64.encode(made.md5.span)
        request.payload = made.sha256.isEmpty ? S3Signer.unsignedPayload : Hexadecimal.encode(made.sha256)
    }
}
