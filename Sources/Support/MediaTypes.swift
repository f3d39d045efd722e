/// Media types by the endings of file names (IANA).
package enum MediaTypes {
    /// The media type of a file by the ending of its name; `application/octet-stream` for unknown ones.
    package static func type(of path: String) -> String {
        if path.hasSuffix("/feed.xml") { return "application/atom+xml; charset=utf-8" }
        if path.hasSuffix(".schema.json") { return "application/schema+json" }
        let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map(String.init)
        return all[ending?.lowercased() ?? ""] ?? "application/octet-stream"
    }

    package static let all = [
        "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8",
        "txt": "text/plain; charset=utf-8",
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "json": "application/json",
        "sarif": "application/sarif+json", "xml": "application/xml; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "jpg": "image/jpeg",
        "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif",
        "ico": "image/vnd.microsoft.icon", "pdf": "application/pdf", "csv": "text/csv; charset=utf-8",
        "zip": "application/zip", "woff2": "font/woff2", "woff": "font/woff", "mp4": "video/mp4",
        "yml": "application/yaml", "yaml": "application/yaml", "webmanifest": "application/manifest+json",
        "wasm": "application/wasm",
    ]
}
