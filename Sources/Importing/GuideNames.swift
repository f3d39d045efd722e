import Content
import Support

/// Gives each guide of a source its file in the site: the address that it had, as far as the site can have it.
struct GuideNames: Sendable {
    /// Names that the site needs itself, such as `search`.
    private let reserved: Set<String>
    /// Files that have guides, in lower case.
    private var taken: Set<String> = []
    /// Whether a name has capitals, dots or underscores.
    private(set) var keepsNames = false
    /// Whether a guide is in a folder.
    private(set) var hasFolders = false

    init(reserved: Set<String>) { self.reserved = reserved }

    /// The file of a guide relative to `Content/guides`, without `.md`.
    ///
    /// - Parameters:
    ///   - address: the one that it had, such as `a/b`; empty for the first page.
    ///   - isIndex: whether the guide was the first page of its folder, and stays it.
    mutating func take(_ address: String, isIndex: Bool) -> String {
        var parts = address.split(separator: "/").map { Self.name(String($0)) }
        if parts.isEmpty { parts = ["overview"] }
        if reserved.contains(parts[0]) { parts[0] += "-guide" }
        let plain = parts.joined(separator: "/")
        var (out, number) = (plain, 1)
        while taken.contains(out.lowercased()) {
            number += 1
            out = "\(plain)-\(number)"
        }
        taken.insert(out.lowercased())
        if !out.split(separator: "/").allSatisfy({ Slug.isValid(String($0)) }) { keepsNames = true }
        if out.contains("/") || isIndex && !address.isEmpty { hasFolders = true }
        return isIndex && !address.isEmpty && out == plain ? "\(out)/index" : out
    }

    /// The address of a guide's file: that of its folder for `index`.
    static func address(ofOut out: String) -> String { out.fileName == "index" ? out.folder : out }

    /// A name as an address may have it: letters and digits of ASCII, hyphens, dots and underscores.
    private static func name(_ name: String) -> String {
        Naming.keepingAll.isValid(name) ? name : Slug.suggestion(for: name) ?? "page"
    }
}
