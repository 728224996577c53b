import Foundation
import JobScheduler
import ServiceKit

/// A job whose request says how it should behave; or, with arguments, a service that starts such jobs and waits to be
/// killed.
@main struct TestJob {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if let folder = arguments.first {
            try await TestService.run(folder: folder, requests: Array(arguments.dropFirst()))
        }
        let channel = try await JobChannel.inherited()
        let words = String(decoding: channel.request, as: UTF8.self).split(separator: " ").map(String.init)
        try await TestJob(channel: channel, text: words.dropFirst().joined(separator: " ")).behave(words.first ?? "")
        exit(0)
    }

    let channel: JobChannel
    let text: String

    private func behave(_ behaviour: String) async throws {
        if behaviour == "unready" { return await forever() }
        if behaviour == "garbage" { return await saySomethingElse() }
        if behaviour == "quit-early" { exit(7) }
        channel.ready()
        switch behaviour {
        case "serve": await serve()
        case "result": await end(text)
        case "environment": await end(environment)
        case "exit": exit(Int32(text) ?? 1)
        case "trap": fatalError("planned end")
        case "signal": kill(getpid(), Int32(text) ?? SIGSEGV)
        case "freeze":
            try await Task.sleep(for: .milliseconds(300))  // that it is ready is on its way
            kill(getpid(), SIGSTOP)
            await forever()
        case "block": blockThePool()
        case "allocate": allocate()
        case "family": try await startFamily()
        case "die-after-result":
            await finish(text)
            kill(getpid(), SIGSEGV)
        case "linger":
            await finish(text)
            await forever()
        case "print":
            FileHandle.standardOutput.write(Data((String(repeating: "noise\n", count: 50_000) + text + "\n").utf8))
            exit(3)
        default: exit(64)
        }
        await forever()
    }

    private func finish(_ result: String) async { await channel.finish(Array(result.utf8)) }

    private func send(_ update: String) { channel.send(Array(update.utf8)) }

    private func forever() async {
        while true { try? await Task.sleep(for: .seconds(3_600)) }
    }

    /// Answers commands until it is told to end, or left alone.
    private func serve() async {
        send("started \(text)")
        for await command in channel.commands {
            switch command {
            case .stop: return await end("stopped")
            case .shutDown: return await end("shut down")
            case .hasten: return await end("hastened")
            case .orphaned:
                send("alone")
                if text == "die-alone" { exit(1) }
                if text == "finish-alone" { return await end("finished alone") }
            case .abandoned: return await end("abandoned")
            case .query(let query):
                guard !query.bytes.isEmpty else {
                    query.refuse(Array("empty".utf8))
                    continue
                }
                query.accept(query.bytes.reversed())
            }
        }
    }

    private func end(_ result: String) async {
        await finish(result)
        exit(0)
    }

    /// What others could see of this process, and what it inherited.
    private var environment: String {
        let arguments = CommandLine.arguments.joined(separator: " ")
        let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }.sorted().joined(separator: ",")
        let descriptors = (0..<64).filter { fcntl($0, F_GETFD) >= 0 && fcntl($0, F_GETFD) & FD_CLOEXEC == 0 }
        return "\(arguments)|\(environment)|\(descriptors)|\(getsid(0) == getpid())"
    }

    private func saySomethingElse() async {
        var bytes: [UInt8] = [0, 0, 0, 1, 99]
        write(3, &bytes, bytes.count)
        await forever()
    }

    private func blockThePool() {
        for _ in 0..<256 { Task.detached { while true { sleep(1_000) } } }
        while true { sleep(1_000) }
    }

    private func allocate() {
        while true {
            let block = UnsafeMutableRawPointer.allocate(byteCount: 1 << 20, alignment: 4_096)
            memset(block, 1, 1 << 20)
            usleep(1_000)
        }
    }

    /// Five programs, three of them in sessions of their own and without the job's process as parent, one of those
    /// without any environment.
    private func startFamily() async throws {
        let script = """
            setsid -f sleep 3601
            setsid -f sh -c 'setsid -f env -i /bin/sleep 3602; exec sleep 3603'
            sleep 3604
            """
        var command = ChildProcess.Command(
            executable: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"],
            logFile: "/dev/null")
        // Nothing helps it to die with its parent.
        command.bond = .independent
        _ = try await ChildProcess.start("family", command)
        if text == "trap" {
            for await command in channel.commands { if case .query = command { fatalError("planned end") } }
        }
        await serve()
    }
}
