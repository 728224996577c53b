internal import Cryptography
internal import ProtocolModels

/// The outputs of a request, each with its path in it.
struct RequestedOutputs {
    struct File {
        let path: String
        let type: LiveKit.EncodedFileType
        let filepath: String
        let disablesManifest: Bool
        /// One of its own.
        let storage: RequestedStorage?
    }

    struct Stream {
        let path: String
        let streamProtocol: LiveKit.StreamProtocol
        let destinations: [Destination]
        let storage: RequestedStorage?
    }

    struct Destination {
        /// The caller's name of it; may be empty.
        let id: String
        let url: Secret
    }

    struct Segments {
        let path: String
        let message: LiveKit.SegmentedFileOutput
        let storage: RequestedStorage?
    }

    struct Images {
        let path: String
        let message: LiveKit.ImageOutput
        let storage: RequestedStorage?
    }

    var files: [File] = []
    var streams: [Stream] = []
    var segments: [Segments] = []
    var images: [Images] = []
    /// Whether the newer request has an output that says nothing.
    var hasEmptyOne = false

    var isEmpty: Bool { files.isEmpty && streams.isEmpty && segments.isEmpty && images.isEmpty && !hasEmptyOne }

    init() {}

    init(
        path: String, files: [LiveKit.EncodedFileOutput], streams: [LiveKit.StreamOutput],
        segments: [LiveKit.SegmentedFileOutput], images: [LiveKit.ImageOutput]
    ) {
        self.files = files.enumerated().map { File($1, path: "\(path).file_outputs[\($0)]") }
        self.streams = streams.enumerated().map { Stream($1, path: "\(path).stream_outputs[\($0)]") }
        self.segments = segments.enumerated().map { Segments($1, path: "\(path).segment_outputs[\($0)]") }
        self.images = images.enumerated().map { Images($1, path: "\(path).image_outputs[\($0)]") }
    }

    // The deprecated single output, which counts when the lists are empty.
    mutating func setOnly(file: LiveKit.EncodedFileOutput, path: String) { files = [File(file, path: "\(path).file")] }
    mutating func setOnly(stream: LiveKit.StreamOutput, path: String) { streams = [Stream(stream, path: "\(path).stream")] }
    mutating func setOnly(segments: LiveKit.SegmentedFileOutput, path: String) {
        self.segments = [Segments(segments, path: "\(path).segments")]
    }

    init(path: String, unified outputs: [LiveKit.Output]) {
        for (index, output) in outputs.enumerated() {
            let path = "\(path).outputs[\(index)]"
            let storage = output.storage?.provider.map { RequestedStorage($0, in: "\(path).storage") }
            switch output.config {
            case .file(let file)?: files.append(File(file, path: "\(path).file", storage: storage))
            case .stream(let stream)?: streams.append(Stream(stream, path: "\(path).stream", storage: storage))
            case .segments(let value)?: segments.append(Segments(value, path: "\(path).segments", storage: storage))
            case .images(let value)?: images.append(Images(value, path: "\(path).images", storage: storage))
            case nil: hasEmptyOne = true
            }
        }
    }
}

extension RequestedOutputs.File {
    init(_ message: LiveKit.EncodedFileOutput, path: String) {
        self.path = path
        type = message.fileType
        filepath = message.filepath
        disablesManifest = message.disableManifest
        storage = message.output.map { RequestedStorage($0, in: path) }
    }

    init(_ message: LiveKit.FileOutput, path: String, storage: RequestedStorage?) {
        self.path = path
        type = message.fileType
        filepath = message.filepath
        disablesManifest = message.disableManifest
        self.storage = storage
    }

    /// A track's file is of the type that fits the track.
    init(_ message: LiveKit.DirectFileOutput, path: String) {
        self.path = path
        type = .defaultFiletype
        filepath = message.filepath
        disablesManifest = message.disableManifest
        storage = message.output.map { RequestedStorage($0, in: path) }
    }
}

extension RequestedOutputs.Stream {
    init(_ message: LiveKit.StreamOutput, path: String, storage: RequestedStorage? = nil) {
        self.path = path
        self.storage = storage
        streamProtocol = message.protocol
        destinations = message.urls.map { RequestedOutputs.Destination(id: "", url: Secret($0)) }
            + message.destinations.map { RequestedOutputs.Destination(id: $0.id, url: Secret($0.url)) }
    }

    init(webSocketURL url: String, path: String) {
        self.path = path
        storage = nil
        streamProtocol = .websocket
        destinations = [RequestedOutputs.Destination(id: "", url: Secret(url))]
    }
}

extension RequestedOutputs.Segments {
    init(_ message: LiveKit.SegmentedFileOutput, path: String, storage: RequestedStorage? = nil) {
        self.path = path
        self.message = message
        self.storage = message.output.map { RequestedStorage($0, in: path) } ?? storage
    }
}

extension RequestedOutputs.Images {
    init(_ message: LiveKit.ImageOutput, path: String, storage: RequestedStorage? = nil) {
        self.path = path
        self.message = message
        self.storage = message.output.map { RequestedStorage($0, in: path) } ?? storage
    }
}
