public import ServiceKit

extension AddressPolicy {
    /// Where the requests to a service with this configuration may lead: to public addresses, to what it allows, and to its
    /// own template.
    public init(_ configuration: RecorderConfiguration) {
        self.init(allowing: configuration.service.allowedAddresses)
        allow(destinationOf: configuration.template.address)
    }
}
