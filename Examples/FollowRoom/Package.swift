// swift-tools-version: 6.2
import PackageDescription

// A program of somebody else's that joins a room.
let package = Package(
    name: "follow-room",
    dependencies: [.package(name: "sluice", path: "../..")],
    targets: [
        .executableTarget(
            name: "FollowRoom",
            dependencies: ["RoomClient", "Cryptography", "MediaTypes"].map {
                .product(name: $0, package: "sluice")
            })
    ],
    swiftLanguageModes: [.v6]
)
