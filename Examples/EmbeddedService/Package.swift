// swift-tools-version: 6.2
import PackageDescription

// A program of somebody else's with an egress service inside.
let package = Package(
    name: "embedded-service",
    dependencies: [.package(name: "sluice", path: "../..")],
    targets: [
        .executableTarget(
            name: "EmbeddedService",
            dependencies: ["RoomEgress", "ProtocolModels", "JobScheduler", "ServiceKit"].map {
                .product(name: $0, package: "sluice")
            })
    ],
    swiftLanguageModes: [.v6]
)
