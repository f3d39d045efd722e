/// Templates that include each other.
struct TemplateGraph {
    private let templates: [String: Template]
    /// Templates that include each other in a circle, as one of them sees it.
    struct Cycle {
        /// The tag that includes the next one.
        var tag: Template.Tag
        /// All of them, in order.
        fileprivate var names: [String]
        fileprivate var index: Int

        /// The way back to the template, such as `head → x → y → head`, with the first and the last few of many.
        var way: String {
            let all = names[index...] + names[..<index] + [names[index]]
            let shown = all.count > 8 ? all.prefix(4) + ["…"] + all.suffix(3) : all[...]
            return shown.joined(separator: " → ")
        }
    }

    /// Number of bytes of each template with all that it includes, once it is counted.
    private var sizes: [String: Int] = [:]
    private var isOpen: Set<String> = []
    /// The cycle of each template that includes itself, directly or through others.
    private(set) var cycles: [String: Cycle] = [:]

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
            return (name, includes, 0, templates[name]?.size ?? 0)
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
            cycles[name] = Cycle(tag: tag, names: cycle, index: index)
        }
    }
}
