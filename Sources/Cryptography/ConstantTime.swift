internal import COpenSSL

/// Compares secrets so that the time taken tells nothing about where they differ.
public enum ConstantTime {
    /// Looks at all bytes whatever they are; only the lengths, which are no secret, are compared first.
    public static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}
