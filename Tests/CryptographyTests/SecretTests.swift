import Cryptography
import FoundationEssentials
import Testing

struct SecretTests {
    private struct Holder: Codable { var key = Secret("hunter2") }

    @Test func `prints as three stars in every way`() throws {
        let holder = Holder()
        var dumped = ""
        dump(holder, to: &dumped)
        let encoded = String(decoding: try JSONEncoder().encode(holder), as: UTF8.self)
        for text in ["\(holder)", "\(holder.key)", String(reflecting: holder), "\([holder.key])", dumped, encoded] {
            #expect(!text.contains("hunter2"), "\(text)")
        }
        #expect("\(holder.key)" == "***")
        #expect(encoded == #"{"key":"***"}"#)
    }

    @Test func `gives the value to who asks`() throws {
        #expect(Secret("hunter2").reveal() == "hunter2")
        let decoded = try JSONDecoder().decode(Holder.self, from: Data(#"{"key":"abc"}"#.utf8))
        #expect(decoded.key == Secret("abc"))
    }
}
