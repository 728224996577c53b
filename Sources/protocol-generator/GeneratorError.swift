/// Why nothing was generated.
struct GeneratorError: Error, CustomStringConvertible {
    let description: String
}
