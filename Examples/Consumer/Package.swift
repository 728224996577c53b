// swift-tools-version: 6.2
import PackageDescription

// A program of somebody else's that needs media containers and nothing of GStreamer, OpenSSL and the like.
let package = Package(
    name: "consumer",
    dependencies: [.package(name: "sluice", path: "../..")],
    targets: [
        .executableTarget(
            name: "Consumer",
            dependencies: [
                .product(name: "MediaTypes", package: "sluice"), .product(name: "MediaContainers", package: "sluice"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
