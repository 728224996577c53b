/// What is known of the navigation under way, from what the browser reports about it.
struct PageNavigation {
    /// Why the page cannot load any more.
    var end: PageError.Reason?

    /// The document that is shown, or is to be: a page may go on to another one while it loads.
    private var loader: String?
    /// HTTP statuses by document.
    private var statuses: [String: Int] = [:]
    /// The documents that fired their load event; `about:blank` is among them.
    private var loaded: Set<String> = []

    /// Before the document is known, its answer is the only one there is.
    var status: Int? { loader.map { statuses[$0] } ?? statuses.values.first }

    var isLoaded: Bool { loader.map(loaded.contains) ?? false }

    /// The browser's answer to the command to navigate, which the page may have gone on from since.
    mutating func begin(_ loader: String?) { self.loader = self.loader ?? loader }

    /// `Page.lifecycleEvent`.
    mutating func noteLifecycle(_ parameters: JSONValue) {
        guard parameters["name"] == "load", let loader = parameters["loaderId"]?.string else { return }
        loaded.insert(loader)
    }

    /// `Page.frameNavigated`.
    mutating func noteFrame(_ parameters: JSONValue) {
        let frame = parameters["frame"]
        guard frame?["parentId"] == nil, let loader = frame?["loaderId"]?.string else { return }
        self.loader = loader
    }

    /// `Network.responseReceived`.
    mutating func noteResponse(_ parameters: JSONValue) {
        guard parameters["type"] == "Document", parameters["requestId"] == parameters["loaderId"],
            let loader = parameters["loaderId"]?.string
        else { return }
        // A page can load any number of frames; one that needs more than these before it has loaded has no status.
        guard statuses.count < 256 else { return }
        statuses[loader] = parameters["response"]?["status"]?.integer
    }
}
