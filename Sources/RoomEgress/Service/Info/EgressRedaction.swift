internal import ProtobufRuntime
internal import ProtocolModels

/// Requests as results give them: credentials replaced by their names in braces, stream keys shortened.
///
/// Every element of every list is treated. Fields this version does not know are left out, because any of them may be a
/// credential. The webhooks stay: the room's server reads them from here.
enum EgressRedaction {
    static func redacted(_ request: RPC.StartEgressRequest.Request) -> LiveKit.EgressInfo.Request {
        switch request {
        case .roomComposite(var value):
            value.output = value.output.map { output in
                switch output {
                case .file(let file): .file(file.redacted)
                case .stream(let stream): .stream(stream.redacted)
                case .segments(let segments): .segments(segments.redacted)
                }
            }
            return .roomComposite(lists(of: value))
        case .web(var value):
            value.output = value.output.map { output in
                switch output {
                case .file(let file): .file(file.redacted)
                case .stream(let stream): .stream(stream.redacted)
                case .segments(let segments): .segments(segments.redacted)
                }
            }
            return .web(lists(of: value))
        case .participant(let value): return .participant(lists(of: value))
        case .trackComposite(var value):
            value.output = value.output.map { output in
                switch output {
                case .file(let file): .file(file.redacted)
                case .stream(let stream): .stream(stream.redacted)
                case .segments(let segments): .segments(segments.redacted)
                }
            }
            return .trackComposite(lists(of: value))
        case .track(var value):
            value.output = value.output.map { output in
                switch output {
                case .file(let file): .file(file.redacted)
                case .websocketURL(let url): .websocketURL(EgressRedaction.url(url))
                }
            }
            value.unknownFields = UnknownFields()
            return .track(value)
        case .egress(var value):
            value.outputs = value.outputs.map(\.redacted)
            value.storage = value.storage?.redacted
            value.unknownFields = UnknownFields()
            return .egress(value)
        case .replay(var value):
            value.outputs = value.outputs.map(\.redacted)
            value.storage = value.storage?.redacted
            value.unknownFields = UnknownFields()
            return .replay(value)
        }
    }

    private static func lists<Request: EncodedOutputLists>(of request: Request) -> Request {
        var request = request
        request.fileOutputs = request.fileOutputs.map(\.redacted)
        request.streamOutputs = request.streamOutputs.map(\.redacted)
        request.segmentOutputs = request.segmentOutputs.map(\.redacted)
        request.imageOutputs = request.imageOutputs.map(\.redacted)
        request.unknownFields = UnknownFields()
        return request
    }

    /// A stream's address as results give it.
    static func url(_ text: String) -> String {
        if let url = try? StreamURL(text) { return url.redacted }
        let scheme = text.firstRange(of: "://").map { text[..<$0.lowerBound].lowercased() }
        guard let scheme, ["srt", "ws", "wss", "http", "https"].contains(scheme) else { return StreamURLRedaction.unread(text) }
        return queryRedacted(text)
    }

    /// Passwords and the values of a query are left out: `srt://host:9000?passphrase={...}`.
    private static func queryRedacted(_ text: String) -> String {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var address = parts[0]
        if let start = address.firstRange(of: "://")?.upperBound, let at = address.lastIndex(of: "@"), start <= at {
            address = address[..<start] + "{...}" + address[at...]
        }
        guard parts.count > 1 else { return String(address) }
        let values = parts[1].split(separator: "&", omittingEmptySubsequences: false).map { item in
            item.firstIndex(of: "=").map { "\(item[...$0]){...}" } ?? (item.isEmpty ? "" : "{...}")
        }
        return "\(address)?\(values.joined(separator: "&"))"
    }

    /// `name` in braces for what is set.
    static func hide(_ text: inout String, as name: String) { if !text.isEmpty { text = "{\(name)}" } }
}

/// The older requests' lists of outputs.
protocol EncodedOutputLists: ProtobufMessage {
    var fileOutputs: [LiveKit.EncodedFileOutput] { get set }
    var streamOutputs: [LiveKit.StreamOutput] { get set }
    var segmentOutputs: [LiveKit.SegmentedFileOutput] { get set }
    var imageOutputs: [LiveKit.ImageOutput] { get set }
}

extension LiveKit.RoomCompositeEgressRequest: EncodedOutputLists {}
extension LiveKit.WebEgressRequest: EncodedOutputLists {}
extension LiveKit.ParticipantEgressRequest: EncodedOutputLists {}
extension LiveKit.TrackCompositeEgressRequest: EncodedOutputLists {}

// MARK: Outputs

extension LiveKit.Output {
    fileprivate var redacted: Self {
        var copy = self
        copy.storage = storage?.redacted
        copy.config = config.map { config in
            switch config {
            case .file(var file):
                if PageURL.isWebAddress(file.filepath) { file.filepath = EgressRedaction.url(file.filepath) }
                file.unknownFields = UnknownFields()
                return .file(file)
            case .stream(let stream): return .stream(stream.redacted)
            case .segments(let segments): return .segments(segments.redacted)
            case .images(let images): return .images(images.redacted)
            }
        }
        copy.unknownFields = UnknownFields()
        return copy
    }
}

extension LiveKit.StorageConfig {
    fileprivate var redacted: Self {
        var copy = Self()
        copy.provider = provider?.redacted
        return copy
    }
}

extension LiveKit.StreamOutput {
    fileprivate var redacted: Self {
        var copy = Self()
        copy.protocol = self.protocol
        copy.urls = urls.map(EgressRedaction.url)
        copy.destinations = destinations.map { destination in
            .with {
                $0.id = destination.id
                $0.url = EgressRedaction.url(destination.url)
            }
        }
        return copy
    }
}

extension LiveKit.EncodedFileOutput {
    fileprivate var redacted: Self {
        var copy = self
        copy.output = output?.redacted
        copy.unknownFields = UnknownFields()
        return copy
    }
}

extension LiveKit.DirectFileOutput {
    fileprivate var redacted: Self {
        var copy = self
        copy.output = output?.redacted
        // A track can go to a web server in place of a file.
        if PageURL.isWebAddress(filepath) { copy.filepath = EgressRedaction.url(filepath) }
        copy.unknownFields = UnknownFields()
        return copy
    }
}

extension LiveKit.SegmentedFileOutput {
    fileprivate var redacted: Self {
        var copy = self
        copy.output = output?.redacted
        copy.unknownFields = UnknownFields()
        return copy
    }
}

extension LiveKit.ImageOutput {
    fileprivate var redacted: Self {
        var copy = self
        copy.output = output?.redacted
        copy.unknownFields = UnknownFields()
        return copy
    }
}

// MARK: Storages

extension LiveKit.S3Upload {
    var redacted: Self {
        var copy = self
        EgressRedaction.hide(&copy.accessKey, as: "access_key")
        EgressRedaction.hide(&copy.secret, as: "secret")
        EgressRedaction.hide(&copy.sessionToken, as: "session_token")
        EgressRedaction.hide(&copy.assumeRoleExternalID, as: "external_id")
        copy.proxy = proxy?.redacted
        copy.unknownFields = UnknownFields()
        return copy
    }
}

extension LiveKit.GCPUpload {
    var redacted: Self {
        var copy = self
        EgressRedaction.hide(&copy.credentials, as: "credentials")
        copy.proxy = proxy?.redacted
        copy.unknownFields = UnknownFields()
        return copy
    }
}

extension LiveKit.AzureBlobUpload {
    var redacted: Self {
        var copy = self
        EgressRedaction.hide(&copy.accountName, as: "account_name")
        EgressRedaction.hide(&copy.accountKey, as: "account_key")
        copy.unknownFields = UnknownFields()
        return copy
    }
}

extension LiveKit.AliOSSUpload {
    var redacted: Self {
        var copy = self
        EgressRedaction.hide(&copy.accessKey, as: "access_key")
        EgressRedaction.hide(&copy.secret, as: "secret")
        copy.unknownFields = UnknownFields()
        return copy
    }
}

extension LiveKit.ProxyConfig {
    fileprivate var redacted: Self {
        var copy = self
        copy.url = URLMask.masked(url)
        EgressRedaction.hide(&copy.password, as: "password")
        copy.unknownFields = UnknownFields()
        return copy
    }
}
