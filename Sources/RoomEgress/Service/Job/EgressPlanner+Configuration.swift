import Foundation

extension EgressPlanner {
    /// As a service is configured. The process of a job makes the same plan from the same words.
    init(_ configuration: RecorderConfiguration, takenPaths: Set<String>) {
        self.init(
            configuration: configuration,
            outputDirectory: configuration.service.outputDirectory ?? FileManager.default.currentDirectoryPath,
            uploadDirectory: configuration.uploadDirectory)
        sessionLimits = configuration.service.limits
        disallowsLocalStorage = configuration.service.disallowsLocalStorage
        self.takenPaths = takenPaths
    }
}
