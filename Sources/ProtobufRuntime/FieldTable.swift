/// The names of a message's fields.
public struct FieldTable: Sendable {
    /// How `description` treats a field's value.
    public enum Masking: UInt8, Hashable, Sendable {
        case none
        /// A credential: printed as `***`.
        case secret
        /// A URL that may carry credentials: what follows its host is printed as `***`.
        case url
    }

    public struct Field: Sendable {
        let number: Int
        let name: String
        let jsonName: String
        let masking: Masking
        /// Which oneof of the message it belongs to, counted from 1; 0 for none.
        let oneof: Int

        /// - Parameter json: The JSON name, where it is not the schema's in lower camel case.
        public init(_ number: Int, _ name: String, json: String? = nil, _ masking: Masking = .none, oneof: Int = 0) {
            self.number = number
            self.name = name
            jsonName = json ?? Self.lowerCamelCase(name)
            self.masking = masking
            self.oneof = oneof
        }

        private static func lowerCamelCase(_ name: String) -> String {
            var result = ""
            var raises = false
            for character in name.unicodeScalars {
                if character == "_" {
                    raises = true
                } else {
                    let isLower = raises && ("a"..."z").contains(character)
                    // Lower-case ASCII letters stand 32 above their upper-case ones.
                    result.unicodeScalars.append(isLower ? Unicode.Scalar(UInt8(character.value) - 32) : character)
                    raises = false
                }
            }
            return result
        }
    }

    private let fields: [Field]
    private let byName: [String: Int]

    /// - Parameter fields: In the order of their numbers.
    public init(_ fields: [Field]) {
        self.fields = fields
        byName = Dictionary(
            fields.indices.flatMap { [(fields[$0].name, $0), (fields[$0].jsonName, $0)] },
            uniquingKeysWith: { first, _ in first })
    }

    subscript(name: String) -> Field? { byName[name].map { fields[$0] } }

    subscript(number: Int) -> Field? {
        var low = 0
        var high = fields.count
        while low < high {
            let middle = (low + high) / 2
            if fields[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < fields.count && fields[low].number == number ? fields[low] : nil
    }
}
