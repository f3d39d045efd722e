import Content
import Findings
import Support

/// The names that guides can have, and what is said of others.
extension Library {
    /// The message where no guide has a slug, such as `no guide is named "tsl"; did you mean tls?`.
    package func unknownGuide(_ slug: String) -> String {
        let near = nearestSlug(to: slug).map { "did you mean \($0)?" }
        return "no guide is named \(slug); \(near ?? "slugs are the names of the files in Content/guides")"
    }

    /// Why no guide can get a slug, with what to do; nil where one can.
    ///
    /// - Parameter guide: the guide that is to have it; nil for a new one.
    package func refusal(ofName slug: String, for guide: Guide? = nil) -> String? {
        let isReserved = isReserved(slug)
        guard site.naming.isValid(slug), !isReserved else {
            let finding = Slug.finding(
                Located(text: slug, location: .start), in: "", what: "the new name", site.naming,
                isReserved: isReserved)
            return "\(finding.message); \(finding.help)"
        }
        if resolver.guidesBySlug[slug] != nil {
            return "a guide is already named \(slug); choose another name"
        }
        guard let other = index(ofAlias: slug), guides[other] !== guide else { return nil }
        return
            "\(guides[other].file) was once named \(slug), and readers still follow that name; choose another one"
    }

    /// Whether the site itself needs a name that is to be a slug or an alias, or the folder of one.
    package func isReserved(_ slug: String) -> Bool {
        let parts = slug.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        let reserved = reservedNames
        guard let first = parts.first, !reserved.contains(first), !reserved.contains(first.lowercased())
        else {
            return true
        }
        // The file of such a page would be the index of its folder.
        if parts.count > 1, parts.last == "index" { return true }
        // Its twin would have the name of a file of the site, such as `sitemap.md` where the guides are the whole host.
        if resolver.lists.files.contains("\(addresses.path)/\(slug.lowercased()).md") { return true }
        guard slug.utf8.contains(UInt8(ascii: ".")) else { return false }
        var path = addresses.path
        return parts.contains { part in
            path += "/" + part
            return resolver.lists.files.contains(path)
        }
    }
}
