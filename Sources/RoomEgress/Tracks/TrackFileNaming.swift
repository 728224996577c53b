internal import MediaTypes

/// Where a track's file goes: decided when the track, and with it the file's kind, is known.
public struct TrackFileNaming: Sendable {
    /// As the request says; may be empty.
    let asked: String
    /// Values of placeholders that the request knows.
    let values: [String: String]
    let start: EgressStart
    let retryCount: Int
    /// Absolute; relative names lie below it.
    let folder: String
    /// Takes the file from this machine; nil leaves it in the folder.
    let storage: JobStorage?
    /// Nil for no manifest.
    let manifestName: String?
    let preference: TrackSettings.FilePreference
    /// Ends a generated name that is taken.
    let uniqueSuffix: String
    /// Locations of files of jobs that run.
    let takenPaths: Set<String>

    /// The name as far as it is known before the track is.
    var provisionalName: String { template([:], identifier: values["track_id"] ?? "").fill(asked) }

    /// Throws ``TrackError`` for a codec that no file here holds, and ``EgressRequestError`` for a name that cannot be.
    func file(for track: TrackFacts) throws -> EgressPlan.File {
        let formats = try TrackFileNaming.formats(of: track.sentMIMEType())
        let template = template(
            [
                "track_id": track.id, "track_type": track.kindName, "track_source": track.source,
                "publisher_identity": track.publisherIdentity, "room_id": track.roomID, "room_name": track.roomName,
            ].filter { !$0.value.isEmpty }, identifier: track.id)
        let format = TrackFileNaming.choice(of: formats, name: template.fill(asked), preference)
        var name = FileName(asked: asked, extension: format.fileExtension, template: template)
        if name.isGenerated, takenPaths.contains(EgressPlan.File.location(name.path, in: storage, folder)) {
            name = FileName(
                asked: asked, extension: format.fileExtension, template: template, uniqueSuffix: uniqueSuffix)
        }
        return try EgressPlan.File(named: name.path, format, in: storage, folder: folder, manifestName: manifestName)
    }

    private func template(_ more: [String: String], identifier: String) -> NameTemplate {
        NameTemplate(
            identifier: identifier, values: values.merging(more) { $1 }, start: start, retryCount: retryCount)
    }

    /// What can hold the codec without transcoding: its container first, then its raw form where it has one.
    private static func formats(of mimeType: String) throws(TrackError) -> [FileFormat] {
        switch mimeType {
        case "video/h264": [.mp4, .h264]
        case "video/vp8", "video/vp9", "video/av1": [.webm, .ivf]
        case "audio/opus": [.ogg, .webm]
        default: throw .unsupportedCodec(mimeType)
        }
    }

    /// The extension asked for decides.
    private static func choice(
        of formats: [FileFormat], name: String, _ preference: TrackSettings.FilePreference
    ) -> FileFormat {
        let last = OutputPath.split(name).name
        let asked = last.lastIndex(of: ".").map { last[$0...].lowercased() }
        if let format = formats.first(where: { $0.fileExtension == asked }) { return format }
        if preference == .raw, let raw = formats.first(where: { $0 == .h264 || $0 == .ivf }) { return raw }
        return formats[0]
    }
}
