import Cryptography
import Foundation
import RoomClient

extension TrackJob {
    /// The job that `request` asks for. Throws ``RequestError`` for what is wrong with it.
    public init(
        _ request: RecordingRequest, configuration: RecorderConfiguration, id: String = RecordingJob.standaloneID
    ) throws {
        guard let track = request.track else { throw RequestError.missingInput }
        if request.url != nil { throw RequestError.trackWithPage(field: "url") }
        if request.template != nil { throw RequestError.trackWithPage(field: "template") }
        if request.streamURLs != nil { throw RequestError.trackWithPage(field: "rtmp") }
        guard let text = track.track else { throw RequestError.missingTrack }
        guard let selection = TrackSelection(text) else { throw RequestError.invalidTrack(text) }
        self.init(
            id: id, room: try TrackJob.room(of: track, configuration), track: selection,
            output: try TrackJob.output(of: request, track, configuration))
        if case .file(let naming) = output { uploads = naming.storage.map(JobUploads.init) }
        webSocketEncoding = configuration.tracks.webSocketEncoding
    }

    private static func room(of track: TrackRequest, _ configuration: RecorderConfiguration) throws -> RoomAccess {
        guard let url = configuration.webSocketURL else { throw RequestError.missingConfiguration(key: "ws_url") }
        if let token = track.token { return RoomAccess(url: url, credentials: .token(token)) }
        guard let room = track.roomName else { throw RequestError.missingRoomName }
        guard let key = configuration.apiKey, let secret = configuration.apiSecret else {
            throw RequestError.missingConfiguration(key: configuration.missingRoomKey ?? "api_key")
        }
        let identity = try RandomBytes.identifier(prefix: "RR_")
        return RoomAccess(url: url, credentials: .key(key, secret: secret, room: room, identity: identity))
    }

    private static func output(
        of request: RecordingRequest, _ track: TrackRequest, _ configuration: RecorderConfiguration
    ) throws -> Output {
        switch (track.filePath ?? request.filePath, track.webSocketURL) {
        case (_?, _?): throw RequestError.severalOutputs
        case (nil, nil): throw RequestError.missingTrackOutput
        case (nil, let url?):
            guard ["ws://", "wss://"].contains(where: { url.reveal().lowercased().hasPrefix($0) }) else {
                throw RequestError.invalidAddress(field: "track.websocket_url", schemes: "ws:// or wss://")
            }
            return .webSocket(url)
        case (let path?, nil) where PageURL.isWebAddress(path): return .post(Secret(path))
        case (let path?, nil) where ["ws://", "wss://"].contains { path.lowercased().hasPrefix($0) }:
            return .webSocket(Secret(path))
        case (let path?, nil):
            return .file(TrackFileNaming(
                asked: path, values: ["room_name": track.roomName ?? ""].filter { !$0.value.isEmpty }, start: .now,
                retryCount: 0, folder: FileManager.default.currentDirectoryPath,
                storage: try configuration.standaloneStorage(),
                manifestName: nil, preference: configuration.tracks.fileFormat, uniqueSuffix: "", takenPaths: []))
        }
    }
}
