import Foundation
import TestSupport
import Testing

@testable import Checks
@testable import Findings
@testable import Reports
@testable import Support

/// Reports as other programs read them: every value of a finding comes back, whatever is written in it.
@Suite(.timeLimit(.minutes(15))) struct ReportReadingTests {
    static let texts = [
        "plain", "é ü 日本 🙂", "two  spaces", "<b>&\"'|`\\", "a|b\\|c\\\\|", "]]>--></script>",
        "100 %25 %0A,x=y::z",
        "::error::no", "#?[](){}*_~^", "`` ` ```", "a:b,c;d", "\u{301}x", "%", "\\",
    ]

    enum Format: String, CaseIterable { case json, sarif, github, junit, summary }

    /// Findings of every severity, with and without an end, on one line and over two, with a fix of two edits and without.
    private static func findings(_ text: String) -> [Finding] {
        func at(_ line: Int, _ column: Int) -> Support.SourceLocation { .init(line: line, column: column) }
        func finding(
            _ line: Int, _ severity: Severity, to end: Support.SourceLocation?, help: String = "",
            fix: Fix? = nil
        ) -> Finding {
            Finding(
                LinksVagueText.self, file: "Content/guides/n\(line) \(text)/\(text).md", at: at(line, 3),
                to: end,
                "m\(line) \(text)", help: help, severity: severity, fix: fix)
        }
        return [
            finding(1, .error, to: at(1, 9), help: "h \(text)"),
            finding(2, .warning, to: at(4, 2)),
            finding(
                5, .note, to: nil, help: text,
                fix: Fix(
                    [
                        Fix.Edit(at(5, 3), at(5, 8), "e \(text)", replacing: "x"),
                        Fix.Edit(at(6, 1), at(7, 4), text, replacing: "y"),
                    ], isSafe: false)),
            finding(8, .error, to: nil, fix: .safe(at(8, 3), at(8, 4), text, replacing: "z")),
        ]
    }

    private static func report(_ findings: [Finding], _ format: Format) throws -> String {
        switch format {
        case .json: try JSONDocument(findings, guides: 1, links: 0, before: nil, seconds: 0).text()
        case .sarif: try SARIFLog(findings, site: "/nowhere", prefix: "a b/").text()
        case .github: GitHubReporter.commands(findings, prefix: "a b/", hasSummary: true)
        case .summary: GitHubReporter.summary(findings, prefix: "a b/")
        case .junit:
            JUnitReporter.text(findings, files: [], failing: .note, time: "2026-01-01T00:00:00")
        }
    }

    /// What a format says of a finding, in the order of `reader`.
    private static func values(_ finding: Finding, _ format: Format) -> [String] {
        let (start, end) = (finding.location, finding.end)
        let place = [start.line, start.column].map(String.init)
        let whole = place + (end.map { ["\($0.line)", "\($0.column)"] } ?? ["", ""])
        let edits = finding.fix?.edits ?? []
        let changes = edits.flatMap {
            ["\($0.start.line)", "\($0.start.column)", "\($0.end.line)", "\($0.end.column)", $0.text]
        }
        switch format {
        case .json:
            return [finding.file, finding.id, finding.severity.rawValue, finding.message, finding.help]
                + whole
                + (finding.fix.map { ["\($0.isSafe)"] } ?? []) + changes
        case .sarif:
            let text = finding.message + (finding.help.isEmpty ? "" : "; \(finding.help)")
            return ["a b/" + finding.file, finding.id, finding.severity.rawValue, text] + whole + changes
        case .github:
            let columns =
                end.map { ["\($0.line)", $0.line == start.line ? "\($0.column)" : ""] } ?? ["", ""]
            let command = finding.severity == .note ? "notice" : finding.severity.rawValue
            let text = finding.message + (finding.help.isEmpty ? "" : "\n\(finding.help)")
            return [command, "a b/" + finding.file] + place + columns + [finding.id, text]
        case .junit:
            let at = "\(start.line):\(start.column)"
            let help = finding.help.isEmpty ? "" : "help: \(finding.help)\n"
            return [
                "\(finding.id) at \(at)", finding.file, finding.file, finding.message, finding.id,
                "\(FindingText.line(finding))\n\(help)",
            ]
        case .summary:
            let help = finding.help.isEmpty ? "" : "\n\(finding.help)"
            return [
                finding.severity.rawValue, "a b/\(finding.file):\(start.line):\(start.column)",
                finding.message + help, finding.id,
            ]
        }
    }

    /// Reads a report, and prints the values of each finding as JSON. Rows of the summary are told apart and unescaped as
    /// GitHub Flavored Markdown has it: a backslash before a bar goes first, then those before other signs, then entities.
    private static let reader = #"""
        import html, json, re, sys
        from urllib.parse import unquote
        from xml.etree import ElementTree
        kind, path = sys.argv[1:]
        data = open(path, encoding='utf-8').read()
        text = lambda value: '' if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        rows = []
        if kind == 'json':
            for f in json.loads(data)['findings']:
                row = [f['file'], f['id'], f['severity'], f['message'], f['help'], f['line'], f['column'], f.get('endLine'), f.get('endColumn')]
                if f.get('fix'):
                    row.append(f['fix']['safe'])
                    for e in f['fix']['edits']: row += [e['line'], e['column'], e['endLine'], e['endColumn'], e['text']]
                rows.append(row)
        elif kind == 'sarif':
            run = json.loads(data)['runs'][0]
            for r in run['results']:
                place = r['locations'][0]['physicalLocation']
                uri = place['artifactLocation']['uri']
                # RFC 3986, sections 3.3 and 4.2: what a path may have.
                assert re.fullmatch(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})+", uri), uri
                region = place['region']
                assert run['tool']['driver']['rules'][r['ruleIndex']]['id'] == r['ruleId']
                row = [unquote(uri), r['ruleId'], r['level'], r['message']['text'], region['startLine'], region['startColumn'], region.get('endLine'), region.get('endColumn')]
                for change in (r.get('fixes') or [{'artifactChanges': []}])[0]['artifactChanges']:
                    assert change['artifactLocation']['uri'] == uri
                    for e in change['replacements']:
                        d = e['deletedRegion']
                        row += [d['startLine'], d['startColumn'], d['endLine'], d['endColumn'], e['insertedContent']['text']]
                rows.append(row)
        elif kind == 'github':
            for line in data.split('\n')[:-1]:
                command, rest = re.fullmatch(r'::(\w+) (.*)', line).groups()
                properties, message = rest.split('::', 1)
                pairs = dict(one.split('=', 1) for one in properties.split(','))
                for mark in ['\r', '\n', ':', ',']:
                    code = '%%%02X' % ord(mark)
                    pairs = {key: value.replace(code, mark) for key, value in pairs.items()}
                    if mark in '\r\n': message = message.replace(code, mark)
                pairs = {key: value.replace('%25', '%') for key, value in pairs.items()}
                rows.append([command, pairs['file'], pairs['line'], pairs['col'], pairs.get('endLine'), pairs.get('endColumn'), pairs['title'], message.replace('%25', '%')])
        elif kind == 'junit':
            for suite in ElementTree.fromstring(data):
                for case in suite.iter('testcase'):
                    failure = case[0]
                    rows.append([case.get('name'), suite.get('name'), case.get('classname'), failure.get('message'), failure.get('type'), failure.text])
        else:
            signs = r'''!"#$%&'()*+,./:;<=>?@[\]^_`{|}~-'''
            for line in data.split('\n'):
                if not line.startswith('| ') or line.startswith('| |') or line.startswith('| ---'): continue
                cells, cell, place = [], '', 1
                while place < len(line):
                    if line[place] == '\\' and line[place + 1] in signs:
                        cell += line[place + 1] if line[place + 1] == '|' else line[place:place + 2]
                        place += 2
                    elif line[place] == '|':
                        cells.append(cell.strip())
                        cell, place = '', place + 1
                    else:
                        cell, place = cell + line[place], place + 1
                assert cell == '', line
                plain = lambda text: html.unescape(re.sub(r'\\([' + re.escape(signs) + '])', r'\1', text.replace('<br>', '\n')))
                rows.append([plain(cell) for cell in cells])
        print(json.dumps([[text(value) for value in row] for row in rows]))
        """#

    @Test(arguments: Format.allCases) func everyValueComesBack(_ format: Format) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/report"
        for text in Self.texts {
            let findings = Self.findings(text)
            try Disk.removeFile(path)
            try Disk.writeNew(Array(try Self.report(findings, format).utf8), to: path)
            let program = try Program(["python3", "-c", Self.reader, format.rawValue, path])
            #expect(program.wait() == 0, "\(text): \(program.error)")
            let read = try JSONDecoder().decode([[String]].self, from: Data(program.output.utf8))
            let expected = findings.map { Self.values($0, format) }
            #expect(Set(read) == Set(expected) && read.count == expected.count, "\(text)")
        }
    }
}
