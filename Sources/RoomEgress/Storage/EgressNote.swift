internal import Foundation
internal import ProtobufRuntime
internal import ProtocolModels

/// An egress that ended before its files were in their store, kept beside them to be told once more when they are.
struct EgressNote: Sendable {
    /// As it is when they are there. Redacted like everything that is told.
    var info: LiveKit.EgressInfo
    /// Whether files have arrived since it was told.
    var isNews = false

    private static let name = "/ended.egress"

    init(_ info: LiveKit.EgressInfo) { self.info = info }

    /// Nil where there is none that can be read.
    init?(in folder: String) {
        guard let bytes = FileManager.default.contents(atPath: folder + Self.name), let flag = bytes.first,
            let info = try? LiveKit.EgressInfo(protobuf: [UInt8](bytes.dropFirst()))
        else { return nil }
        (self.info, isNews) = (info, flag != 0)
    }

    /// Where it cannot be written, the egress stays as it was told: its files go to their store all the same.
    func write(in folder: String) {
        let bytes = Data([isNews ? 1 : 0] + info.encoded())
        try? bytes.write(to: URL(fileURLWithPath: folder + Self.name), options: .atomic)
    }

    /// Files of the egress have arrived.
    static func note(_ outcomes: [PendingUploads.Outcome], in folder: String) {
        guard outcomes.contains(where: { $0.location != nil }), var note = EgressNote(in: folder) else { return }
        note.info = DeadEgress.stored(note.info, outcomes)
        note.isNews = true
        note.write(in: folder)
    }

    /// Nothing of it waits any more.
    static func removeUnlessNews(in folder: String) {
        if let note = EgressNote(in: folder), !note.isNews { unlink(folder + name) }
    }

    /// It was told as it is. It goes with the last file that waits.
    static func settle(in folder: String) {
        let journals = try? FileManager.default.contentsOfDirectory(atPath: folder + "/journals")
        guard journals?.isEmpty != false else {
            guard var note = EgressNote(in: folder), note.isNews else { return }
            note.isNews = false
            return note.write(in: folder)
        }
        guard unlink(folder + name) == 0 else { return }
        rmdir(folder)  // which refuses while there is something in it
    }
}
