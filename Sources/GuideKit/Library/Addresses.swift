import Markdown

/// Where everything is published: paths on the site, and twins' full addresses.
package struct Addresses: Sendable {
    /// Scheme and host, without a slash at the end.
    package let origin: String
    /// The index's path; empty where the guides are the whole site.
    package let path: String

    package init(origin: String, path: String) {
        self.origin = origin
        self.path = path
    }

    /// The index: `/guides`, or `/`.
    package var index: String { path.isEmpty ? "/" : path }
    package var indexTwin: String { origin + (path.isEmpty ? "/index.md" : path + ".md") }
    /// The list of all guides for agents.
    package var guideIndex: String { origin + "/llms.txt" }

    /// The path of a guide's page, such as `/guides/tls`.
    package func page(_ slug: String) -> String { "\(path)/\(slug)" }
    package func category(_ id: String) -> String { "\(path)/categories/\(id)" }
    /// The path of an issue's own address, such as `/guides/i/missing-spf-record`.
    package func issue(_ id: String) -> String { "\(path)/i/\(id)" }
    /// The path of the glossary, which is made of the site's terms.
    package var glossary: String { path + "/glossary" }
    package var search: String { path + "/search" }
    /// The path of what the search loads first; it names the other files.
    package var searchIndex: String { path + "/search.json" }
    package var catalog: String { path + "/issues.json" }
    package var catalogSchema: String { path + "/issues.schema.json" }
    package var catalogTaxonomy: String { path + "/issues.sarif" }
    /// The path of a file that lies beside the guides.
    package func file(_ relative: String) -> String { "\(path)/\(relative)" }

    /// A path's full address.
    package func full(_ path: String) -> String { origin + path }
    /// The address of the twin of the page at `path`.
    package func twin(of path: String) -> String { path == "/" ? indexTwin : origin + path + ".md" }

    /// A path as a file below the output folder, such as `guides/tls.html`.
    package func output(_ path: String, _ ending: String) -> String {
        path == "/" ? "index" + ending : path.dropFirst() + ending
    }
}
