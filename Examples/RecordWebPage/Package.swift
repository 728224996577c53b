// swift-tools-version: 6.2
import PackageDescription

// A program of somebody else's that records web pages.
let package = Package(
    name: "record-web-page",
    dependencies: [.package(name: "sluice", path: "../..")],
    targets: [
        .executableTarget(
            name: "RecordWebPage",
            dependencies: [
                .product(name: "RoomEgress", package: "sluice"), .product(name: "ServiceKit", package: "sluice"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
