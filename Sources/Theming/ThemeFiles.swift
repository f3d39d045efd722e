import Content
import DefaultTheme
import Findings
import Support

/// The files of a site's `Templates/`.
struct ThemeFiles {
    /// A template of the site's own.
    struct TemplateFile {
        /// Without `.mustache`, such as `guide`.
        var name: String
        /// Relative to the site's folder.
        var path: String
        var source: SourceText
    }

    private(set) var templates: [TemplateFile] = []
    /// Those that are not the tool's own, byte for byte.
    private(set) var changed: [TemplateFile] = []
    /// By their names below `assets/`.
    private(set) var assets: [String: [UInt8]] = [:]
    /// Findings about files that cannot be read, and about characters in assets that nobody sees.
    private(set) var findings: [Finding] = []
    /// Number of bytes of all templates together.
    private var size = 0

    /// Reads the files of `tree`, which is that of the site in `folder`.
    init(_ tree: ContentTree, site folder: String) {
        for file in tree.files where file.path.hasPrefix(ContentTree.templates + "/") {
            let name = file.path.dropFirst(ContentTree.templates.count + 1)
            let isTemplate = name.hasSuffix(".mustache")
            guard isTemplate || name.hasPrefix("assets/") else { continue }
            do throws(DiskError) {
                let bytes = try Disk.read("\(folder)/\(file.path)")
                if isTemplate {
                    addTemplate(String(name.dropLast(".mustache".count)), bytes, path: file.path)
                } else {
                    addAsset(String(name.dropFirst("assets/".count)), bytes, path: file.path)
                }
            } catch {
                findings.append(UnreadableFile.finding(error, file: file.path))
            }
        }
    }

    private mutating func addTemplate(_ name: String, _ bytes: [UInt8], path: String) {
        // A byte order mark within a page would start its body before its head.
        let bytes = bytes.starts(with: FrontMatterSplit.byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
        size += bytes.count
        guard size <= Template.largestInAll else {
            findings.append(
                Finding(
                    .templatesInvalid, file: path, at: .start,
                    "with this one, all templates together have more than \(Template.largestInAll) bytes",
                    help: "remove templates that no page includes, or make them smaller"))
            return
        }
        if let finding = UnreadableFile.finding(bytes, file: path, largest: Template.largest) {
            findings.append(finding)
        } else {
            let template = TemplateFile(name: name, path: path, source: SourceText(bytes))
            templates.append(template)
            if DefaultTheme.templates[name] != bytes { changed.append(template) }
        }
    }

    private mutating func addAsset(_ name: String, _ bytes: [UInt8], path: String) {
        assets[name] = bytes
        if Self.isText(path), String(validating: bytes, as: UTF8.self) != nil {
            findings += InvisibleCharacter.findings(in: SourceText(bytes), file: path)
        }
        guard name.hasSuffix(".js"), let script = ScriptStrings(bytes) else { return }
        let source = SourceText(bytes)
        findings += script.names.filter { StringKey(named: $0.name) == nil }.map { name, offset in
            Finding(
                .templatesInvalid, file: path, at: source.location(of: offset),
                "no string is named \"\(MessageText.name(name))\"",
                help: Nearest.match(name, among: StringKey.names).map { "did you mean \($0)?" }
                    ?? ScriptStrings.helpOnNames)
        }
    }

    /// Whether an asset is a text that readers get to see, or that says how they see one. A program is not: what it
    /// holds besides ASCII is its own affair.
    private static func isText(_ path: String) -> Bool {
        let ending = path.split(separator: ".").last?.lowercased() ?? ""
        return ["css", "html", "htm", "json", "svg", "txt", "webmanifest", "xml"].contains(ending)
    }
}
