/// A media type and what is known of it, as GStreamer's pads negotiate it.
public struct Caps: Hashable, Sendable {
    /// For instance `video/x-raw`.
    public var mediaType: String
    /// For instance `memory:DMABuf`; empty for system memory.
    public var features: [String]
    public var fields: [String: CapsValue]

    public init(_ mediaType: String, features: [String] = [], _ fields: [String: CapsValue] = [:]) {
        self.mediaType = mediaType
        self.features = features
        self.fields = fields
    }
}

extension Caps: CustomStringConvertible {
    /// In GStreamer's caps syntax; fields in the order of their names, so that equal caps give equal text.
    public var description: String {
        let memory = features.isEmpty ? "" : "(\(features.joined(separator: ", ")))"
        let list = fields.sorted { $0.key < $1.key }.map { ", \($0.key)=\($0.value)" }
        return mediaType + memory + list.joined()
    }
}
