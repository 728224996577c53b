internal import ObjectStorage

/// Why a file was not even written down for its store, and how it still gets there.
struct UnrecordedFile: Error, CustomStringConvertible {
    let path: String
    let cause: UploadError

    var description: String {
        "\(cause)\nthe file stays at \(path); when that is mended, the next start of the service stores it, or egress-server recover"
    }
}
