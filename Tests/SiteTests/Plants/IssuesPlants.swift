extension Plant {
    /// Faults in the sections of issues.
    static let ofIssues: [Plant] = [
        Plant("issues/duplicate-title") {
            let draft = $0
            let to = $0.guides.last { !draft.unlinkedIssues($0).isEmpty }!
            let others = $0.guides.filter { $0 < to }
            let from = others[$0.number % others.count]
            $0.forgetIssues(of: to)
            let line = $0.unlinkedIssues(to).randomElement(using: &$0.random)!
            let title = $0.lines(from)[$0.issues(from).randomElement(using: &$0.random)!]
            var lines = $0.lines(to)
            lines[line] = title
            $0.set(to, lines)
            return Planted(file: to, line: line + 1)
        },
        Plant("issues/no-steps") {
            let file = $0.guide()
            let heading = $0.issues(file).randomElement(using: &$0.random)!
            var lines = $0.lines(file)
            var next = heading + 1
            while next < lines.count, !lines[next].hasPrefix("### "), !lines[next].hasPrefix("> ") {
                next += 1
            }
            for index in (heading + 1)..<next where lines[index].first?.isNumber == true {
                lines[index] = "- " + lines[index].drop { $0 != " " }.dropFirst()
            }
            $0.set(file, lines)
            return Planted(file: file, line: heading + 1)
        },
        Plant("issues/no-signal") {
            let file = $0.guide()
            let heading = $0.issues(file).randomElement(using: &$0.random)!
            var lines = $0.lines(file)
            lines[heading + 2] = "Something about the \($0.pick(Plant.words)) is not as it should be."
            $0.set(file, lines)
            return Planted(file: file, line: heading + 3)
        },
        Plant("issues/no-verify") {
            let file = $0.guide()
            let heading = $0.issues(file).randomElement(using: &$0.random)!
            var lines = $0.lines(file)
            var last = heading + 4
            while lines[last].first?.isNumber == true { last += 1 }
            lines[last - 1] =
                "\(lines[last - 1].prefix { $0.isNumber }). Put the \($0.pick(Plant.words)) away."
            $0.set(file, lines)
            return Planted(file: file, line: last)
        },
        Plant("issues/bad-code") {
            let file = "Content/guides/tls.md"
            return $0.head(
                "issues:\n  - issue: tls-certificate-expired\n⟦    matches: [\"\($0.pick(["5.7.99", "5.9.1", "4.1.50", "6.1.1", "3.0.0", "certificate-expire", "starttls-not-suported", "sts-policy-missing", "tlsa-wrong", "5.8.0"]))\"]",
                in: file)
        },
        Plant("issues/renamed") {
            let draft = $0
            let file = $0.guides.filter { !draft.unlinkedIssues($0).isEmpty }.randomElement(
                using: &$0.random)!
            $0.forgetIssues(of: file)
            var lines = $0.lines(file)
            let heading = $0.unlinkedIssues(file).randomElement(using: &$0.random)!
            lines[heading] += " \($0.pick(Plant.words).capitalized)"
            $0.set(file, lines)
            return Planted(file: file, line: heading + 1)
        },
    ]
}
