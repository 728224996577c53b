/// What a child of the storage subject says, on one line.
struct StorageReport: ChildReport {
    static let argument = "storage-child"

    /// Of the server.
    var address = ""
    /// In bodies of objects and parts that the server took.
    var bytes = 0
    /// From the stop of a recording until its object was complete.
    var secondsToComplete = 0.0
    /// User time, and all of it, in seconds.
    var userTime = 0.0
    var processorTime = 0.0
    /// Resident memory, in MB: at most, and before anything was uploaded.
    var peakMegabytes = 0.0
    var megabytesBefore = 0.0
}
