import Content
import Support

/// Links to files that are gone, and whose addresses led on.
extension SourcePages {
    /// A destination, or the address to which it led on where its file is gone.
    func followed(_ destination: String, of page: Page) -> String {
        let (path, suffix) = AddressText.split(destination)
        guard !facts.moved.isEmpty, let decoded = PercentEncoding.decode(path),
            let file = RelativePath.resolve(decoded.after("~/") ?? decoded, in: page.file.folder),
            !folder.has(file), let moved = facts.moved[file]
        else { return destination }
        return address(moved, withPartOf: suffix)
    }

    /// The address to which a page moved, with the part that a link to the old page named, where the new one has it too.
    private func address(_ moved: String, withPartOf suffix: String) -> String {
        guard let id = suffix.after("#"), let path = moved.split(separator: "#").first.map(String.init) else {
            return moved
        }
        let own = path.after(facts.path + "/") ?? path.after("/")
        guard case .page(let file)? = address(own), let lines = folder.lines(file) else {
            return path + suffix
        }
        let hasPart = lines.contains { line in
            let text: String = line.text.drop { $0 == "#" }.trimmed
            return line.text.begins("#") && CodeHostAnchor.make(text.replacingBytes("`", with: "")) == id
        }
        return hasPart ? path + suffix : moved
    }
}
