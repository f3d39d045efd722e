import Support

/// How the names of files become addresses, as `addresses` and `names` of `site.yml` say.
package struct Naming: Sendable, Hashable {
    /// The part of a guide's path that is in its address, `addresses` of `site.yml`.
    enum Form: String, Sendable, CaseIterable {
        /// The name of the file alone, whatever folder it is in.
        case flat
        /// The folders too.
        case folders
    }

    /// What becomes of capitals, dots and underscores, `names` of `site.yml`.
    enum Letters: String, Sendable, CaseIterable {
        /// A name that has any is refused.
        case plain
        /// They are kept.
        case kept
    }

    var form = Form.flat
    var letters = Letters.plain

    /// The usual rule: flat and plain.
    package init() {}

    init(form: Form = .flat, letters: Letters = .plain) {
        self.form = form
        self.letters = letters
    }

    /// The rule that keeps most of the addresses of another site: folders, capitals, dots and underscores.
    package static let keepingAll = Naming(form: .folders, letters: .kept)

    /// Whether folders are part of addresses, so that a slug may have slashes: `mail/spf`.
    package var hasFolders: Bool { form == .folders }
    /// Whether names may have capitals, dots and underscores, such as `v1.2_Notes`.
    package var keepsNames: Bool { letters == .kept }

    /// The slug of the guide in a file.
    ///
    /// - Parameter path: relative to `Content/guides`, with `.md`.
    /// - Returns: `spf` for `mail/spf.md`; where folders are in addresses `mail/spf`, and `mail` for `mail/index.md`.
    package func slug(of path: String) -> String {
        let name = path.utf8.dropLast(3)
        let slash = UInt8(ascii: "/")
        guard hasFolders else {
            return String(decoding: name.split(separator: slash).last ?? name, as: UTF8.self)
        }
        let index = "/index".utf8
        let isIndex = name.count > index.count && name.suffix(index.count).elementsEqual(index)
        return String(decoding: isIndex ? name.dropLast(index.count) : name, as: UTF8.self)
    }

    /// The file of a guide that is to have a slug, relative to `Content/guides`.
    ///
    /// - Parameter former: the path of the file that it has now: one named `index.md` stays one.
    package func path(of slug: String, insteadOf former: String) -> String {
        if hasFolders { return former.hasSuffix("/index.md") ? slug + "/index.md" : slug + ".md" }
        let folders = former.split(separator: "/").dropLast().map(String.init)
        return (folders + [slug + ".md"]).joined(separator: "/")
    }

    /// Whether a guide can have this slug: each part of it is a name that can be in an address.
    package func isValid(_ slug: String) -> Bool {
        guard hasFolders else { return isValidName(slug) }
        return slug.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy {
            isValidName(String(decoding: $0, as: UTF8.self))
        }
    }

    private func isValidName(_ name: String) -> Bool {
        guard keepsNames else { return Slug.isValid(name) }
        let lower = name.lowercased()
        // A page with such a name would be at the address of another one, in another format.
        guard !lower.hasSuffix(".md"), !lower.hasSuffix(".html"), name.utf8.first != UInt8(ascii: "."),
            name.utf8.last != UInt8(ascii: ".")
        else { return false }
        let plain = lower.utf8.map { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") ? 97 : $0 }
        return name.utf8.count == plain.count && Slug.isValid(String(decoding: plain, as: UTF8.self))
    }

    /// What a name may have, for messages.
    var rule: String {
        keepsNames
            ? "a name has only letters from A to Z and a to z, digits, single hyphens, underscores, and dots within it, and does not end with .md or .html"
            : "a name has only letters from a to z in lower case, digits and single hyphens"
    }
}

extension Naming: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(form.rawValue)
        writer.write(letters.rawValue)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        guard let form = Form(rawValue: try reader.text()), let letters = Letters(rawValue: try reader.text())
        else { throw BinaryReader.Broken() }
        self.init(form: form, letters: letters)
    }
}
