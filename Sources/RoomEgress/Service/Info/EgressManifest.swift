internal import Foundation
public import ProtocolModels

/// The JSON object that is stored beside an egress's outputs, `<egress id>.json`. Empty values are left out.
public struct EgressManifest: Encodable, Hashable, Sendable {
    public struct File: Encodable, Hashable, Sendable {
        public var filename: String
        public var location: String
    }

    public let egressID: String
    public let roomID: String
    public let roomName: String
    /// Of a web page, its credentials masked.
    public let url: String
    /// Of an exported track, as the three that follow.
    public let publisherIdentity: String
    public let trackID: String
    public let trackKind: String
    public let trackSource: String
    /// Nanoseconds since the Unix epoch, as the following.
    public let startedAt: Int64
    public let endedAt: Int64
    public let files: [File]

    /// - Parameter info: Of an egress that has ended, with its final results.
    public init(_ info: LiveKit.EgressInfo, plan: EgressPlan, track: TrackFacts? = nil) {
        egressID = plan.egressID
        roomID = plan.roomID.isEmpty ? track?.roomID ?? "" : plan.roomID
        publisherIdentity = track?.publisherIdentity ?? ""
        trackID = track?.id ?? ""
        trackKind = track?.kindName ?? ""
        trackSource = track?.source ?? ""
        roomName = plan.roomName
        url = if case .web(let page) = plan.source { page.description } else { "" }
        startedAt = info.startedAt
        endedAt = info.endedAt
        files = info.fileResults.map { file in
            // As names of uploads: without the folder.
            File(filename: OutputPath.split(file.filename).name, location: file.location)
        }
    }

    /// One line of UTF-8, its keys in the order of the alphabet.
    public var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and integers always encode.
        return Array((try? encoder.encode(self)) ?? Data("{}".utf8))
    }

    private enum CodingKeys: String, CodingKey {
        case egressID = "egress_id"
        case roomID = "room_id"
        case roomName = "room_name"
        case url
        case publisherIdentity = "publisher_identity"
        case trackID = "track_id"
        case trackKind = "track_kind"
        case trackSource = "track_source"
        case startedAt = "started_at"
        case endedAt = "ended_at"
        case files
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let texts: [(CodingKeys, String)] = [
            (.egressID, egressID), (.roomID, roomID), (.roomName, roomName), (.url, url),
            (.publisherIdentity, publisherIdentity), (.trackID, trackID), (.trackKind, trackKind),
            (.trackSource, trackSource),
        ]
        for (key, text) in texts where !text.isEmpty {
            try container.encode(text, forKey: key)
        }
        for (key, time) in [(CodingKeys.startedAt, startedAt), (.endedAt, endedAt)] where time != 0 {
            try container.encode(time, forKey: key)
        }
        if !files.isEmpty { try container.encode(files, forKey: .files) }
    }
}
