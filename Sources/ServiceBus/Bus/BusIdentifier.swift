/// The random names of psrpc's clients, servers and requests: a prefix and twelve letters or digits.
enum BusIdentifier {
    static func client() -> String { make("CLI_") }
    static func server() -> String { make("SRV_") }
    static func request() -> String { make("REQ_") }

    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    private static func make(_ prefix: String) -> String {
        var text = Array(prefix.utf8)
        // 62 to the 12th is more than 64 bits hold; from 128 the bias is far below what matters for names.
        var number = UInt128.random(in: .min ... .max)
        for _ in 0..<12 {
            let (quotient, remainder) = number.quotientAndRemainder(dividingBy: 62)
            text.append(alphabet[Int(remainder)])
            number = quotient
        }
        return String(decoding: text, as: UTF8.self)
    }
}
