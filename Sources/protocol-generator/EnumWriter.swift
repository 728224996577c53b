import ProtobufRuntime

/// Writes an enum: a case for every value and one for numbers that have none.
struct EnumWriter {
    private let declared: Schema.Enum
    private let path: [Int32]
    private let comments: [[Int32]: String]

    init(_ declared: Schema.Enum, path: [Int32], comments: [[Int32]: String]) {
        self.declared = declared
        self.path = path
        self.comments = comments
    }

    func write(to code: inout CodeText) {
        let cases = Array(zip(declared.value, SwiftNames.cases(declared.value.map(\.name))))
        code.comment(comments[path] ?? "")
        code.block("public enum \(SwiftNames.declared(declared.name)): ProtobufEnum {") { code in
            for (index, (_, name)) in cases.enumerated() {
                code.comment(comments[path + [2, Int32(index)]] ?? "")
                code.line("case \(name)")
            }
            code.line("/// A number without a name.")
            code.line("case unrecognized(Int32)")
            code.line()
            code.block("public static let enumTable = EnumTable([", close: "])") {
                $0.wrapped(declared.value.map { "\($0.number): \"\($0.name)\"," })
            }
            code.block("public static let allCases: [Self] = [", close: "]") {
                $0.wrapped(cases.map { ".\($0.1)," })
            }
            code.line()
            code.block("public init(rawValue: Int32) {") { code in
                code.switching(over: "rawValue") { code in
                    for (value, name) in cases { code.line("case \(value.number): self = .\(name)") }
                    code.line("default: self = .unrecognized(rawValue)")
                }
            }
            code.line()
            code.block("public var rawValue: Int32 {") { code in
                code.switching(over: "self") { code in
                    for (value, name) in cases { code.line("case .\(name): \(value.number)") }
                    code.line("case .unrecognized(let number): number")
                }
            }
        }
    }
}
