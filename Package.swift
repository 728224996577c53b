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

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], resources: resources, swiftSettings: settings)
}

let modules = [
    "MediaTypes", "MediaContainers", "PipelineGraph", "GStreamerRuntime", "Cryptography", "HTTPTransport",
    "ServiceKit", "RoomEgress",
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
        pure("PipelineGraph"),

        // C libraries, each reached through exactly one Swift module.
        library("CGStreamer", pkgConfig: "gstreamer-app-1.0", package: "libgstreamer-plugins-base1.0-dev"),
        shims("CGStreamerShims", ["CGStreamer"]),
        library("COpenSSL", pkgConfig: "openssl", package: "libssl-dev"),
        library("CWebSockets", pkgConfig: "libwebsockets", package: "libwebsockets-dev"),
        library("CYAML", pkgConfig: "yaml-0.1", package: "libyaml-dev"),
        shims("CProcessShims"),

        // Owners of C handles, threads and sockets.
        module("GStreamerRuntime", ["MediaTypes", "PipelineGraph", "CGStreamer", "CGStreamerShims"]),
        module("Cryptography", ["COpenSSL"]),
        module("HTTPTransport", ["CWebSockets"]),

        // One outside concern each.
        module("ServiceKit", ["Cryptography", "HTTPTransport", "CYAML", "CProcessShims"]),

        // What a job is and how it lives.
        module(
            "RoomEgress",
            [
                "MediaTypes", "MediaContainers", "PipelineGraph", "GStreamerRuntime", "Cryptography", "ServiceKit",
                "CProcessShims",
            ]),
        .executableTarget(
            name: "egress-server", dependencies: ["RoomEgress", "ServiceKit", "Cryptography", "MediaTypes"],
            swiftSettings: settings),

        // Tests.
        .target(
            name: "TestSupport", dependencies: ["MediaTypes", "MediaContainers"], path: "Tests/TestSupport", swiftSettings: settings),
        .executableTarget(
            name: "recording-report", dependencies: ["TestSupport"], path: "Tests/Tools/recording-report",
            swiftSettings: settings),
        tests("MediaTypesTests", ["MediaTypes"]),
        tests("MediaContainersTests", ["MediaTypes", "MediaContainers"]),
        tests("PipelineGraphTests", ["PipelineGraph"]),
        .executableTarget(
            name: "gstreamer-leak-check", dependencies: ["GStreamerRuntime", "PipelineGraph", "MediaTypes"],
            path: "Tests/GStreamerLeakCheck", swiftSettings: settings),
        tests(
            "GStreamerRuntimeTests", ["GStreamerRuntime", "PipelineGraph", "MediaTypes", "gstreamer-leak-check"]),
        tests("CryptographyTests", ["Cryptography"]),
        tests("HTTPTransportTests", ["HTTPTransport"]),
        tests("ServiceKitTests", ["ServiceKit", "Cryptography", "HTTPTransport"]),
        tests(
            "RoomEgressTests",
            ["RoomEgress", "ServiceKit", "Cryptography", "MediaTypes", "MediaContainers", "PipelineGraph"]),
        tests(
            "InteropTests",
            [
                "RoomEgress", "ServiceKit", "MediaTypes", "MediaContainers", "HTTPTransport", "GStreamerRuntime",
                "PipelineGraph", "egress-server",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
