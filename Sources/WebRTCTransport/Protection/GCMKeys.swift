internal import Cryptography

/// The session keys of one direction under `AEAD_AES_128_GCM`, and the nonces made with their salts (RFC 7714).
struct GCMKeys: ~Copyable {
    let media: AES128GCM
    let control: AES128GCM
    private let mediaSalt: AES128GCM.Nonce
    private let controlSalt: AES128GCM.Nonce

    /// From a master key of 16 bytes and a master salt of 12 behind it.
    init(_ direction: AES128GCM.Direction, master: [UInt8]) throws(CryptographyError) {
        let (key, salt) = (Array(master.prefix(16)), Array(master.dropFirst(16)))
        guard salt.count == 12 else { throw .failed(.keyDerivation, reason: "the salt is not of 12 bytes") }
        try self.init(
            direction, key: SRTPKeyDerivation.derive(.encryption, count: 16, key: key, salt: salt),
            salt: SRTPKeyDerivation.derive(.salt, count: 12, key: key, salt: salt),
            controlKey: SRTPKeyDerivation.derive(.controlEncryption, count: 16, key: key, salt: salt),
            controlSalt: SRTPKeyDerivation.derive(.controlSalt, count: 12, key: key, salt: salt))
    }

    /// From the session keys and salts themselves.
    init(
        _ direction: AES128GCM.Direction, key: [UInt8], salt: [UInt8], controlKey: [UInt8], controlSalt: [UInt8]
    ) throws(CryptographyError) {
        let media = try AES128GCM(direction, key: key)
        let control = try AES128GCM(direction, key: controlKey)
        self.media = media
        self.control = control
        mediaSalt = GCMKeys.words(salt)
        self.controlSalt = GCMKeys.words(controlSalt)
    }

    private static func words(_ salt: [UInt8]) -> AES128GCM.Nonce {
        func word(_ offset: Int) -> UInt32 {
            salt.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        }
        return AES128GCM.Nonce(word(0), word(4), word(8))
    }

    /// RFC 7714 section 8.1; `index` is the rollover counter and the sequence number.
    @inline(__always)
    func nonce(source: UInt32, index: UInt64) -> AES128GCM.Nonce {
        mediaSalt
            ^ AES128GCM.Nonce(
                source >> 16, source << 16 | UInt32(truncatingIfNeeded: index >> 32),
                UInt32(truncatingIfNeeded: index))
    }

    /// RFC 7714 section 9.1.
    func controlNonce(source: UInt32, index: UInt32) -> AES128GCM.Nonce {
        controlSalt ^ AES128GCM.Nonce(source >> 16, source << 16, index)
    }
}
