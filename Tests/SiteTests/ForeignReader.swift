import Foundation
import TestSupport

@testable import Support

/// What programs that are not ours read in the published files: Python's parsers of HTML, JSON and XML.
struct ForeignReader {
    /// A text that one of them found in a file.
    struct Text: Decodable {
        /// Such as `guides/a.html`.
        var file: String
        /// The element and its class, such as `p.lead`; the attribute, such as `meta[description]@content`; the way of keys in
        /// JSON, such as `@graph.headline`.
        var place: String
        var text: String
    }

    let texts: [Text]

    /// Reads all files of a folder. Twins and lists in markdown are read as the HTML that `HTML.of` makes of them.
    init(_ files: [String: [UInt8]]) throws {
        let folder = try TemporaryFolder()
        for (path, bytes) in files where Self.isRead(path) {
            let isMarkdown = path.hasSuffix(".md") || path.hasSuffix("llms.txt")
            let location = "\(folder.path)/\(path)"
            if let parent = Disk.parent(of: location) { try Disk.makeFolder(parent) }
            try Disk.writeNew(
                isMarkdown ? Array(HTML.of(String(decoding: bytes, as: UTF8.self)).utf8) : bytes, to: location
            )
        }
        let result = try Program.run(["python3", "-c", Self.script, folder.path])
        guard result.code == 0 else { throw Program.Failure(result.error) }
        texts = try JSONDecoder().decode([Text].self, from: Data(result.output.utf8))
    }

    private static func isRead(_ path: String) -> Bool {
        [".html", ".md", "llms.txt", ".json", ".sarif", ".xml"].contains { path.hasSuffix($0) }
    }

    /// The texts at a place of a file, in order.
    func texts(_ file: String, _ place: String) -> [String] {
        texts.filter { $0.file == file && $0.place == place }.map(\.text)
    }

    private static let script = #"""
        import html.parser, json, os, re, sys, xml.etree.ElementTree
        found = []
        VOID = {'meta', 'link', 'img', 'br', 'hr', 'input'}

        class Page(html.parser.HTMLParser):
            def __init__(self, file):
                super().__init__(convert_charrefs=True)
                self.file, self.open = file, []

            def handle_starttag(self, tag, attributes):
                given = dict(attributes)
                name = tag
                if tag == 'meta': name += '[%s]' % (given.get('name') or given.get('property'))
                elif tag == 'link': name += '[%s]' % given.get('rel')
                elif given.get('class'): name += '.' + given['class'].split()[0]
                for key, value in attributes:
                    found.append((self.file, '%s@%s' % (name, key), value or ''))
                if tag not in VOID: self.open.append([tag, name, '', given])

            def handle_data(self, text):
                # What a script holds is no text of the page.
                for element in self.open[-1:] if self.lasttag == 'script' else self.open: element[2] += text

            def handle_endtag(self, tag):
                if not self.open: raise SystemExit('%s: </%s> without its start' % (self.file, tag))
                opened, name, text, given = self.open.pop()
                if opened != tag: raise SystemExit('%s: </%s> ends <%s>' % (self.file, tag, opened))
                if given.get('type') == 'application/ld+json':
                    # Browsers end a script there, whatever follows.
                    if re.search('</script|<!--|<script', text, re.I): raise SystemExit('%s: the script ends early' % self.file)
                    values(self.file, json.loads(text), '')
                else: found.append((self.file, name, ' '.join(text.split())))

        def values(file, value, way):
            if isinstance(value, dict):
                for key, inner in value.items(): values(file, inner, way + '.' + key if way else key)
            elif isinstance(value, list):
                for inner in value: values(file, inner, way)
            else: found.append((file, way, str(value)))

        for folder, _, names in os.walk(sys.argv[1]):
            for name in sorted(names):
                path = os.path.join(folder, name)
                file = os.path.relpath(path, sys.argv[1])
                text = open(path, encoding='utf-8', newline='').read()
                if name.endswith(('.json', '.sarif')): values(file, json.loads(text), '')
                elif name.endswith('.xml'):
                    for element in xml.etree.ElementTree.fromstring(text).iter():
                        found.append((file, element.tag.split('}')[-1], (element.text or '').strip()))
                        for key, value in element.items(): found.append((file, element.tag.split('}')[-1] + '@' + key, value))
                else:
                    page = Page(file)
                    page.feed(text)
                    page.close()
                    if page.open: raise SystemExit('%s: <%s> has no end' % (file, page.open[-1][0]))
        json.dump([dict(zip(('file', 'place', 'text'), row)) for row in found], sys.stdout)
        """#
}
