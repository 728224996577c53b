// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "sluice-benchmarks",
    dependencies: [.package(name: "sluice", path: "..")],
    targets: [
        .executableTarget(
            name: "sluice-bench",
            dependencies: [
                "MediaTypes", "MediaContainers", "RoomEgress", "ServiceBus", "RedisClient", "ProtocolModels",
                "ProtobufRuntime", "HTTPTransport", "RTPMedia",
            ].map { .product(name: $0, package: "sluice") },
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"), .enableExperimentalFeature("Lifetimes"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
