import Foundation

extension Browser.Page {
    /// The accessibility tree as Chromium gives it to screen readers: a line for each node with its role, name and states, each indented
    /// below the one that holds it. Plain text within a node that has it as its name is left out.
    package func accessTree() async throws -> String {
        try await call("Accessibility.enable")
        let found = try await call("Accessibility.getFullAXTree")
        let nodes = found["nodes"] as? [[String: Any]] ?? []
        let byID = Dictionary(
            nodes.compactMap { node in (node["nodeId"] as? String).map { ($0, node) } },
            uniquingKeysWith: { first, _ in first })
        var lines: [String] = []
        func text(_ node: [String: Any], _ key: String) -> String {
            (node[key] as? [String: Any])?["value"].map { "\($0)" } ?? ""
        }
        func add(_ node: [String: Any], depth: Int, inName name: String) {
            let role = text(node, "role")
            let own = text(node, "name")
            let isIgnored =
                node["ignored"] as? Bool == true
                || ["none", "generic", "InlineTextBox", "LineBreak"].contains(role)
            let isNamed = role == "StaticText" && name.contains(own)
            var below = depth
            if !isIgnored, !isNamed {
                let states = (node["properties"] as? [[String: Any]] ?? []).compactMap {
                    property -> String? in
                    guard let key = property["name"] as? String, Self.states.contains(key) else { return nil }
                    let value = text(property, "value")
                    return value == "false" || value.isEmpty
                        ? nil : value == "true" || value == "1" && key != "level" ? key : "\(key)=\(value)"
                }
                let description = text(node, "description")
                let parts =
                    [role, own.isEmpty ? "" : "\"\(own)\"", description.isEmpty ? "" : "(\(description))"]
                    + states.sorted()
                lines.append(
                    String(repeating: "  ", count: depth)
                        + parts.filter { !$0.isEmpty }.joined(separator: " "))
                below += 1
            }
            for child in node["childIds"] as? [String] ?? [] {
                if let child = byID[child] { add(child, depth: below, inName: isIgnored ? name : own) }
            }
        }
        if let root = nodes.first { add(root, depth: 0, inName: "") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// States that tell how to use a node.
    private static let states: Set<String> = [
        "level", "expanded", "selected", "checked", "pressed", "hasPopup", "autocomplete", "modal", "current",
        "focused", "live", "disabled",
    ]
}
