internal import Cryptography
internal import Foundation
internal import HTTPTransport

/// An object as the JSON API describes it.
struct GCPObject: Decodable, Sendable {
    var name: String
    /// A number, as JSON's own are not exact enough.
    var size: String?
    var crc32c: String?
    var updated: String?

    init?(_ body: [UInt8]) {
        guard let object = try? JSONDecoder().decode(GCPObject.self, from: Data(body)) else { return nil }
        self = object
    }

    /// What is asked for where the answer could be longer.
    static let fields = "name,size,crc32c,updated"

    var stored: StoredObject {
        StoredObject(
            key: name, size: size.flatMap { UInt64($0) } ?? 0, tag: Self.tag(crc32c ?? ""),
            modifiedAt: updated.flatMap { CivilTime($0) }?.unixTime)
    }

    /// Every object has this checksum, whatever way it came.
    static func tag(_ crc32c: String) -> String { "crc32c=\(crc32c)" }

    /// The checksum that `x-goog-hash` gives, in Base64.
    static func crc32c(_ response: HTTPResponse) -> String? {
        let items = (response.headers["x-goog-hash"] ?? "").split(separator: ",").map { $0.drop { $0 == " " } }
        return items.first { $0.hasPrefix("crc32c=") }.map { String($0.dropFirst(7)) }
    }
}
