import Support

/// The scripts and styles of the preview, as they are in the folder `Client`.
enum ClientFiles {
    /// By the path at which each is served. Scripts import each other by names beside their own.
    private static let files: [String: [UInt8]] = [
        "/_guides/preview.js": PackageResources.preview_js,
        "/_guides/morph.js": PackageResources.morph_js,
        "/_guides/panel.js": PackageResources.panel_js,
        "/_guides/tabs.js": PackageResources.tabs_js,
        "/_guides/parts.js": PackageResources.parts_js,
        "/_guides/preview.css": PackageResources.preview_css,
        "/_guides/findings.css": PackageResources.findings_css,
        "/_guides/events.js": PackageResources.events_js,
        "/_guides/pages.js": PackageResources.pages_js,
        "/_guides/pages.css": PackageResources.pages_css,
    ]

    /// The answer for a file; nil where no file has this path.
    static func answer(_ path: String) -> SiteResponder.Answer? {
        files[path].map { SiteResponder.Answer(type: MediaTypes.type(of: path), body: $0) }
    }
}
