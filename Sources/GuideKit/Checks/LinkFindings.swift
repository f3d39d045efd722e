import Markdown

extension Library {
    /// One finding for each link whose target `judge` finds fault with.
    ///
    /// A reference's destination is that of its definition, so the definition is where it is found, once.
    func findings(
        _ check: any Check.Type, _ judge: (Guide, LinkTarget) -> (message: String, help: String)?
    ) -> [Finding] {
        var findings: [Finding] = []
        for (index, guide) in guides.enumerated() {
            for (link, target) in zip(guide.document.links, targets[index]) where link.kind != .reference {
                guard let fault = judge(guide, target) else { continue }
                findings.append(
                    Finding(check, file: guide.file, at: link.place, fault.message, help: fault.help))
            }
        }
        return findings
    }
}
