/// The two spellings of a protobuf field name.
enum CaseConversion {
    /// `audio_bitrate` becomes `audioBitrate`.
    static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_")
        let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return (words.first.map(String.init) ?? "") + rest.joined()
    }
}
