import Cryptography
import MediaTypes
import ObjectStorage
import ServiceKit
import Testing

@testable import RoomEgress

private typealias R = EgressRequests

struct RequestedStorageTests {
    private static let s3 = #""s3": {"access_key": "AK", "secret": "planted", "region": "eu-west-1", "bucket": "b"}"#

    private func configure(_ planner: inout EgressPlanner) {
        planner.uploadDirectory = "/var/up"
        planner.configuration.storage.primary.prefix = "pre"
    }

    @Test(arguments: [
        R.web(#""file_outputs": [{"filepath": "d/a.mp4", \#(s3)}]"#), R.web(#""file": {"filepath": "d/a.mp4", \#(s3)}"#),
        #"{"egress": {"web": {"url": "http://a"}, "outputs": [{"file": {"filepath": "d/a.mp4"}}], "storage": {\#(s3)}}}"#,
        #"{"egress": {"web": {"url": "http://a"}, "outputs": [{"file": {"filepath": "d/a.mp4"}, "storage": {\#(s3)}}]}}"#,
    ])
    func `a file goes to the request's store`(body: String) throws {
        let plan = try R.plan(body, configure: configure)
        let file = try #require(plan.file)
        #expect(file.filename == "d/a.mp4" && file.key == "d/a.mp4" && file.path == "/var/up/EG_test/files/d/a.mp4")
        #expect(file.manifestPath == "/var/up/EG_test/files/d/EG_test.json")
        #expect(file.location == "https://b.s3.amazonaws.com/pre/d/a.mp4")
        #expect(!"\(plan)".contains("planted"))
    }

    @Test func `a configured store takes what brings none`() throws {
        let plan = try R.plan(R.web(#""file": {"filepath": "/a.mp4"}"#)) { planner in
            configure(&planner)
            planner.configuration.storage.primary.store = .s3(S3Options(accessKey: "AK", secret: Secret("s"), bucket: "mine"))
            planner.disallowsLocalStorage = true
        }
        #expect(plan.file?.location == "https://mine.s3.amazonaws.com/pre/a.mp4" && plan.file?.key == "a.mp4")
        #expect(plan.storage?.backup == nil)
    }

    /// Journals tell them apart, though users are told the same of both.
    @Test func `two containers of one account are two stores`() throws {
        func azure(_ container: String) -> StorageOptions {
            .azure(AzureOptions(accountName: "acct", accountKey: Secret("a2V5"), containerName: container))
        }
        var settings = StorageSettings()
        settings.backup = StorageSettings.Place(azure("backup"))
        let storage = try JobStorage(azure("main"), settings, folder: "/x")
        #expect(storage.names.store != storage.names.backup && !"\(storage.names)".contains("a2V5"))
        let uploads = JobUploads(storage)
        #expect(uploads.destination(named: storage.names.backup)?.name == storage.names.backup)
        #expect(uploads.destination(named: "elsewhere") == nil)
    }

    @Test func `a prefix counts in what a key may be`() throws {
        let name = "\(String(repeating: "d/", count: 505))a.mp4"
        let body = R.web(#""file": {"filepath": "\#(name)", \#(Self.s3)}"#)
        #expect(try R.refusal(body) { $0.configuration.storage.primary.prefix = "" } == "accepted")
        #expect(try R.refusal(body) { $0.configuration.storage.primary.prefix = "recordings" }.hasSuffix("field: filepath"))
    }

    @Test func `a profile brings its keys`() throws {
        let profile = S3Options(accessKey: "AK", secret: Secret("planted"), bucket: "archive")
        func plan(_ upload: String) throws -> String {
            try R.refusal(R.web(#""file": {"filepath": "a.mp4", "s3": {\#(upload)}}"#)) {
                $0.configuration.storage.profiles = ["long-term": .s3(profile)]
            }
        }
        #expect(try plan(#""bucket": "@long-term""#) == "accepted")
        #expect(try plan(#""bucket": "@longterm""#).contains("web.file.s3.bucket (no storage profile longterm; there is long-term)"))
        #expect(try plan(#""bucket": "@long-term", "access_key": "x""#).contains("brings its own credentials"))
        let named = try R.plan(R.web(#""file": {"filepath": "a.mp4", "s3": {"bucket": "@long-term"}}"#)) {
            $0.configuration.storage.profiles = ["long-term": .s3(profile)]
        }
        #expect(named.file?.location == "https://archive.s3.amazonaws.com/a.mp4")
    }

    @Test(arguments: [
        (#""s3": {"access_key": "AK", "secret": "planted"}"#, "s3.bucket"), (#""s3": {"bucket": "b", "secret": "planted"}"#, "s3.access_key"),
        (#""s3": {"bucket": "b", "access_key": "AK"}"#, "s3.secret"), (#""gcp": {"bucket": "b"}"#, "gcp.credentials"),
        (#""azure": {"account_name": "a", "account_key": "planted"}"#, "azure.container_name"),
        (#""azure": {"container_name": "a", "account_key": "planted"}"#, "azure.account_name"),
        (#""aliOSS": {"access_key": "a", "secret": "planted", "bucket": "b"}"#, "aliOSS.endpoint"),
    ])
    func `a store that lacks something is refused by its field`(store: String, field: String) throws {
        let text = try R.refusal(R.web(#""file_outputs": [{"filepath": "a.mp4", \#(store)}]"#))
        #expect(text.hasPrefix("invalid_argument: request has missing or invalid field: web.file_outputs[0].\(field)"))
        #expect(!text.contains("planted"))
    }

    @Test func `a request's store is not looked for where clouds keep credentials, unless that is allowed`() async throws {
        func error(_ endpoint: String, allowing block: String? = nil, inProxy: Bool = false) async throws -> String {
            let address = inProxy ? #""proxy": {"url": "\#(endpoint)"}"# : #""endpoint": "\#(endpoint)""#
            let store = #""s3": {"bucket": "b", "access_key": "AK", "secret": "planted", \#(address)}"#
            let plan = try R.plan(R.web(#""file": {"filepath": "a.mp4", \#(store)}"#)) { planner in
                configure(&planner)
                planner.configuration.service.allowedAddresses = [block].compactMap { $0.flatMap { AddressPolicy.Entry($0) } }
            }
            let storage = try #require(plan.storage)
            // A call that may be made is not: a cancelled task's end before they connect.
            let call = Task { try await storage.store.check() }
            if block != nil { call.cancel() }
            do {
                try await call.value
                return ""
            } catch { return "\(error)" }
        }
        for endpoint in [
            "http://169.254.169.254", "http://[fe80::1]:80", "http://[fd00:ec2::254]", "http://[::ffff:a9fe:a9fe]", "http://0.0.0.0:1",
        ] {
            #expect(try await error(endpoint).contains("requests may not lead to"), "\(endpoint)")
        }
        #expect(try await error("http://169.254.169.254:3128", inProxy: true).contains("cloud metadata"))
        #expect(try await !error("http://169.254.169.254", allowing: "169.254.169.254").contains("may not lead"))
    }

    @Test func `addresses of stores are open but for those of none`() {
        let refusal = AddressPolicy().refusalOfStores()
        for address in ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.1", "fd00::1", "8.8.8.8", "100.64.0.1"] {
            #expect(refusal(address) == nil, "\(address)")
        }
        for address in ["169.254.1.1", "100.100.100.200", "168.63.129.16", "64:ff9b::a9fe:a9fe", "224.0.0.1", "x"] {
            #expect(refusal(address) != nil, "\(address)")
        }
        #expect(AddressPolicy(allowing: [AddressPolicy.Entry("169.254.0.0/16")].compactMap(\.self)).refusalOfStores()("169.254.1.1") == nil)
    }

    @Test func `roles are taken on with the service's credentials alone`() throws {
        let body = R.web(#""file": {"filepath": "a.mp4", "s3": {"bucket": "b", "assume_role_arn": "arn:aws:iam::1:role/r"}}"#)
        #expect(try R.refusal(body) == "invalid_argument: S3 upload using AssumeRole is disabled for this account")
        let role = S3Options.AssumedRole(arn: "", externalID: "id", accessKey: "AK", secret: Secret("planted"))
        #expect(try R.refusal(body) { $0.configuration.storage.assumedRole = role } == "accepted")
    }

    @Test func `a track's file goes to its store too`() throws {
        let plan = try R.plan(
            #"{"track": {"room_name": "r", "track_id": "TR_a", "file": {"filepath": "d/{track_id}", \#(Self.s3)}}}"#,
            configure: configure)
        guard case .file(let naming) = plan.track?.output else { return #expect(plan.track != nil) }
        let file = try naming.file(for: TrackFacts(
            id: "TR_a", kind: .audio, source: "microphone", publisherIdentity: "alice", mimeType: "audio/opus"))
        #expect(file.path == "/var/up/EG_test/files/d/TR_a.ogg" && file.location == "https://b.s3.amazonaws.com/pre/d/TR_a.ogg")
    }
}
