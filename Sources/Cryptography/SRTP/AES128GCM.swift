internal import COpenSSL

/// AES-128 in Galois/Counter Mode under one key and for one direction, in place; sole owner of its handle. For one
/// thread at a time.
package struct AES128GCM: ~Copyable {
    package enum Direction { case sealing, opening }
    package static let keyCount = 16
    package static let tagCount = 16

    /// Twelve bytes, in network order, of which a salt makes a nonce.
    package struct Nonce {
        private var words: (UInt32, UInt32, UInt32)

        package init(_ first: UInt32, _ second: UInt32, _ third: UInt32) {
            words = (first.bigEndian, second.bigEndian, third.bigEndian)
        }

        @inline(__always)
        package static func ^ (one: Nonce, other: Nonce) -> Nonce {
            var result = one
            result.words.0 ^= other.words.0
            result.words.1 ^= other.words.1
            result.words.2 ^= other.words.2
            return result
        }
    }

    private let context: OpaquePointer

    package init(_ direction: Direction, key: [UInt8]) throws(CryptographyError) {
        guard key.count == AES128GCM.keyCount, let context = EVP_CIPHER_CTX_new() else {
            throw .failed(.encryption, reason: "the key is not of \(AES128GCM.keyCount) bytes")
        }
        // The key is expanded once; a packet only brings its nonce.
        guard EVP_CipherInit_ex(context, EVP_aes_128_gcm(), nil, key, nil, direction == .sealing ? 1 : 0) == 1 else {
            EVP_CIPHER_CTX_free(context)  // deinit runs only once every property is set
            throw .openSSL(during: .encryption)
        }
        self.context = context
    }

    deinit { EVP_CIPHER_CTX_free(context) }

    /// Encrypts `text` where it lies and writes its tag, which also covers `header` and `trailer`. A nonce must never be
    /// used for two texts.
    package func seal(
        _ text: UnsafeMutableRawBufferPointer, header: UnsafeRawBufferPointer, trailer: UnsafeRawBufferPointer? = nil,
        nonce: Nonce, tag: UnsafeMutableRawPointer
    ) -> Bool {
        guard begin(nonce, header, trailer), crypt(text) else { return false }
        return finish(tag) && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(AES128GCM.tagCount), tag) == 1
    }

    /// Decrypts `text` where it lies; false when the tag is not that of text, header and trailer. The text is then of
    /// no use.
    package func open(
        _ text: UnsafeMutableRawBufferPointer, header: UnsafeRawBufferPointer, trailer: UnsafeRawBufferPointer? = nil,
        nonce: Nonce, tag: UnsafeMutableRawPointer
    ) -> Bool {
        guard begin(nonce, header, trailer),
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(AES128GCM.tagCount), tag) == 1,
            crypt(text)
        else { return false }
        return finish(tag)
    }

    @inline(__always)
    private func begin(
        _ nonce: Nonce, _ header: UnsafeRawBufferPointer, _ trailer: UnsafeRawBufferPointer?
    ) -> Bool {
        let isSet = withUnsafeBytes(of: nonce) { bytes in
            // -1 keeps the direction.
            EVP_CipherInit_ex(context, nil, nil, nil, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), -1)
        }
        guard isSet == 1, authenticate(header) else { return false }
        guard let trailer else { return true }
        return authenticate(trailer)
    }

    private func authenticate(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return true }
        var count: Int32 = 0
        let memory = start.assumingMemoryBound(to: UInt8.self)
        return EVP_CipherUpdate(context, nil, &count, memory, Int32(truncatingIfNeeded: bytes.count)) == 1
    }

    private func crypt(_ text: UnsafeMutableRawBufferPointer) -> Bool {
        guard let start = text.baseAddress, !text.isEmpty else { return true }
        var count: Int32 = 0
        let memory = start.assumingMemoryBound(to: UInt8.self)
        return EVP_CipherUpdate(context, memory, &count, memory, Int32(truncatingIfNeeded: text.count)) == 1
    }

    /// Writes no text: the mode has none left. The library wants memory all the same.
    private func finish(_ memory: UnsafeMutableRawPointer) -> Bool {
        var count: Int32 = 0
        return EVP_CipherFinal_ex(context, memory.assumingMemoryBound(to: UInt8.self), &count) == 1
    }
}
