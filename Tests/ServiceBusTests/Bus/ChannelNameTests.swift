import Testing

@testable import ServiceBus

struct ChannelNameTests {
    @Test func `joins service, method and topic`() {
        #expect(ChannelName.request("EgressInternal", "StartEgress", [""]) == "EgressInternal|StartEgress|REQ")
        #expect(ChannelName.request("foo", "bar", ["a", "b", "c"]) == "foo|bar|a|b|c|REQ")
        #expect(ChannelName.claimResponse("foo", "bar", ["a", "b", "c"]) == "foo|bar|a|b|c|RCLAIM")
        #expect(ChannelName.claimResponse("foo", "bar", []) == "foo|bar|RCLAIM")
        #expect(ChannelName.claimRequest("foo", client: "CLI_x") == "foo|CLI_x|CLAIM")
        #expect(ChannelName.response("foo", client: "CLI_x") == "foo|CLI_x|RES")
    }

    @Test(arguments: [
        ("a-b", "au+002db"), ("É", "u+00c9"), ("🚀", "U+0001f680"), ("EG_aZ09", "EG_aZ09"), ("|", "u+007c"),
    ])
    func `escapes what is no letter, digit or underscore`(part: String, name: String) {
        #expect(ChannelName.sanitized(part) == name)
    }
}

struct BusIdentifierTests {
    @Test func `is a prefix and twelve letters or digits, and another one each time`() {
        let names = Set((0..<1000).map { _ in BusIdentifier.request() })
        #expect(names.count == 1000)
        #expect(names.allSatisfy { $0.wholeMatch(of: /REQ_[0-9A-Za-z]{12}/) != nil })
        #expect(BusIdentifier.client().hasPrefix("CLI_") && BusIdentifier.server().hasPrefix("SRV_"))
    }
}

struct RPCErrorCodeTests {
    @Test(arguments: [
        ("canceled", 503, "canceled"), ("malformed_request", 400, "malformed"), ("malformed_result", 500, "malformed"),
        ("deadline_exceeded", 503, "deadline_exceeded"), ("unavailable", 503, "unavailable"),
        ("unknown", 500, "unknown"),
        ("invalid_argument", 400, "invalid_argument"), ("not_found", 404, "not_found"),
        ("not_acceptable", 406, "unknown"), ("already_exists", 409, "already_exists"),
        ("permission_denied", 403, "permission_denied"), ("resource_exhausted", 429, "resource_exhausted"),
        ("failed_precondition", 412, "failed_precondition"), ("aborted", 409, "aborted"),
        ("out_of_range", 416, "out_of_range"), ("unimplemented", 501, "unimplemented"), ("internal", 500, "internal"),
        ("data_loss", 500, "data_loss"), ("unauthenticated", 401, "unauthenticated"),
        ("unprocessable_entity", 422, "unknown"), ("upstream_server_error", 502, "internal"),
        ("upstream_client_error", 424, "invalid_argument"),
    ])
    func `has its status and its Twirp name`(code: String, status: Int, twirp: String) throws {
        let code = try #require(RPCErrorCode(rawValue: code))
        #expect(code.httpStatus == status && code.twirpName == twirp)
    }

    @Test func `there is no other`() { #expect(RPCErrorCode.allCases.count == 22) }
}
