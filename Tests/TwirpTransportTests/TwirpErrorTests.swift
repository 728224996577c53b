import Testing
import TwirpTransport

struct TwirpErrorTests {
    @Test(arguments: TwirpErrorCode.allCases)
    func `an error survives its JSON`(code: TwirpErrorCode) {
        let error = TwirpError(code, "quo\"te \n ä \u{1}", meta: ["a": "b", "": ""])
        #expect(TwirpError(json: error.json) == error)
        #expect(TwirpErrorCode(name: code.rawValue) == code && (400...503).contains(code.httpStatus))
    }

    @Test(arguments: [
        "", "null", "[]", "{}", #"{"code": 7}"#, #"{"code": "internal""#, "<html>", #"{"Code": "internal"}"#,
    ])
    func `what is no error is none`(text: String) { #expect(TwirpError(json: Array(text.utf8)) == nil) }

    @Test func `what servers add or leave out is tolerated`() {
        let text = #"{"code":"brand_new","x":[1,{"y":null}],"meta":{"a":"b","n":7}}"#
        #expect(TwirpError(json: Array(text.utf8)) == TwirpError(.unknown, "", meta: ["a": "b"]))
        #expect(TwirpError(json: Array(#"{"code":"data_loss","msg":null,"meta":3}"#.utf8)) == TwirpError(.dataLoss, ""))
    }
}
