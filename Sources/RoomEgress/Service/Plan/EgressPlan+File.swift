extension EgressPlan {
    public struct File: Hashable, Sendable {
        /// As results give it: relative to the output folder, or absolute; without the prefix of a store.
        public let filename: String
        /// Where it is written; absolute.
        public let path: String
        public let format: FileFormat
        /// Absolute; nil where the request wants no manifest.
        public let manifestPath: String?
        /// In the job's store; nil for a file that stays on this machine.
        public let key: String?
        /// Where users find it: the path, or an address of the store.
        public let location: String

        /// - Parameter folder: Absolute; a relative name without a store lies below it.
        init(
            named name: String, _ format: FileFormat, in storage: JobStorage?, folder: String, manifestName: String?
        ) throws(EgressRequestError) {
            filename = name
            self.format = format
            if let storage {
                (path, key, location) = storage.file(named: name)
            } else {
                path = Self.absolute(name, below: folder)
                (key, location) = (nil, path)
            }
            manifestPath = manifestName.map { [path] in OutputPath.split(path).folder + $0 }
            // What a store's key may be is the store's affair; the file is written here first.
            let isKey = key.map { !$0.hasSuffix("/") && $0.utf8.count + (storage?.prefixLength ?? 0) <= 1_024 } ?? true
            guard OutputPath.isUsable(name), OutputPath.isUsable(path), isKey else { throw .invalidField("filepath") }
        }

        /// Where users would find a file of this name.
        static func location(_ name: String, in storage: JobStorage?, _ folder: String) -> String {
            storage?.file(named: name).location ?? absolute(name, below: folder)
        }

        private static func absolute(_ name: String, below folder: String) -> String {
            if name.hasPrefix("/") { return name }
            return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        }
    }
}
