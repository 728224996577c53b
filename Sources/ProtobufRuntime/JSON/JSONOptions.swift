/// How a message is read from JSON.
public struct JSONReadingOptions: Sendable {
    /// Whether members the schema does not have, and names an enum does not have, are passed over.
    public var ignoresUnknownFields: Bool
    /// The messages an `Any` may hold.
    public var registry: TypeRegistry
    public var limits: DecodingLimits

    public init(
        ignoresUnknownFields: Bool = false, registry: TypeRegistry = TypeRegistry(),
        limits: DecodingLimits = DecodingLimits()
    ) {
        self.ignoresUnknownFields = ignoresUnknownFields
        self.registry = registry
        self.limits = limits
    }
}

/// How a message is written as JSON.
public struct JSONWritingOptions: Sendable {
    /// `egress_id` instead of `egressId`.
    public var usesSchemaNames: Bool
    /// Whether fields without presence are written even when they are not set.
    public var writesDefaults: Bool
    /// The messages an `Any` may hold.
    public var registry: TypeRegistry

    public init(
        usesSchemaNames: Bool = false, writesDefaults: Bool = false, registry: TypeRegistry = TypeRegistry()
    ) {
        self.usesSchemaNames = usesSchemaNames
        self.writesDefaults = writesDefaults
        self.registry = registry
    }
}
