import Foundation
import TestSupport
import Testing

/// Runs a small C program built on the shim as process 1 of a process namespace of its own.
struct ContainerInitTests {
    @Test(arguments: [(0, 0), (7, 7), (255, 255)])
    func `the program's exit status becomes the container's`(status: Int32, expected: Int32) throws {
        let result = try run("exit(\(status));")
        #expect(result.status == expected)
    }

    @Test func `the program is not process 1, and its death by signal shows as 128 plus the number`() throws {
        let result = try run(#"printf("%d\n", getpid() == 1); fflush(stdout); raise(SIGKILL);"#)
        #expect(result.output == "0\n")
        #expect(result.status == 128 + 9)
    }

    @Test(arguments: [(2, "SIGINT"), (15, "SIGTERM"), (3, "SIGQUIT"), (10, "SIGUSR1")])
    func `signals to process 1 reach the program`(number: Int32, name: String) throws {
        // The program asks its parent, process 1, for the signal and waits until it comes back.
        let result = try run(
            """
            sigset_t set; sigemptyset(&set); sigaddset(&set, \(name)); sigprocmask(SIG_BLOCK, &set, NULL);
            kill(1, \(name));
            int got; sigwait(&set, &got);
            exit(got + 40);
            """)
        #expect(result.status == number + 40)
    }

    @Test func `orphans are reaped`() throws {
        // A grandchild whose parent ends at once is handed to process 1. Once its process entry is gone, it was reaped.
        let result = try run(
            """
            int ends[2]; pipe(ends);
            if (fork() == 0) {
                if (fork() == 0) { pid_t own = getpid(); write(ends[1], &own, sizeof own); _exit(0); }
                _exit(0);
            }
            wait(NULL);
            pid_t orphan; read(ends[0], &orphan, sizeof orphan);
            while (kill(orphan, 0) == 0) { sched_yield(); }
            exit(errno == ESRCH ? 0 : 1);
            """)
        #expect(result.status == 0)
    }

    private func run(_ body: String) throws -> (status: Int32, output: String) {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let shims = root.appendingPathComponent("Sources/CLibraries/CProcessShims")
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let headers = ["errno", "sched", "signal", "stdio", "stdlib", "sys/wait", "unistd"]
        let source = headers.map { "#include <\($0).h>\n" }.joined()
            + "#include \"SignalShims.h\"\nint main(void) { sluice_run_as_init(); \(body) return 99; }\n"
        let file = folder.appendingPathComponent("program.c")
        try Data(source.utf8).write(to: file)
        let program = folder.appendingPathComponent("program")
        let compiled = try start(
            ["cc", "-D_GNU_SOURCE", "-D_Nonnull=", "-w", "-I", shims.appendingPathComponent("include").path, file.path,
                shims.appendingPathComponent("init.c").path, "-o", program.path], needs: "gcc")
        try #require(compiled.status == 0)
        return try start(["unshare", "--user", "--map-root-user", "--pid", "--fork", program.path], needs: "util-linux")
    }

    private func start(_ arguments: [String], needs package: String) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.start()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if process.terminationStatus == 127 {
            Issue.record("\(arguments[0]) is missing; install the Debian package \(package)")
        }
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
