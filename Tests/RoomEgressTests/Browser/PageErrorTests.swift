import Testing

@testable import RoomEgress

struct PageErrorTests {
    @Test(arguments: [
        (.load, .httpStatus(404), true), (.navigation, .network("net::ERR_FAILED"), true), (.load, .timeout(.seconds(30)), true),
        (.template, .template("no token"), true), (.recording, .template("room is gone"), true),
        (.browserStart, .browser("no display"), false), (.startSignal, .timeout(.seconds(5)), false),
        (.recording, .rendererCrashed, false),
    ] as [(PageError.Step, PageError.Reason, Bool)])
    func `what the address leads to is told from what shows it`(
        step: PageError.Step, reason: PageError.Reason, isOfPage: Bool
    ) {
        let error = PageError(step: step, reason: reason, url: "https://example.com/")
        #expect(error.isOfPage == isOfPage)
        #expect(isOfPage == (error.description.hasPrefix("page load error") || error.description.hasPrefix("template error")))
    }
}
