import Support

/// The files that guides can include, `Content/includes/*.md`, by their paths in that folder.
package struct IncludedFiles: Sendable {
    /// The folder, relative to the site's.
    package static let folder = "Content/includes"

    /// A file that can be included.
    package struct File: Sendable {
        package let text: SourceText
        /// The bytes below its front matter, if it has any.
        package let body: Range<Int>
    }

    private var files: [String: File] = [:]

    /// Tells these very files from all others that were read.
    package private(set) var identity = 0

    package init() {}

    /// Their names, such as `setup.md`, sorted.
    package private(set) var names: [String] = []

    /// The file with a name; nil where there is none.
    package func text(of name: String) -> File? { files[name] }

    /// The path of a file relative to the site's folder.
    package static func path(of name: String) -> String { "\(folder)/\(name)" }

    /// The name of a file in the folder; nil for any other.
    static func name(of file: String) -> String? {
        let prefix = folder + "/"
        return file.hasPrefix(prefix) && file.hasSuffix(".md") ? String(file.dropFirst(prefix.count)) : nil
    }

    mutating func add(_ name: String, _ text: SourceText) {
        files[name] = File(text: text, body: Self.body(of: text))
    }

    /// The bytes below the front matter. A file that starts with a line of hyphens has none, unless what follows is one.
    private static func body(of text: SourceText) -> Range<Int> {
        let split = FrontMatterSplit(text)
        guard let yaml = split.yaml else { return split.body }
        if !split.isUnclosed, yaml.isEmpty { return split.body }
        if !split.isUnclosed, case .mapping? = try? YAML.read(text, yaml) { return split.body }
        return FrontMatterSplit.trimmed(text, from: 0, line: 0)
    }

    /// Stands for these very files from one run of the tool to the next.
    package var digest: [UInt8] {
        var writer = BinaryWriter()
        for name in names {
            writer.write(name)
            writer.write(bytes: files[name]?.text.bytes ?? [])
        }
        return ContentHash.digest(writer.bytes[...])
    }

    /// Takes the identity of an earlier reading, if that found the same bytes.
    mutating func identify(after former: IncludedFiles?) {
        names = files.keys.sorted()
        let isSame =
            former.map { former in
                former.files.count == files.count
                    && files.allSatisfy { former.files[$0.key]?.text.bytes == $0.value.text.bytes }
            } ?? files.isEmpty
        identity = isSame ? former?.identity ?? 0 : Identity.next()
    }
}
