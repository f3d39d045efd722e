import Support

/// Makes the address that opens an editor at a line of a file.
package struct EditorLink: Sendable {
    /// `{path}`, `{line}` and `{column}` are filled in.
    let template: String
    let site: String

    /// The address that VS Code opens.
    package static let visualStudioCode = "vscode://file{path}:{line}:{column}"

    init(_ template: String, site: String) {
        self.template = template
        self.site = Disk.realPath(site) ?? site
    }

    func address(_ file: String, _ line: Int, _ column: Int) -> String {
        let path = PercentEncoding.encode("\(site)/\(file)", .embeddedPath)
        return template.replacingBytes("{path}", with: path)
            .replacingBytes("{line}", with: String(line))
            .replacingBytes("{column}", with: String(column))
    }
}
