/// The command line of `recording-report`.
struct ReportOptions {
    /// What is wrong with it.
    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    var path = ""
    var stepsPerSecond = 30.0
    var tone = 1_000.0
    var seconds: Double?
    var cpuSeconds: Double?
    var poster: String?
    var isJSON = false

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--fps": stepsPerSecond = try Self.number(argument, &rest)
            case "--tone": tone = try Self.number(argument, &rest)
            case "--seconds": seconds = try Self.number(argument, &rest)
            case "--cpu": cpuSeconds = try Self.number(argument, &rest)
            case "--poster": poster = try Self.value(argument, &rest)
            case "--json": isJSON = true
            case _ where argument.hasPrefix("--"): throw Problem(description: "unknown option \(argument)")
            case _ where path.isEmpty: path = argument
            default: throw Problem(description: "one file at a time, and \(path) is already named")
            }
        }
        guard !path.isEmpty else { throw Problem(description: "no file named") }
    }

    private static func value(_ name: String, _ rest: inout ArraySlice<String>) throws -> String {
        guard let value = rest.popFirst() else { throw Problem(description: "\(name) needs a value") }
        return value
    }

    private static func number(_ name: String, _ rest: inout ArraySlice<String>) throws -> Double {
        let text = try value(name, &rest)
        guard let number = Double(text), number > 0 else {
            throw Problem(description: "\(name) needs a number above zero, not \(text)")
        }
        return number
    }
}
