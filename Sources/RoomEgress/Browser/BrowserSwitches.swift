/// Chromium's command line for a recording.
struct BrowserSwitches {
    let arguments: [String]

    init(_ options: Browser.Options, profile: String) {
        var switches = Self.always
        switches["window-size"] = "\(options.width),\(options.height)"
        switches["user-data-dir"] = profile
        if !options.isSandboxed { switches["no-sandbox"] = "" }
        if options.isInsecure {
            switches["disable-web-security"] = ""
            switches["allow-running-insecure-content"] = ""
            switches["ignore-certificate-errors"] = ""
        }
        for flag in options.flags {
            switch flag.value {
            case .present: switches[flag.name] = ""
            case .absent: switches.removeValue(forKey: flag.name)
            case .text(let value): switches[flag.name] = value
            }
        }
        arguments = switches.sorted { $0.key < $1.key }.map { name, value in
            value.isEmpty ? "--\(name)" : "--\(name)=\(value)"
        } + ["about:blank"]
    }

    private static let always: [String: String] = [
        // Over pipes 3 and 4, never over a port.
        "remote-debugging-pipe": "",
        // A picture that fills the display, without what a person would see around it.
        "kiosk": "", "window-position": "0,0", "disable-infobars": "", "hide-scrollbars": "",
        "no-first-run": "", "no-default-browser-check": "", "disable-translate": "", "noerrdialogs": "",
        "force-device-scale-factor": "1", "force-color-profile": "srgb",
        // Sound plays without a click.
        "autoplay-policy": "no-user-gesture-required",
        // There is no GPU; the page is drawn in software, and always at full pace.
        "disable-gpu": "", "disable-background-timer-throttling": "", "disable-backgrounding-occluded-windows": "",
        "disable-renderer-backgrounding": "", "disable-ipc-flooding-protection": "",
        // No keyring, no crash reports, no calls home.
        "password-store": "basic", "use-mock-keychain": "", "disable-breakpad": "", "disable-sync": "",
        "disable-background-networking": "", "disable-client-side-phishing-detection": "",
        "disable-component-update": "", "disable-default-apps": "", "disable-domain-reliability": "",
        "disable-extensions": "", "metrics-recording-only": "", "safebrowsing-disable-auto-update": "",
        // A container's /dev/shm is small.
        "disable-dev-shm-usage": "",
        "disable-hang-monitor": "", "disable-popup-blocking": "", "disable-prompt-on-repost": "",
        "enable-features": "NetworkService,NetworkServiceInProcess",
        "disable-features":
            "AudioServiceOutOfProcess,site-per-process,Translate,TranslateUI,BlinkGenPropertyTrees,MediaRouter,"
            + "OptimizationHints,"
            // The address bar nobody sees would load two pages of its own, for half a second of CPU just when the
            // recording starts (Chromium 156).
            + "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
    ]
}
