import Checks
import Content
import Findings
import Library
import Markdown
import Rendering

/// A twin that llms.txt does not list, or an entry without a twin.
enum AgentsUnlisted: Check {
    static let check = CheckID.agentsUnlisted
    static let finds =
        "A twin that `llms.txt` does not list, or an entry in it that has no twin."
    static let why =
        "Agents start at `llms.txt`. They do not find what it does not list, and an entry without a twin costs them a request."
    static let examples = [
        Example(
            .described,
            bad: "A guide in a category that site.yml does not have, if that finding is suppressed.",
            good: "The same guide in a category from site.yml.")
    ]

    static func run(_ library: Library) -> [Finding] {
        var listed: Set<ArraySlice<UInt8>> = []
        let lists = LLMSText.make(library, hasFull: false)
        for list in lists {
            var rest = list.bytes[...]
            while let close = rest.firstIndex(of: UInt8(ascii: "]")) {
                // A backslash in front of it that is escaped itself escapes nothing.
                let backslashes = list.bytes[..<close].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
                let isEscaped = backslashes % 2 == 1
                rest = rest[(close + 1)...]
                guard !isEscaped, rest.first == UInt8(ascii: "(") else { continue }
                listed.insert(rest.dropFirst().prefix { $0 != UInt8(ascii: ")") })
            }
        }
        let addresses = library.addresses
        let published = library.resolver.lists
        let known = Set(
            (library.twins + published.pages.map(addresses.twin(of:)) + published.files.map(addresses.full)
                + lists.map { addresses.full("/" + $0.path) }).map {
                    Relinking.destination($0, isBracketed: false)[...]
                })
        var findings = library.shape.listed.filter {
            !listed.contains(Relinking.destination(library.twins[$0], isBracketed: false)[...])
                && !library.isBlamedForCategory($0)
        }
        .map { index in
            let guide = library.guides[index]
            return Finding(
                self, file: guide.file, at: guide.frontMatter.category.location,
                to: guide.frontMatter.category.end,
                "llms.txt does not list this guide", help: "give it a category from site.yml")
        }
        for entry in listed.subtracting(known).map({ String(decoding: $0, as: UTF8.self) }).sorted() {
            findings.append(
                Finding(self, file: Site.file, at: .start, "llms.txt lists \(entry), which is not a twin"))
        }
        return findings
    }
}
