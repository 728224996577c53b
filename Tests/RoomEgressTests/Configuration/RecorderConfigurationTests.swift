import Cryptography
import RedisClient
import RoomEgress
import ServiceKit
import Testing

struct RecorderConfigurationTests {
    private func load(_ yaml: String, _ environment: [String: String] = [:]) throws -> RecorderConfiguration {
        try RecorderConfiguration(yaml: yaml, source: "config.yaml", environment: environment)
    }

    @Test func `the documented defaults apply`() throws {
        for text in ["", "# nothing\n", "{}", "file_output:\n  local: true\n"] {
            let configuration = try load(text)
            #expect(configuration.template == .layoutInPath("https://recorder.livekit.io/#"))
            #expect(configuration.defaults == .recorderDefaults)
            #expect(configuration.healthPort == 0 && configuration.logLevel == .info && !configuration.insecure)
            #expect(configuration.startSignalTimeout == nil && configuration.pageLoadTimeout == .seconds(30))
        }
        let defaults = EncodingOptions.recorderDefaults
        #expect(defaults.width == 1_920 && defaults.height == 1_080 && defaults.frameRate == 30)
        #expect(defaults.videoBitrate == 4_500 && defaults.audioBitrate == 128 && defaults.audioFrequency == 44_100)
        #expect(defaults.depth == .bits24 && defaults.profile == .main && defaults.audioCodec == .aac)
    }

    @Test func `every supported key arrives`() throws {
        let configuration = try load(
            """
            api_key: key
            api_secret: secret
            ws_url: wss://fake.url.io
            health_port: 8081
            log_level: warn
            logging: {level: debug, json: true}
            template_base: https://templates.example.com/
            insecure: "true"
            cluster_id: east
            chrome_path: /usr/bin/chromium
            enable_chrome_sandbox: true
            chrome_flags: {lang: de, mute-audio: false, use-gl: true, flag: }
            start_signal_timeout: 20s
            page_load_timeout: 1m
            record_error_pages: true
            temporary_directory: /var/tmp
            diagnostics_directory: /var/log/recorder
            defaults:
              width: 320
              height: "180"
              depth: 16
              framerate: 15
              audio_bitrate: 96
              audio_frequency: 48000
              video_bitrate: 500
              profile: high
              key_frame_interval: 2.5
            """)
        #expect(configuration.apiKey == "key" && configuration.apiSecret == Secret("secret"))
        #expect(configuration.webSocketURL == "wss://fake.url.io" && configuration.healthPort == 8_081)
        #expect(configuration.logLevel == .debug && configuration.logFormat == .json && configuration.mediaLogLevel == 2)
        #expect(configuration.template == .layoutInQuery("https://templates.example.com/"))
        #expect(configuration.insecure && configuration.clusterID == "east" && configuration.enableChromeSandbox)
        #expect(configuration.chromePath == "/usr/bin/chromium" && configuration.recordErrorPages)
        #expect(
            configuration.chromeFlags == [
                ChromeFlag("lang", .text("de")), ChromeFlag("mute-audio", .absent), ChromeFlag("use-gl"),
                ChromeFlag("flag"),
            ])
        #expect(configuration.startSignalTimeout == .seconds(20) && configuration.pageLoadTimeout == .seconds(60))
        #expect(configuration.temporaryDirectory == "/var/tmp")
        #expect(configuration.diagnosticsDirectory == "/var/log/recorder")
        let expected = try EncodingOptions(
            width: 320, height: 180, depth: .bits16, frameRate: 15, profile: .high, videoBitrate: 500,
            keyFrameInterval: .milliseconds(2_500), audioBitrate: 96, audioFrequency: 48_000)
        #expect(configuration.defaults == expected)
    }

    @Test func `a preset replaces all other defaults`() throws {
        let configuration = try load("defaults: {preset: HD_60, width: 320, height: 180, video_bitrate: 1}")
        #expect(configuration.defaults == EncodingPreset.hd60.options)
    }

    @Test func `the environment speaks where the text is silent`() throws {
        let environment = [
            "LIVEKIT_API_KEY": "env-key", "LIVEKIT_API_SECRET": "env-secret", "LIVEKIT_WS_URL": "ws://env:7880",
        ]
        let silent = try load("", environment)
        #expect(silent.apiKey == "env-key" && silent.apiSecret == Secret("env-secret"))
        #expect(silent.webSocketURL == "ws://env:7880")
        let spoken = try load("{api_key: key, api_secret: secret, ws_url: ws://file}", environment)
        #expect(spoken.apiKey == "key" && spoken.apiSecret == Secret("secret") && spoken.webSocketURL == "ws://file")
        let error = #expect(throws: DocumentError.self) { try load("", ["LIVEKIT_WS_URL": "nowhere"]) }
        #expect(error?.source == "LIVEKIT_WS_URL")
    }

    @Test(arguments: [
        ("adress: x", "config.yaml, line 1, column 1: adress: unknown key; remove it"),
        ("api_key: k\napi_secrt: s", "config.yaml, line 2, column 1: api_secrt: unknown key; did you mean api_secret?"),
        ("defaults:\n  heigth: 720", "config.yaml, line 2, column 3: defaults.heigth: unknown key; did you mean height?"),
        ("redis:\n  adress: x", "config.yaml, line 2, column 3: redis.adress: unknown key; did you mean address?"),
        ("file_output:\n  s3:\n    buckt: x", "config.yaml, line 3, column 5: file_output.s3.buckt: unknown key; did you mean bucket?"),
        ("health_port: 70000", "config.yaml, line 1, column 14: health_port: 70000 is not accepted; give a whole number from 0 to 65535"),
        ("health_port: http", "config.yaml, line 1, column 14: health_port: http is not accepted; give a whole number from 0 to 65535"),
        (
            "log_level: loud",
            "config.yaml, line 1, column 12: log_level: loud is not accepted; give one of debug, info, warn, error, fatal, panic"
        ),
        ("insecure: maybe", "config.yaml, line 1, column 11: insecure: maybe is not accepted; give true or false"),
        (
            "ws_url: example.com",
            "config.yaml, line 1, column 9: ws_url: example.com is not accepted; give an address that begins with ws:// or wss://"
        ),
        ("defaults:\n  profile: ultra", "config.yaml, line 2, column 12: defaults.profile: invalid profile ultra"),
        (
            "defaults: {preset: HD}",
            "config.yaml, line 1, column 20: defaults.preset: HD is not accepted; give one of NONE, HD_30, HD_60, FULL_HD_30, "
                + "FULL_HD_60, H264_720P_30, H264_720P_60, H264_1080P_30, H264_1080P_60, PORTRAIT_H264_720P_30, "
                + "PORTRAIT_H264_720P_60, PORTRAIT_H264_1080P_30, PORTRAIT_H264_1080P_60, PASSTHROUGH"
        ),
        (
            "template_base: a",
            "config.yaml, line 1, column 16: template_base: a is not accepted; give an address that begins with http:// or https://"
        ),
        (
            "template_base: http://a\ntemplate_address: http://b",
            "config.yaml, line 1, column 16: template_base: template_address is given too; keep one of them"
        ),
        ("page_load_timeout: 0", "config.yaml, line 1, column 20: page_load_timeout: a page needs some time; give for example 30s"),
        (
            "page_load_timeout: soon",
            "config.yaml, line 1, column 20: page_load_timeout: soon is not accepted; give a duration such as 500ms, 20s, 2m or "
                + "1h30m, or a number of seconds"
        ),
        (
            "file_output: {local: false}",
            "config.yaml, line 1, column 22: file_output.local: without cloud storage recordings stay local; give true"
        ),
        ("node_id: NE_1", "config.yaml, line 1, column 10: node_id: the node's name is made at every start; remove the key"),
    ])
    func `mistakes are named with their place`(yaml: String, message: String) {
        let error = #expect(throws: DocumentError.self) { try load(yaml) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        "address: 'redis://:hunter2@host:6379'", "address: ':hunter2@host:6379'", "address: 'hunter2@host'",
        "cluster_addresses: ['a:1', 'rediss://u:hunter2@b:2']",
        "{sentinel_master_name: m, sentinel_addresses: ['redis://:hunter2@a:1']}",
    ])
    func `a Redis URL is refused without its password`(redis: String) {
        let yaml = redis.hasPrefix("{") ? "redis: \(redis)" : "redis:\n  \(redis)"
        let error = #expect(throws: DocumentError.self) { try load(yaml) }
        #expect(error?.description.contains("give host:port, without a scheme") == true)
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test func `an address that is none is shown`() {
        let error = #expect(throws: DocumentError.self) { try load("redis: {address: 'host:99999'}") }
        #expect(error?.description.hasSuffix("redis.address: host:99999 is not accepted; give host:port") == true)
    }

    @Test func `a wrong default names field, value and remedy`() {
        let error = #expect(throws: RequestError.self) { try load("defaults: {width: 321, height: 180}") }
        #expect(error == .invalidOption(field: "width", value: "321", remedy: "give an even number from 16 to 8192"))
    }

    /// Every documented key whose feature does not exist yet, in use.
    @Test(arguments: [
        ("debug_handler_port: 1", "debug_handler_port"),
        ("template_port: 7000", "template_port"), ("logging: {component_levels: {pion: debug}}", "logging.component_levels"),
        ("logging: {sample: true}", "logging.sample"),
        ("pulse_sink_reap_grace_sec: -1", "pulse_sink_reap_grace_sec"),
        ("debug: {enable_profiling: true}", "debug.enable_profiling"), ("debug: {s3: {bucket: b}}", "debug.s3"),
        ("video_encoder_threads: 4", "video_encoder_threads"), ("enable_sync_engine: true", "enable_sync_engine"),
        ("enable_one_shot_sender_report_sync: true", "enable_one_shot_sender_report_sync"),
        ("audio_tempo_controller: {enabled: true}", "audio_tempo_controller.enabled"),
        ("latency: {jitter_buffer_latency: 1s}", "latency.jitter_buffer_latency"),
        ("latency_overrides: {web: {pipeline_latency: 1s}}", "latency_overrides.web.pipeline_latency"),
    ])
    func `using a later feature is refused by name`(yaml: String, key: String) {
        let error = #expect(throws: DocumentError.self) { try load(yaml) }
        #expect(error?.keyPath == key)
        #expect(error?.description.hasSuffix(": \(key): not supported yet; remove the key") == true)
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test func `later features that ask for nothing pass`() throws {
        _ = try load(
            """
            redis:
            prometheus_port: 0
            template_port: 7980
            max_upload_queue: 60
            io_create_timeout: 15s
            io_workers: 5
            session_limits: {file_output_max_duration: 0}
            cpu_cost: {max_cpu_utilization: 0.8, web_cpu_cost: 4, track_cpu_cost: 0.5, memory_source: proc_rss}
            latency: {jitter_buffer_latency: 2s, audio_mixer_latency: 2.75s, rtpmaxdriftadjustment: 5ms}
            audio_tempo_controller: {enabled: false, adjustment_rate: 0.05}
            debug: {enable_profiling: false}
            disallow_local_storage: false
            storage: {}
            """)
    }

    @Test func `later features are still validated`() {
        for yaml in [
            "prometheus_port: x", "redis: {db: zero}", "redis: 3", "cpu_cost: {web_cpu_cost: much}",
            "session_limits: {file_output_max_duration: long}", "storage: {s3: {max_retries: -1}}",
        ] {
            let error = #expect(throws: DocumentError.self) { try load(yaml) }
            #expect(error?.description.contains("is not accepted; give") == true, "\(yaml)")
        }
    }

    @Test func `the checked description masks secrets and reads back`() throws {
        let yaml = """
            {api_key: key, api_secret: hunter2, ws_url: "wss://u:hunter2@host", health_port: 8081, log_level: error,
             template_base: "https://t.example/?token=hunter2&x=1", chrome_flags: {lang: de, a: false, b: },
             start_signal_timeout: 1500ms, defaults: {preset: PORTRAIT_H264_720P_60, key_frame_interval: 1.5}}
            """
        let text = try load(yaml).checkedDescription
        #expect(!text.contains("hunter2"))
        #expect(text.contains("api_secret: \"***\"") && text.contains("ws_url: \"wss://***@host\""))
        let again = try load(text)
        #expect(again.checkedDescription == text)
        #expect(again.defaults == (try load(yaml).defaults) && again.startSignalTimeout == .milliseconds(1_500))
    }

    @Test func `the service's keys are described too, and read back`() throws {
        let yaml = """
            redis: {address: "redis.internal:6380", username: u, password: hunter2, db: 3, tls: {enabled: true, insecure: true},
              sentinel_master_name: m, sentinel_addresses: ["a:1", "[::1]:2"], sentinel_password: hunter2, dial_timeout: 70}
            cpu_cost: {web_cpu_cost: 1.5, memory_source: cgroup, max_memory: 4}
            session_limits: {file_output_max_duration: 1h, file_output_max_size: 1000}
            network: {allow: [10.0.0.0/8, studio.internal, "::1"]}
            state_directory: /var/lib/sluice
            disallow_local_storage: true
            io_selection_timeout: 2s
            retention: 2h
            """
        let text = try load(yaml).checkedDescription
        #expect(!text.contains("hunter2"))
        let again = try load(text)
        #expect(again.checkedDescription == text)
        let (one, two) = (try load(yaml).service, again.service)
        #expect(one.costs == two.costs && one.limits == two.limits && one.allowedAddresses == two.allowedAddresses)
        #expect(one.redis?.sentinel?.addresses == two.redis?.sentinel?.addresses && two.redis?.tls?.verifiesServer == false)
        #expect(one.disallowsLocalStorage && two.disallowsLocalStorage)
        #expect(two.retention == .seconds(7_200) && two.selectionTimeout == .seconds(2) && two.redis?.database == 3)
    }
}
