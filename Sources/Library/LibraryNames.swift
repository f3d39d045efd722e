import Findings
import Markdown
import Synchronization

/// The names of a library that links lead to: slugs, files, and each guide's anchors. A list is made ready when it is first
/// asked for, and only once, so that fifty thousand links cost little more than one.
package final class LibraryNames: Sendable {
    private let anchors = Mutex<[Int: Set<String>]>([:])
    private let sharedAnchors = Mutex<[Int: [String: Int]]>([:])
    private let foldedAnchors = Mutex<[Int: [String: String]]>([:])
    private let pageAnchors = Mutex<[String: (all: Set<String>, parts: [String])?]>([:])
    private let directory: any OutputDirectory
    private let near = Mutex<[List: Nearest.Names]>([:])
    private let lastNames = Mutex<[String: Int]?>(nil)
    private let issues = Mutex<[String: (guide: Int, anchor: String)]?>(nil)

    /// A set of names in which the nearest one is looked for.
    package enum List: Hashable, Sendable {
        case slugs
        /// Files beside the guides, relative to `Content/guides`.
        case files
        /// The anchors of a guide's headings.
        case anchors(of: Int)
        /// The parts of a page that the site makes besides guides, by its path.
        case parts(ofPage: String)
    }

    init(_ directory: any OutputDirectory) { self.directory = directory }

    /// The ids of a page that the site makes besides guides, by its path; nil where they are not known. Ids with a colon, such
    /// as `page:content`, are the theme's own, and no parts to link to.
    private func anchors(ofPage path: String, in library: Library) -> (all: Set<String>, parts: [String])? {
        pageAnchors.withLock { known in
            if let made = known[path] { return made }
            let made = directory.anchors(ofPage: path, in: library).map { ids in
                (Set(ids), ids.filter { !$0.contains(":") })
            }
            known[path] = .some(made)
            return made
        }
    }

    /// The ids of such a page that lead to parts of it, in order.
    func parts(ofPage path: String, in library: Library) -> [String] {
        anchors(ofPage: path, in: library)?.parts ?? []
    }

    /// Whether such a page has an element with this id. Where that is not known nothing is held against a link.
    func has(_ fragment: String, ofPage path: String, in library: Library) -> Bool {
        anchors(ofPage: path, in: library)?.all.contains(fragment) ?? true
    }

    /// Whether a guide's page has an element with this id: a heading, a place, a former one or a footnote.
    func has(_ fragment: String, of index: Int, in library: Library) -> Bool {
        let guide = library.guides[index]
        let known = anchors.withLock { all in
            all[index]
                ?? {
                    let made = Set(
                        guide.document.ids + guide.formerAnchors.map(\.former.text))
                    all[index] = made
                    return made
                }()
        }
        return known.contains(fragment) || guide.document.hasFootnote(fragment)
    }

    /// The heading of a guide that a fragment names, where it is one of several with the same text.
    func sharedHeading(_ fragment: String, of index: Int, in library: Library) -> Document.Heading? {
        let document = library.guides[index].document
        return sharedAnchors.withLock { all in
            let known =
                all[index]
                ?? {
                    let made = Dictionary(
                        document.sharedHeadings.map { (document.headings[$0].anchor, $0) },
                        uniquingKeysWith: min)
                    all[index] = made
                    return made
                }()
            return known[fragment].map { document.headings[$0] }
        }
    }

    /// The anchor of a guide that `fragment` is but for letter case.
    func anchor(likely fragment: String, of index: Int, in library: Library) -> String? {
        foldedAnchors.withLock { all in
            if let made = all[index] { return made[fragment.lowercased()] }
            let made = Dictionary(
                library.guides[index].document.ids.map { ($0.lowercased(), $0) },
                uniquingKeysWith: { first, _ in first })
            all[index] = made
            return made[fragment.lowercased()]
        }
    }

    /// The name of a list that was probably meant, as in `spf` for `spff`; nil where none is near.
    func nearest(to name: String, among list: List, in library: Library) -> String? {
        let names = near.withLock { all in
            all[list]
                ?? {
                    let made = Nearest.Names(Self.names(list, library))
                    all[list] = made
                    return made
                }()
        }
        return names.match(name)
    }

    private static func names(_ list: List, _ library: Library) -> [String] {
        switch list {
        case .slugs: library.guides.map(\.slug)
        case .files: library.files
        case .anchors(let index): library.guides[index].document.ids
        case .parts(let path): library.parts(ofPage: path)
        }
    }

    /// The only guide whose slug ends with a name, whatever folders are before it.
    func guide(lastNamed name: String, in library: Library) -> Int? {
        lastNames.withLock { all in
            if let made = all { return made[name] }
            let named = Dictionary(grouping: library.guides.indices) { library.guides[$0].lastName }
            let made = named.compactMapValues { $0.count == 1 ? $0[0] : nil }
            all = made
            return made[name]
        }
    }

    /// The issue that is published under an id or a former one: its guide, and the anchor of its heading.
    func issue(named id: String, in library: Library) -> (guide: Int, anchor: String)? {
        issues.withLock { all in
            if let made = all { return made[id] }
            var made: [String: (guide: Int, anchor: String)] = [:]
            for (index, guide) in library.guides.enumerated() {
                for issue in guide.issues {
                    for name in issue.names where made[name] == nil { made[name] = (index, issue.anchor) }
                }
            }
            all = made
            return made[id]
        }
    }
}
