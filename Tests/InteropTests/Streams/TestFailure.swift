/// What keeps a test from being carried out.
struct TestFailure: Error, CustomStringConvertible {
    let description: String
}
