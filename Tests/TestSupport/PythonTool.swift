public import Foundation

/// The Python environment of the tests: LiveKit's own messages and server API, protobuf, Redis.
///
/// `Scripts/bootstrap test` makes it in `.build/python` from `Scripts/python-requirements.txt`.
public enum PythonTool {
    /// The folder of the environment, below the repository's root.
    public static let environment = repository.appendingPathComponent(".build/python", isDirectory: true)

    /// The repository's root, for scripts and schemas that tests hand to Python.
    public static let repository = URL(fileURLWithPath: #filePath)  // Tests/TestSupport/PythonTool.swift
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The environment's interpreter, for tests that keep a Python peer running themselves.
    public static func interpreter() throws -> URL {
        let list = try? Data(contentsOf: repository.appendingPathComponent("Scripts/python-requirements.txt"))
        let made = try? Data(contentsOf: environment.appendingPathComponent("requirements.txt"))
        guard let list, list == made else {
            throw ExternalTool.Failure(
                description: """
                    the Python environment of the tests is missing or made from another list: run Scripts/bootstrap test \
                    (it needs the Debian package python3-venv, and a network once)
                    """)
        }
        return environment.appendingPathComponent("bin/python3")
    }

    /// Runs a script to its end and fails unless it says that all went well.
    @discardableResult
    public static func run(_ script: URL, _ arguments: String...) throws -> Data {
        // Isolated: neither PYTHONPATH nor a user's own packages stand in for the pinned ones.
        let python = ExternalTool(try interpreter().path, package: "python3-venv")
        let result = try python.run(["-I", "-B", script.path] + arguments)
        guard result.status == 0 else {
            throw ExternalTool.Failure(description: "\(script.lastPathComponent): \(result.errors)")
        }
        return result.output
    }
}
