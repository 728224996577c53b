internal import ServiceKit

/// Reads the configuration's `defaults`.
enum EncodingDefaultsReader {
    /// A preset replaces all other defaults; otherwise each given value replaces the recorder's.
    static func read(_ section: DocumentSection) throws -> EncodingOptions {
        let options = try RecordingOptions(reading: section)
        try section.rejectUnknownKeys()
        if let profile = options.profile, EncodingOptions.H264Profile(rawValue: profile) == nil {
            throw section.error("profile", .invalid("invalid profile \(profile)"))
        }
        return try EncodingOptions(resolving: options, defaults: .recorderDefaults)
    }
}
