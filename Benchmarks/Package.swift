// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "sluice-benchmarks",
    dependencies: [.package(name: "sluice", path: "..")],
    targets: [
        // What our SRTP is measured beside.
        .systemLibrary(
            name: "CSRTPPeer", path: "Sources/CSRTPPeer", pkgConfig: "libsrtp2", providers: [.apt(["libsrtp2-dev"])]),
        .executableTarget(
            name: "sluice-bench",
            dependencies: [
                "MediaTypes", "MediaContainers", "RoomEgress", "ServiceBus", "RedisClient", "ProtocolModels",
                "ProtobufRuntime", "HTTPTransport", "RTPMedia", "WebRTCTransport", "SessionDescription",
                "Cryptography", "RoomClient", "RoomServer", "ServiceKit", "ObjectStorage",
            ].map { .product(name: $0, package: "sluice") } + ["CSRTPPeer"],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"), .enableExperimentalFeature("Lifetimes"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
