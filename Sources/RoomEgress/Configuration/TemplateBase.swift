/// Where room templates are served, and how such a page is told its layout.
public enum TemplateBase: Hashable, Sendable {
    /// The recorder's form, `template_address` and `base_url`: the layout is a path component.
    case layoutInPath(String)
    /// The egress service's form, `template_base` and `custom_base_url`: the layout is a query parameter.
    case layoutInQuery(String)

    /// The recorder's default.
    public static let standard = TemplateBase.layoutInPath("https://recorder.livekit.io/#")

    var address: String {
        switch self {
        case .layoutInPath(let address), .layoutInQuery(let address): address
        }
    }
}
