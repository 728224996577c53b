// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target's settings; a pure target adds strict memory safety.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]
let pureSettings = settings + [.strictMemorySafety()]

/// Modules that hold knowledge only: no C library, no I/O.
func pure(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: pureSettings)
}

func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func library(_ name: String, pkgConfig: String, package: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

func shims(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/CLibraries/\(name)")
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, resources: resources,
        swiftSettings: settings)
}

let modules = [
    "MediaTypes", "MediaContainers", "PipelineGraph", "GStreamerRuntime", "Cryptography", "HTTPTransport",
    "RedisClient", "ServiceBus", "ServiceKit", "JobScheduler", "RoomEgress", "ProtobufRuntime", "ProtocolModels",
    "TwirpTransport", "RTPMedia", "SessionDescription", "WebRTCTransport",
    "RoomSignalling", "RoomServer", "RoomClient", "ObjectStorage",
]

let package = Package(
    name: "sluice",
    products: modules.map { .library(name: $0, targets: [$0]) } + [
        .executable(name: "egress-server", targets: ["egress-server"])
    ],
    targets: [
        // Pure modules.
        pure("MediaTypes"),
        pure("MediaContainers", ["MediaTypes"]),
        pure("RTPMedia", ["MediaTypes"]),
        pure("PipelineGraph"),
        pure("SessionDescription"),
        pure("ProtobufRuntime"),
        pure("ProtocolModels", ["ProtobufRuntime"]),
        pure("RoomSignalling", ["ProtobufRuntime"]),

        // C libraries, each reached through exactly one Swift module.
        library("CGStreamer", pkgConfig: "gstreamer-app-1.0", package: "libgstreamer-plugins-base1.0-dev"),
        shims("CGStreamerShims", ["CGStreamer"]),
        library("CGIO", pkgConfig: "gio-2.0", package: "libglib2.0-dev"),
        shims("CGIOShims", ["CGIO"]),
        library("COpenSSL", pkgConfig: "openssl", package: "libssl-dev"),
        library("CHiredis", pkgConfig: "hiredis", package: "libhiredis-dev"),
        library("CWebSockets", pkgConfig: "libwebsockets", package: "libwebsockets-dev"),
        library("CCurl", pkgConfig: "libcurl", package: "libcurl4-openssl-dev"),
        shims("CCurlShims", ["CCurl"]),
        shims("CChecksumShims"),
        library("CExpat", pkgConfig: "expat", package: "libexpat1-dev"),
        // Part of the C library that Swift's module of it leaves out.
        .systemLibrary(name: "CEpoll", path: "Sources/CLibraries/CEpoll"),
        library("CSQLite", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
        library("CYAML", pkgConfig: "yaml-0.1", package: "libyaml-dev"),
        shims("CProcessShims"),
        library("CNice", pkgConfig: "nice", package: "libnice-dev"),
        shims("CNiceShims", ["CNice"]),
        library("CSRTP", pkgConfig: "libsrtp2", package: "libsrtp2-dev"),
        library("COpus", pkgConfig: "opus", package: "libopus-dev"),
        library("CUSRSCTP", pkgConfig: "usrsctp", package: "libusrsctp-dev"),
        shims("CUSRSCTPShims", ["CUSRSCTP"]),

        // Owners of C handles, threads and sockets.
        module("GStreamerRuntime", ["MediaTypes", "PipelineGraph", "CGStreamer", "CGStreamerShims", "CGIO", "CGIOShims", "COpus"]),
        module("Cryptography", ["COpenSSL", "CChecksumShims"]),
        module("HTTPTransport", ["Cryptography", "CWebSockets", "CCurl", "CCurlShims", "CEpoll"]),
        module("RedisClient", ["Cryptography", "CHiredis"]),
        module(
            "WebRTCTransport",
            ["SessionDescription", "Cryptography", "CNice", "CNiceShims", "CSRTP", "CUSRSCTP", "CUSRSCTPShims"]),

        // Rooms.
        module(
            "RoomClient",
            [
                "MediaTypes", "RTPMedia", "SessionDescription", "WebRTCTransport", "RoomSignalling", "ProtobufRuntime",
                "ProtocolModels", "Cryptography", "HTTPTransport",
            ]),

        // One outside concern each.
        module("ServiceBus", ["RedisClient", "Cryptography", "ProtobufRuntime", "ProtocolModels"]),
        module("TwirpTransport", ["ProtobufRuntime", "ProtocolModels", "HTTPTransport", "Cryptography"]),
        module("ServiceKit", ["Cryptography", "HTTPTransport", "CYAML", "CSQLite", "CProcessShims"]),
        module("JobScheduler", ["MediaTypes", "ServiceKit"]),
        module("ObjectStorage", ["MediaTypes", "Cryptography", "HTTPTransport", "CExpat"]),

        // What a job is and how it lives, and the embedded room.
        module(
            "RoomServer",
            [
                "MediaTypes", "RTPMedia", "SessionDescription", "WebRTCTransport", "RoomSignalling", "ProtobufRuntime",
                "ProtocolModels", "Cryptography", "HTTPTransport", "TwirpTransport",
            ]),
        module(
            "RoomEgress",
            [
                "MediaTypes", "MediaContainers", "PipelineGraph", "GStreamerRuntime", "Cryptography", "ServiceKit",
                "HTTPTransport", "ProtobufRuntime", "ProtocolModels", "RedisClient", "ServiceBus", "TwirpTransport",
                "JobScheduler", "RoomClient", "ObjectStorage",
            ]),
        .executableTarget(
            name: "egress-server",
            dependencies: [
                "RoomEgress", "RoomServer", "ServiceKit", "Cryptography", "MediaTypes", "JobScheduler", "ObjectStorage",
            ],
            swiftSettings: settings),

        // Writes Sources/ProtocolModels/Generated; see Scripts/generate-protocol.
        .executableTarget(
            name: "protocol-generator", dependencies: ["ProtobufRuntime"], swiftSettings: settings),

        // Tests.
        .target(
            name: "TestSupport", dependencies: ["MediaTypes", "MediaContainers"], path: "Tests/TestSupport",
            exclude: ["Python"], swiftSettings: settings),
        .executableTarget(
            name: "recording-report", dependencies: ["TestSupport"], path: "Tests/Tools/recording-report",
            swiftSettings: settings),
        .executableTarget(
            name: "room-participants",
            dependencies: ["RoomClient", "GStreamerRuntime", "PipelineGraph", "MediaTypes", "Cryptography"],
            path: "Tests/Tools/room-participants", swiftSettings: settings),
        .executableTarget(
            name: "room-server", dependencies: ["RoomServer", "WebRTCTransport", "Cryptography"],
            path: "Tests/Tools/room-server", swiftSettings: settings),
        tests("MediaTypesTests", ["MediaTypes"]),
        tests("MediaContainersTests", ["MediaTypes", "MediaContainers"]),
        tests("RTPMediaTests", ["RTPMedia", "MediaTypes"], exclude: ["Captures"]),
        tests("PipelineGraphTests", ["PipelineGraph"]),
        tests("SessionDescriptionTests", ["SessionDescription"], exclude: ["Captures"]),
        tests("ProtobufRuntimeTests", ["ProtobufRuntime"], exclude: ["Schemas"]),
        tests(
            "ProtocolModelsTests", ["ProtocolModels", "ProtobufRuntime", "protocol-generator"], exclude: ["Vectors"]),
        .executableTarget(
            name: "gstreamer-leak-check", dependencies: ["GStreamerRuntime", "PipelineGraph", "MediaTypes"],
            path: "Tests/GStreamerLeakCheck", swiftSettings: settings),
        tests(
            "GStreamerRuntimeTests", ["GStreamerRuntime", "PipelineGraph", "MediaTypes", "gstreamer-leak-check"]),
        tests("CryptographyTests", ["Cryptography"]),
        tests("HTTPTransportTests", ["HTTPTransport", "Cryptography"], exclude: ["Python"]),
        tests("RedisClientTests", ["RedisClient", "Cryptography"]),
        tests(
            "WebRTCTransportTests", ["WebRTCTransport", "SessionDescription", "Cryptography", "CSRTP"], exclude: ["Python"]),
        tests(
            "ServiceBusTests", ["ServiceBus", "RedisClient", "Cryptography", "ProtobufRuntime", "ProtocolModels"],
            exclude: ["Python"], resources: [.copy("Fixtures")]),
        .executableTarget(
            name: "upload-worker", dependencies: ["ObjectStorage", "Cryptography"], path: "Tests/Tools/upload-worker",
            swiftSettings: settings),
        tests(
            "ObjectStorageTests", ["ObjectStorage", "Cryptography", "HTTPTransport", "upload-worker"],
            exclude: ["Python"]),
        .executableTarget(
            name: "test-job", dependencies: ["JobScheduler", "ServiceKit"], path: "Tests/Tools/test-job",
            swiftSettings: settings),
        tests("JobSchedulerTests", ["JobScheduler", "ServiceKit", "test-job"]),
        tests(
            "RoomClientTests",
            [
                "RoomClient", "RoomServer", "MediaTypes", "MediaContainers", "RTPMedia", "SessionDescription",
                "WebRTCTransport", "RoomSignalling", "ProtobufRuntime", "ProtocolModels", "Cryptography",
                "HTTPTransport",
            ], exclude: ["Captures", "Python"]),
        tests(
            "TwirpTransportTests",
            ["TwirpTransport", "ProtobufRuntime", "ProtocolModels", "HTTPTransport", "Cryptography"]),
        tests(
            "RoomServerTests",
            [
                "RoomServer", "MediaTypes", "RTPMedia", "SessionDescription", "WebRTCTransport", "RoomSignalling",
                "ProtobufRuntime", "ProtocolModels", "Cryptography", "HTTPTransport", "TwirpTransport",
            ]),
        .executableTarget(
            name: "job-store-writer", dependencies: ["ServiceKit"], path: "Tests/Tools/job-store-writer",
            swiftSettings: settings),
        tests("ServiceKitTests", ["ServiceKit", "Cryptography", "HTTPTransport", "job-store-writer"]),
        tests(
            "RoomEgressTests",
            [
                "RoomEgress", "ServiceKit", "Cryptography", "MediaTypes", "MediaContainers", "ProtobufRuntime",
                "ProtocolModels", "RedisClient", "ServiceBus", "JobScheduler", "HTTPTransport", "RoomClient", "ObjectStorage",
            ], resources: [.copy("Service/Fixtures")]),
        tests(
            "InteropTests",
            [
                "RoomEgress", "ServiceKit", "Cryptography", "MediaTypes", "MediaContainers", "HTTPTransport",
                "GStreamerRuntime", "PipelineGraph", "ProtobufRuntime", "ProtocolModels", "TwirpTransport", "egress-server",
                "RoomServer", "RoomClient", "WebRTCTransport", "ObjectStorage", "room-server",
            ], exclude: ["Service/Python", "Tracks/Python"]),
    ],
    swiftLanguageModes: [.v6]
)
