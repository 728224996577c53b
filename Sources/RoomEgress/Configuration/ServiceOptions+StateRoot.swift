import Foundation

extension ServiceOptions {
    /// Holds what must outlive a process; by default `~/.local/state/sluice`, as the base directory specification has it.
    var stateRoot: String {
        stateDirectory ?? FileManager.default.homeDirectoryForCurrentUser.path + "/.local/state/sluice"
    }
}

extension RecorderConfiguration {
    /// Holds a folder for each job whose files go to a store. Absolute and in its plain form: keys are found from paths.
    var uploadDirectory: String {
        URL(fileURLWithPath: storage.uploadDirectory ?? service.stateRoot + "/uploads").standardizedFileURL.path
    }
}
