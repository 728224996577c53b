// swift-tools-version: 6.2
import PackageDescription

// A program of somebody else's that uploads a folder.
let package = Package(
    name: "upload-folder",
    dependencies: [.package(name: "sluice", path: "../..")],
    targets: [
        .executableTarget(
            name: "UploadFolder",
            dependencies: ["ObjectStorage", "Cryptography"].map { .product(name: $0, package: "sluice") })
    ],
    swiftLanguageModes: [.v6]
)
