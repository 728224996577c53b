import Cryptography
import ObjectStorage
import ServiceKit
import Testing

@testable import RoomEgress

struct StorageSettingsTests {
    private func load(_ yaml: String, _ environment: [String: String] = [:]) throws -> StorageSettings {
        try RecorderConfiguration(yaml: yaml, source: "config.yaml", environment: environment).storage
    }

    private func refusal(_ yaml: String, _ environment: [String: String] = [:]) -> String {
        let error = #expect(throws: DocumentError.self) { try load(yaml, environment) }
        return error.map { "\($0.keyPath): \($0.problem)" } ?? ""
    }

    @Test(arguments: [
        "s3: %", "storage: {s3: %}", "file_output: {s3: %}", "file_output: {local: false, s3: %}",
    ])
    func `a store is found where the documents have it`(place: String) throws {
        let keys = "{access_key: AK, secret: hunter2, region: eu-west-1, endpoint: 's3.example', bucket: b}"
        let settings = try load(place.replacing("%", with: keys))
        guard case .s3(let options) = settings.primary.store else { return #expect(settings.primary.store != nil) }
        #expect(options.accessKey == "AK" && options.secret.reveal() == "hunter2" && options.region == "eu-west-1")
        #expect(options.endpoint == "s3.example" && options.bucket == "b" && options.contentDisposition == "inline")
    }

    /// As the documents of each generation of recorders have them, oldest first.
    @Test(arguments: [
        ("file_output: {local: true}", nil),
        ("file_output: {s3: {access_key: a, secret: s, region: r, bucket: b, endpoint: 'http://minio:9000'}}", .s3),
        ("file_output: {azblob: {account_name: a, account_key: aGk=, container_name: c}}", .azure),
        ("s3: {access_key: a, secret: s, region: r, endpoint: e.example, bucket: b}", .s3),
        ("azure: {account_name: a, account_key: aGk=, container_name: c}", .azure),
        ("gcp: {credentials_json: '{}', bucket: b}", .gcp),
        ("alioss: {access_key: a, secret: s, endpoint: e.example, region: r, bucket: b}", .aliOSS),
        ("s3: {access_key: a, secret: s, bucket: b, force_path_style: true, metadata: {k: v}, tagging: k=v}", .s3),
        ("storage: {prefix: p, generate_presigned_url: true, s3: {access_key: a, secret: s, session_token: t, bucket: b}}", .s3),
        ("storage: {s3: {access_key: a, secret: s, bucket: b, max_retries: 1, min_retry_delay: 1s, max_retry_delay: 2s}}", .s3),
        ("storage: {s3: {access_key: a, secret: s, bucket: b, content_disposition: attachment, proxy_config: {url: 'http://p:1'}}}", .s3),
        (
            """
            {s3_assume_role_key: a, s3_assume_role_secret: s, s3_assume_role_arn: r, s3_assume_role_external_id: i,
             storage: {s3: {bucket: b, region: r, assume_role_arn: r, assume_role_external_id: i}}}
            """, .s3
        ),
        ("storage: {azure: {account_name: a, account_key: aGk=, container_name: c}}", .azure),
        ("storage: {gcp: {credentials_json: /etc/key.json, bucket: b, proxy_config: {url: 'http://p', username: u, password: w}}}", .gcp),
        ("{storage: {alioss: {access_key: a, secret: s, endpoint: e, bucket: b}}, backup: {prefix: p, s3: {}}}", .aliOSS),
    ] as [(String, StorageKind?)])
    func `the keys of every document are accepted`(yaml: String, kind: StorageKind?) throws {
        let settings = try load(yaml + "\n")
        #expect(settings.primary.store?.kind == kind && settings.backup == nil)
    }

    @Test func `every key of every store is read`() throws {
        let settings = try load(
            """
            storage:
              prefix: recordings
              generate_presigned_url: true
              s3:
                access_key: AK
                secret: hunter2
                session_token: t
                bucket: b
                force_path_style: true
                metadata: {room: one}
                tagging: a=b
                content_disposition: attachment
                max_retries: 7
                min_retry_delay: 10ms
                max_retry_delay: 20s
                proxy_config: {url: "http://proxy:3128", username: u, password: hunter2}
            backup: {local: /var/backup}
            storage_profiles:
              azure: {azure: {account_name: a, account_key: aGk=, container_name: c}}
              google: {gcp: {credentials_json: "{}", bucket: g}}
              ali: {alioss: {access_key: k, secret: s, endpoint: oss.example, region: cn-x, bucket: o, proxy_config: {url: "http://p"}}}
              shared: {azure: {account_name: a, sas_token: "sp=cw&sig=s", container_name: c, endpoint: "http://e",
                proxy_config: {url: "http://p"}}}
            check_storage: false
            min_disk_space_mb: 500
            upload_directory: /var/up
            """)
        guard case .s3(let options) = settings.primary.store else { return #expect(settings.primary.store != nil) }
        #expect(settings.primary.prefix == "recordings" && settings.primary.givesPresignedURLs)
        #expect(options.sessionToken == Secret("t") && options.forcePathStyle && options.metadata == ["room": "one"])
        #expect(options.tagging == "a=b" && options.contentDisposition == "attachment")
        #expect(options.retry == RetryPolicy(
            maximumRetries: 7, minimumDelay: .milliseconds(10), maximumDelay: .seconds(20)))
        #expect(options.proxy == ProxyOptions(url: "http://proxy:3128", username: "u", password: Secret("hunter2")))
        #expect(settings.backup?.store == .local(path: "/var/backup"))
        #expect(settings.profiles.keys.sorted() == ["ali", "azure", "google", "shared"])
        let proxy = ProxyOptions(url: "http://p")
        let azure = AzureOptions(
            accountName: "a", sasToken: Secret("sp=cw&sig=s"), containerName: "c", proxy: proxy, endpoint: "http://e")
        #expect(settings.profiles["shared"] == .azure(azure))
        guard case .aliOSS(let ali) = settings.profiles["ali"] else { return #expect(Bool(false), "no AliOSS") }
        #expect(ali.proxy == proxy && ali.region == "cn-x")
        #expect(!settings.checksFirst && settings.minimumFreeSpace == 500 << 20 && settings.uploadDirectory == "/var/up")
    }

    @Test func `the environment speaks where a store is silent`() throws {
        let environment = [
            "AWS_ACCESS_KEY_ID": "AK", "AWS_SECRET_ACCESS_KEY": "hunter2", "AWS_DEFAULT_REGION": "eu-north-1",
            "AZURE_STORAGE_ACCOUNT": "a", "AZURE_STORAGE_KEY": "aGk=", "GOOGLE_APPLICATION_CREDENTIALS": "/etc/key.json",
        ]
        guard case .s3(let options) = try load("s3: {bucket: b}", environment).primary.store else {
            return #expect(Bool(false), "no store")
        }
        #expect(options.accessKey == "AK" && options.secret.reveal() == "hunter2" && options.region == "eu-north-1")
        guard case .azure(let azure) = try load("azure: {container_name: c}", environment).primary.store else {
            return #expect(Bool(false), "no store")
        }
        #expect(azure.accountName == "a" && azure.accountKey?.reveal() == "aGk=")
        guard case .gcp(let google) = try load("file_output: {gcp: {bucket: b}}", environment).primary.store else {
            return #expect(Bool(false), "no store")
        }
        #expect(google.credentials.reveal() == "/etc/key.json")
        // By itself it says nothing of where recordings go.
        #expect(try load("", environment).primary.store == nil && load("s3: {}", environment).primary.store == nil)
    }

    @Test(arguments: [
        ("s3: {bucket: b}", "s3.access_key", "AWS_ACCESS_KEY_ID"), ("s3: {access_key: a, secret: s}", "s3.bucket", "give it"),
        ("azure: {account_name: a, container_name: c}", "azure.account_key", "AZURE_STORAGE_KEY"),
        ("azure: {account_name: a, account_key: k, sas_token: hunter2, container_name: c}", "azure.sas_token", "account_key is given"),
        ("gcp: {bucket: b}", "gcp.credentials_json", "GOOGLE_APPLICATION_CREDENTIALS"),
        ("alioss: {access_key: a, secret: hunter2, bucket: b}", "alioss.endpoint", "give it"),
        ("storage_profiles: {a: {prefix: p}}", "storage_profiles.a", "names no store"),
        ("s3_assume_role_key: k", "s3_assume_role_secret", "give both"),
        ("s3_assume_role_arn: k", "s3_assume_role_key", "give the key"),
        ("s3: {bucket: b, assume_role_arn: r}", "s3.assume_role_arn", "s3_assume_role_key"),
        ("storage: {s3: {access_key: a, secret: hunter2, bucket: b, proxy_config: {url: u}}}", "storage.s3.proxy_config.url", "http://"),
        ("file_output: {local: true, s3: {access_key: a, secret: s, bucket: b}}", "file_output.local", "file_output.s3"),
    ])
    func `a store that cannot be used is named with what is missing`(yaml: String, key: String, word: String) {
        let text = refusal(yaml)
        #expect(text.hasPrefix("\(key): ") && text.contains(word) && !text.contains("hunter2"), "\(text)")
    }

    /// Keys are found from paths, which have one spelling.
    @Test(arguments: ["up", "./a/../up", "up/", "/var//x/../up"])
    func `the folder of uploads has one spelling`(path: String) throws {
        let configuration = try RecorderConfiguration(yaml: "upload_directory: \(path)", source: "config.yaml")
        let folder = configuration.uploadDirectory
        #expect(folder.hasPrefix("/") && folder.hasSuffix("/up") && !folder.contains("//") && !folder.contains(".."))
    }

    @Test func `two stores at one level are an error that names both`() {
        let s3 = "{access_key: a, secret: s, bucket: b}"
        let oss = "{access_key: a, secret: s, endpoint: e, bucket: b}"
        #expect(refusal("storage: {s3: \(s3), alioss: \(oss)}").hasPrefix("storage.alioss: "))
        #expect(refusal("storage: {s3: \(s3), alioss: \(oss)}").contains("storage.s3 is given too"))
        #expect(refusal("{s3: \(s3), alioss: \(oss)}").contains("s3 is given too"))
        #expect(refusal("{s3: \(s3), storage: {alioss: \(oss)}}").contains("s3 is given too"))
        #expect(refusal("{backup: {local: /a}, backup_storage: {local: /b}}").contains("backup is given too"))
    }

    @Test func `what was understood is described without secrets and reads back`() throws {
        let yaml = """
            storage: {prefix: p, s3: {access_key: AK, secret: hunter2, session_token: hunter2, bucket: b, region: r,
              metadata: {a: b}, proxy_config: {url: "http://u:hunter2@proxy", password: hunter2}}}
            backup: {azure: {account_name: a, account_key: hunter2, container_name: c}}
            storage_profiles: {one: {gcp: {credentials_json: hunter2, bucket: g}},
              two: {alioss: {access_key: k, secret: hunter2, endpoint: e, bucket: o, proxy_config: {url: "http://u:hunter2@p"}}},
              three: {local: /x}, four: {azure: {account_name: a, sas_token: "sig=hunter2", container_name: c}}}
            s3_assume_role_key: k
            s3_assume_role_secret: hunter2
            min_disk_space_mb: 3
            """
        let text = try RecorderConfiguration(yaml: yaml, source: "config.yaml").checkedDescription
        #expect(!text.contains("hunter2"))
        let again = try RecorderConfiguration(yaml: text, source: "checked")
        #expect(again.checkedDescription == text)
        #expect(again.storage.profiles.count == 4 && again.storage.backup?.store != nil && again.storage.primary.prefix == "p")
    }
}
