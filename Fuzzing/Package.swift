// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

/// A target per parser of outside bytes: libFuzzer brings `main`, the target brings `LLVMFuzzerTestOneInput`.
func fuzzer(_ name: String, _ products: [String]) -> Target {
    .executableTarget(
        name: name, dependencies: products.map { .product(name: $0, package: "sluice") }, swiftSettings: settings)
}

let package = Package(
    name: "sluice-fuzzing",
    dependencies: [.package(name: "sluice", path: "..")],
    targets: [
        fuzzer("FuzzCodecHeaders", ["MediaTypes"]),
        fuzzer("FuzzRecovery", ["MediaTypes", "MediaContainers"]),
        fuzzer("FuzzRequest", ["RoomEgress", "ServiceKit"]),
        fuzzer("FuzzRedisReply", ["RedisClient"]),
        fuzzer("FuzzAccessToken", ["Cryptography"]),
        fuzzer("FuzzTwirp", ["TwirpTransport", "ProtobufRuntime", "ProtocolModels", "HTTPTransport", "Cryptography"]),
        fuzzer("FuzzURLTarget", ["ServiceKit"]),
        fuzzer("FuzzStorageAnswers", ["ObjectStorage", "HTTPTransport"]),
        fuzzer("FuzzCloudAnswers", ["ObjectStorage", "HTTPTransport", "Cryptography"]),
        fuzzer("FuzzCredentialFiles", ["ObjectStorage", "Cryptography"]),
        fuzzer("FuzzWebSocket", ["HTTPTransport"]),
        fuzzer("FuzzConfiguration", ["RoomEgress", "ServiceKit"]),
        fuzzer("FuzzJobMessages", ["JobScheduler"]),
        fuzzer("FuzzProtobuf", ["ProtobufRuntime", "ProtocolModels"]),
        fuzzer("FuzzProtobufJSON", ["ProtobufRuntime", "ProtocolModels"]),
        fuzzer("FuzzRTP", ["RTPMedia", "MediaTypes"]),
        fuzzer("FuzzRTCP", ["RTPMedia", "MediaTypes"]),
        fuzzer("FuzzDepacketizers", ["RTPMedia", "MediaTypes"]),
        fuzzer("FuzzTrackFrames", ["MediaContainers", "MediaTypes"]),
        fuzzer("FuzzSDP", ["SessionDescription"]),
        fuzzer("FuzzDCEP", ["WebRTCTransport"]),
        fuzzer("FuzzSTUN", ["WebRTCTransport", "SessionDescription"]),
        fuzzer("FuzzSignalling", ["RoomClient", "RoomSignalling"]),
        fuzzer("FuzzSRTP", ["WebRTCTransport", "Cryptography"]),
        fuzzer("FuzzUploadJournal", ["ObjectStorage"]),
    ],
    swiftLanguageModes: [.v6]
)
