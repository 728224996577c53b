import Foundation
import RoomEgress

/// `egress-server template-url`: the address the browser would open, token and all, for trying it by hand.
struct TemplateURLCommand {
    private let arguments: Arguments
    private let environment: [String: String]

    init(_ arguments: Arguments, _ environment: [String: String]) {
        self.arguments = arguments
        self.environment = environment
    }

    func run() throws -> Int32 {
        let configuration = try RecorderConfiguration.load(
            file: arguments.configFile, body: arguments.configBody, environment: environment)
        let request = try RecordingRequest.load(
            file: arguments.requestFile, body: arguments.requestBody, environment: environment)
        let recorder = try RecordingPlan.Recorder(now: Int64(Date().timeIntervalSince1970))
        let page = try RecordingPlan.page(of: request, configuration: configuration, recorder: recorder)
        // The one place that shows a token: the user asked for it, to open the page with it.
        print(page.reveal())
        return 0
    }
}
