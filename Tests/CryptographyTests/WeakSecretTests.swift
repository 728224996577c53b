import Cryptography
import Testing

struct WeakSecretTests {
    private func check(_ byteCount: Int, _ use: WeakSecret.Use) throws(WeakSecret) -> WeakSecret? {
        try WeakSecret.check(Secret(String(repeating: "s", count: byteCount)), for: use)
    }

    @Test(arguments: [WeakSecret.Use.serving, .servingInDevelopment, .connecting])
    func `32 bytes are enough for everything, none for nothing`(use: WeakSecret.Use) throws {
        #expect(try check(32, use) == nil)
        #expect(throws: WeakSecret(byteCount: 0, use: use)) { try check(0, use) }
    }

    @Test func `a short secret serves only in development, and connects with a warning`() throws {
        #expect(throws: WeakSecret(byteCount: 31, use: .serving)) { try check(31, .serving) }
        #expect(try check(6, .servingInDevelopment) == WeakSecret(byteCount: 6, use: .servingInDevelopment))
        #expect(try check(6, .connecting) == WeakSecret(byteCount: 6, use: .connecting))
        for use in [WeakSecret.Use.serving, .servingInDevelopment, .connecting] {
            #expect("\(WeakSecret(byteCount: 6, use: use))".contains("6 bytes"))
        }
    }
}
