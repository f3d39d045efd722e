import Content
import Findings
import Library
import Records

/// A state of the site's own checks of domains that no issue answers, that two issues answer, or that there is not.
enum ToolsUnknownIssue: LibraryCheck {
    static let check = CheckID.toolsUnknownIssue
    static let finds =
        "A result of the page that checks domains that no issue claims under `states`, that two issues claim, or a state that does not exist."
    static let why =
        "Readers who check a domain are led from each result to the section that fixes it. Without it, they are told what is wrong and not what to do."
    static let examples = [
        Example(
            .described,
            bad: "`checker` in site.yml, and no issue with `states: [spf/multiple]` under `check`.",
            good: "An issue for each state, or for several: `states: [spf/multiple, spf/invalid]`.")
    ]

    static func run(_ library: Library) -> [Finding] {
        guard let checker = library.site.checker else { return [] }
        let states: [String: RecordState]
        do {
            states = try RecordRules.shared.states()
        } catch {
            return [
                Finding(
                    self, file: Site.file, at: checker.resolver.location,
                    "the states cannot be read: \(error)")
            ]
        }
        var findings: [Finding] = []
        var owners: [String: String] = [:]
        for guide in library.shape.listed.map({ library.guides[$0] }) {
            for issue in guide.frontMatter.issues {
                for state in issue.check?.claimed ?? [] {
                    let fault: (text: String, help: String)
                    if states[state.text] == nil {
                        let near = Nearest.match(state.text, among: states.keys.sorted())
                        fault = (
                            "there is no state \"\(state.text)\"",
                            near.map { "did you mean \($0)?" } ?? "the guide about checkers lists all states"
                        )
                    } else if let other = owners[state.text] {
                        fault = (
                            "the state \(state.text) leads to the issue \(other) already",
                            "keep it in one of the two"
                        )
                    } else {
                        owners[state.text] = issue.id.text
                        continue
                    }
                    findings.append(
                        Finding(
                            self, file: guide.file, at: state.location, to: state.end, fault.text,
                            help: fault.help))
                }
            }
        }
        for (name, state) in states.sorted(by: { $0.key < $1.key }) where owners[name] == nil {
            findings.append(
                Finding(
                    self, file: Site.file, at: checker.resolver.location,
                    "no issue answers the result \"\(state.text)\" (\(name))",
                    help: "add `states: [\(name)]` under `check` of the issue that says how to fix it"))
        }
        return findings
    }
}
