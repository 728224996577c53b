internal import Cryptography

/// The names the server gives: a prefix and twelve characters nobody can guess.
enum RoomIdentifier {
    /// In bytes: no name that the server gives is longer.
    static let longest = 64

    static func make(_ prefix: String) -> String {
        // Without random numbers nothing here is possible, TLS least of all; a program that starts has them.
        (try? RandomBytes.identifier(prefix: prefix)) ?? prefix + String(UInt64.random(in: 0...(.max)), radix: 36)
    }
}
