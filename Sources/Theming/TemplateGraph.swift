/// Templates that include each other.
struct TemplateGraph {
    private let templates: [String: Template]
    /// Number of bytes of a template with all that it includes; nil while it is being counted.
    private var sizes: [String: Int] = [:]
    private var isOpen: Set<String> = []
    /// For each template that includes itself, directly or through others, the tag that does, and the path back to it.
    private(set) var cycles: [String: (tag: Template.Tag, way: [String])] = [:]

    init(_ templates: [String: Template]) {
        self.templates = templates
        for name in templates.keys.sorted() { _ = size(of: name) }
    }

    /// The most bytes of a template with all that it includes.
    func expandedSize(of name: String) -> Int { sizes[name] ?? 0 }

    /// Counts one template after those that it includes, without recursion: the way may be as long as there are
    /// templates.
    private mutating func size(of top: String) -> Int {
        if let known = sizes[top] { return known }
        var way: [(name: String, includes: [Template.Tag], next: Int, size: Int)] = []
        func opened(_ name: String) -> (String, [Template.Tag], Int, Int) {
            let includes = templates[name]?.partials ?? []
            return (name, includes, 0, templates[name]?.bytes.count ?? 0)
        }
        way.append(opened(top))
        isOpen.insert(top)
        while let last = way.last {
            guard last.next < last.includes.count else {
                sizes[last.name] = last.size
                isOpen.remove(last.name)
                way.removeLast()
                if !way.isEmpty {
                    way[way.count - 1].size = min(way[way.count - 1].size + last.size, .max / 4)
                }
                continue
            }
            let tag = last.includes[last.next]
            way[way.count - 1].next += 1
            if let known = sizes[tag.name] {
                way[way.count - 1].size = min(last.size + known, .max / 4)
            } else if isOpen.contains(tag.name) {
                note(Array(way.map(\.name).drop { $0 != tag.name }))
            } else if templates[tag.name] != nil {
                isOpen.insert(tag.name)
                way.append(opened(tag.name))
            }
        }
        return sizes[top] ?? 0
    }

    /// Every template of a cycle would never end, whichever of them closes it.
    private mutating func note(_ cycle: [String]) {
        for (index, name) in cycle.enumerated() where cycles[name] == nil {
            let next = cycle[(index + 1) % cycle.count]
            let tag = templates[name]?.partials.first { $0.name == next }
            guard let tag else { continue }
            cycles[name] = (tag, Array(cycle[index...] + cycle[..<index]))
        }
    }
}
