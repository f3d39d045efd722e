import Foundation
import TestSupport
import Testing

/// What a program of somebody else reads from a report, entry by entry.
struct ForeignReport: Decodable, Equatable {
    struct Edit: Decodable, Equatable {
        var line: Int
        var column: Int
        var endLine: Int
        var endColumn: Int
        var text: String
    }

    var severity: String?
    var id: String?
    var file: String?
    var line: Int?
    var column: Int?
    var endLine: Int?
    var endColumn: Int?
    var message: String?
    var help: String?
    var edits: [Edit]?
    var isSafe: Bool?

    /// Reads a report with Python.
    ///
    /// - Parameter kind: `text`, `json`, `sarif`, `github`, `junit`, or `summary` of a step of GitHub.
    static func read(_ text: String, _ kind: String) throws -> [ForeignReport] {
        let folder = try TemporaryFolder()
        for (name, content) in [("report", text), ("read.py", script)] {
            try Data(content.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
        }
        let read = try Program.run([
            "python3", "\(folder.path)/read.py", kind, "\(folder.path)/report",
        ])
        guard read.code == 0 else { throw Program.Failure("\(kind): \(read.error)\n\(text)") }
        return try JSONDecoder().decode([ForeignReport].self, from: Data(read.output.utf8))
    }

    private static let script = #"""
        import html, json, re, sys
        from urllib.parse import unquote, urlsplit
        from xml.dom import minidom

        kind, path = sys.argv[1:]
        data = open(path, encoding="utf-8", newline="").read()

        def location(region):
            names = {"startLine": "line", "startColumn": "column", "endLine": "endLine", "endColumn": "endColumn"}
            return {names[key]: value for key, value in region.items()}

        def file(artifact):
            uri = artifact["uri"]
            # RFC 3986, section 4.2: a relative reference is a path without a colon in its first segment.
            assert re.fullmatch(r"([A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-F]{2})+(/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2})*)*", uri), uri
            assert urlsplit(uri).path == uri, uri
            assert artifact["uriBaseId"] == "SRCROOT"
            return unquote(uri, errors="strict")

        def sarif():
            [run] = json.loads(data)["runs"]
            assert run["columnKind"] == "unicodeCodePoints"
            for result in run["results"]:
                [place] = result["locations"]
                place = place["physicalLocation"]
                assert result["level"] in ["error", "warning", "note"], result["level"]
                rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
                assert rule["id"] == result["ruleId"]
                entry = {"severity": result["level"], "id": result["ruleId"], "message": result["message"]["text"],
                         "file": file(place["artifactLocation"]), **location(place["region"])}
                for fix in result.get("fixes", []):
                    [change] = fix["artifactChanges"]
                    assert file(change["artifactLocation"]) == entry["file"]
                    entry["help"] = fix["description"]["text"]
                    entry["edits"] = [{"text": edit["insertedContent"]["text"], **location(edit["deletedRegion"])}
                                      for edit in change["replacements"]]
                yield entry

        def of_json():
            document = json.loads(data)
            for found in document["findings"]:
                fix = found.pop("fix", None)
                if fix:
                    found["isSafe"], found["edits"] = fix["safe"], fix["edits"]
                yield found
            counts = document["summary"]
            for severity in ["error", "warning", "note"]:
                assert counts[severity + "s"] == sum(found["severity"] == severity for found in document["findings"])

        # As the runner of GitHub Actions reads them (ActionCommand.cs).
        def decoded(text, marks):
            for mark in marks + "%":
                text = text.replace("%" + format(ord(mark), "02X"), mark)
            return text

        def github():
            for line in data.split("\n"):
                found = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
                if not found:
                    continue
                values = dict(pair.split("=", 1) for pair in found[2].split(","))
                values = {key: decoded(value, "\r\n:,") for key, value in values.items()}
                if "file" not in values:
                    continue
                assert set(values) <= {"file", "line", "col", "endLine", "endColumn", "title"}, values
                names = {"line": "line", "col": "column", "endLine": "endLine", "endColumn": "endColumn"}
                entry = {"severity": {"error": "error", "warning": "warning", "notice": "note"}[found[1]], "id": values["title"],
                         "file": values["file"], "message": decoded(found[3], "\r\n")}
                yield entry | {names[key]: int(value) for key, value in values.items() if key in names}

        def junit():
            suites = minidom.parseString(data.encode()).getElementsByTagName("testsuite")
            for suite in suites:
                cases = suite.getElementsByTagName("testcase")
                failures = suite.getElementsByTagName("failure")
                assert int(suite.getAttribute("tests")) == len(cases)
                assert int(suite.getAttribute("failures")) == len(failures)
                notices = "".join(node.data for node in suite.getElementsByTagName("system-out")[0].childNodes)
                for case in cases:
                    assert case.getAttribute("classname") == suite.getAttribute("name")
                    name = case.getAttribute("name")
                    if name == "guides check":
                        continue
                    check, line, column = re.fullmatch(r"(.*) at (\d+):(\d+)", name).groups()
                    entry = {"id": check, "file": case.getAttribute("classname"), "line": int(line), "column": int(column)}
                    start = f"{entry['file']}:{line}:{column}: "
                    failure = case.getElementsByTagName("failure")
                    if failure:
                        [failure] = failure
                        entry["message"] = failure.getAttribute("message")
                        assert failure.getAttribute("type") == check
                        words = failure.childNodes[0].data
                        assert words.startswith(start), words
                        entry["severity"] = words[len(start):].split(":")[0]
                        head = f"{start}{entry['severity']}: {entry['message']} [{check}]\n"
                        assert words.startswith(head), words
                        entry["help"] = words[len(head):].removeprefix("help: ").removesuffix("\n")
                    else:
                        at = notices.index(start)
                        entry["severity"] = notices[at + len(start):].split(":")[0]
                        rest = notices[at + len(start) + len(entry["severity"]) + 2:]
                        entry["message"] = rest[:rest.index(f" [{check}]\n")]
                    yield entry

        def text():
            for line in data.split("\n"):
                found = re.fullmatch(r"(\S.*?):(\d+):(\d+): (error|warning|note): (.*) \[([a-z/-]+)\]", line)
                if found:
                    entry = {"file": found[1], "line": int(found[2]), "column": int(found[3]), "severity": found[4],
                             "message": found[5], "id": found[6], "help": ""}
                    yield entry
                found = re.fullmatch(r" +=  ?help: (.*)", line)
                if found:
                    entry["help"] = found[1]

        # A row of a table of GitHub's markdown: no mark in a cell means anything to markdown.
        def plain(cell):
            assert not re.search(r"(?<!\\)(?:\\\\)*[|`*_~\[\]<>]", cell), cell
            assert not re.search(r"&(?!(lt|gt|amp);)", cell), cell
            return html.unescape(re.sub(r"\\(.)", r"\1", cell))

        def summary():
            for line in data.split("\n"):
                if not line.startswith("| ") or line.startswith("| | ") or line.startswith("| ---"):
                    continue
                cells, cell = [], ""
                at = 1
                while at < len(line):
                    if line[at] == "\\":
                        cell += line[at:at + 2]
                        at += 2
                    elif line[at] == "|":
                        cells.append(cell.strip())
                        cell = ""
                        at += 1
                    else:
                        cell += line[at]
                        at += 1
                assert len(cells) == 4, cells
                place = re.fullmatch(r"(.*):(\d+):(\d+)", cells[1])
                parts = cells[2].split("<br>")
                assert len(parts) <= 2, parts
                yield {"severity": cells[0], "file": plain(place[1]), "line": int(place[2]), "column": int(place[3]),
                       "message": plain(parts[0]), "help": plain(parts[1]) if len(parts) == 2 else "", "id": cells[3]}

        readers = {"text": text, "json": of_json, "sarif": sarif, "github": github, "junit": junit, "summary": summary}
        json.dump(list(readers[kind]()), sys.stdout)
        """#
}
