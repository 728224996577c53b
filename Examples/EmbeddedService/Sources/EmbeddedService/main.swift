// An egress service within a program: `EmbeddedService CONFIG.YAML PAGE RECORDING.MP4` records the page while it serves
// LiveKit's egress API to others, and ends when the recording has.
import Foundation
import JobScheduler
import ProtocolModels
import RoomEgress
import ServiceKit

let arguments = Array(CommandLine.arguments.dropFirst())
let writer = LogWriter()

// Every egress has a process of its own, which is this program started again.
if arguments == ["handler"] { exit(try await EgressHandler.run(writer: writer)) }

guard arguments.count == 3 else {
    print("usage: EmbeddedService CONFIG.YAML PAGE RECORDING.MP4")
    exit(64)
}

do {
    let setting = try EgressSetting(yaml: String(contentsOfFile: arguments[0], encoding: .utf8), source: arguments[0])
    let program = JobProgram.same(arguments: ["handler"], environment: ["PATH": "/usr/bin:/bin"])
    let node = try await EgressNode(setting, program: program, logger: Logger(writer: writer))
    print("LiveKit's egress API is on port \(node.apiPort ?? 0)")

    // What a request would bring over HTTP, called directly. The page ends the recording by logging END_RECORDING.
    var request = LiveKit.WebEgressRequest()
    request.url = arguments[1]
    request.awaitStartSignal = true
    var file = LiveKit.EncodedFileOutput()
    file.filepath = arguments[2]
    request.fileOutputs = [file]
    let started = try await node.api?.startWebEgress(request)

    // Whoever ends the sequence of signals ends the service, here once the recording is done.
    let (signals, end) = AsyncStream<Signal>.makeStream()
    Task {
        for await info in node.changes where info.egressID == started?.egressID {
            print("\(info.egressID) \(info.status)")
            if info.endedAt > 0 { end.yield(.terminate) }
        }
    }
    await node.run(until: signals)
} catch {
    print("no service: \(error)")
    exit(2)
}
