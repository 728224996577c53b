/// The names of a segmented output.
struct SegmentNames: Hashable {
    /// With its `/`, or empty.
    let folder: String
    let playlist: String
    let livePlaylist: String?
    /// Begins the names of segments; below `folder`.
    let prefix: String

    /// - Parameters: As the request has them; empty ones are made up.
    init(prefix: String, playlist: String, live: String, template: NameTemplate) throws(EgressRequestError) {
        let list = OutputPath.split(OutputPath.removingExtension(template.fill(playlist)))
        let segments = OutputPath.split(template.fill(prefix))
        let liveList = OutputPath.split(OutputPath.removingExtension(template.fill(live)))
        if !liveList.name.isEmpty, liveList.folder != list.folder {
            throw .invalidField("live_playlist_name must be in same directory as playlist_name")
        }
        let fallback = segments.name.isEmpty ? template.generatedName : segments.name
        let listName = list.name.isEmpty ? fallback : list.name
        folder = list.folder.isEmpty ? segments.folder : list.folder
        self.playlist = listName + ".m3u8"
        livePlaylist = liveList.name.isEmpty ? nil : liveList.name + ".m3u8"
        if livePlaylist == self.playlist {
            throw .invalidField("live_playlist_name cannot be identical to playlist_name")
        }
        let base = segments.name.isEmpty ? listName : segments.name
        self.prefix = segments.folder == folder ? base : segments.folder + base
    }

    /// Whether a second attempt writes elsewhere than the first.
    static func isSafeToRetry(prefix: String, playlist: String) -> Bool {
        let (prefix, playlist) = (OutputPath.cleaned(prefix), OutputPath.cleaned(playlist))
        if prefix.contains("{retry}") { return true }
        // Without a prefix of their own the segments are named after the playlist.
        return OutputPath.split(prefix).name.isEmpty
            && (OutputPath.split(playlist).name.isEmpty || playlist.contains("{retry}"))
    }
}
