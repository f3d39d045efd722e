import Foundation
import TestSupport
import Testing

@testable import Support

/// The command line as its users meet it.
@Suite(.timeLimit(.minutes(15))) struct CommandTests {
    static let good = ["a.md": TemporarySite.guide("Alpha", "Text.")]
    static let bad = ["a.md": TemporarySite.guide("Alpha", "[x](nowhere.md) and mail.mailer.com")]

    @Test func endsWithOneLine() throws {
        let site = try TemporarySite(Self.good)
        let result = try run(["build", "--site", site.path])
        #expect(result.code == 0 && result.error == "")
        #expect(
            result.output.wholeMatch(
                of:
                    /1 guide, \d+ files written to \S+\/Public, 0 unchanged, \d+ links?, \d+ ms: no findings\nNext: .+\n/
            )
                != nil, "\(result.output)")
        let again = try run(["build", "--site", site.path])
        #expect(again.output.contains(" 0 files written to "))
        #expect(try run(["build", "--site", site.path, "--quiet"]).output == "")
    }

    @Test func printsFindings() throws {
        let site = try TemporarySite(Self.bad)
        let result = try run(["build", "--site", site.path])
        // Findings are what was asked for; the rest is told beside them.
        #expect(result.code == 1 && result.error == "")
        #expect(result.output.hasSuffix("\nnot published: 1 error; the published site is unchanged\n"))
        #expect(
            result.output.contains(
                "Content/guides/a.md:8:5: error: no guide is named \"nowhere\" [links/unknown-guide]"))
        #expect(result.output.contains(" 8 | [x](nowhere.md) and mail.mailer.com\n   |     ^^^^^^^^^^\n"))
        // Notes are for the writer at a terminal.
        #expect(!result.output.contains("mail.mailer.com may"))
        #expect(!result.output.contains("\u{1B}"))
    }

    /// Findings alone: neither notices nor what was done.
    @Test func quietIsQuiet() throws {
        let site = try TemporarySite(Self.bad.merging([".htaccess": "Deny from all\n"]) { $1 })
        let loud = try run(["build", "--site", site.path])
        #expect(loud.error.contains("notice: Content/guides/.htaccess is not published"), "\(loud)")
        let result = try run(["build", "--site", site.path, "--quiet"])
        #expect(result.code == 1 && result.error == "" && !result.output.contains("not published"))
        #expect(result.output.contains("[links/unknown-guide]"))
    }

    /// Files that start with a dot stay private, and those that servers are meant to have are told of. What is put into
    /// the published folder itself stays there.
    @Test(arguments: [
        ("Content/guides/.well-known/security.txt", "Content/guides/.well-known"),
        ("Content/.well-known/security.txt", "Content/.well-known"),
        ("Content/guides/mail/.htaccess", "Content/guides/mail/.htaccess"),
        ("Content/guides/.draft.md", nil), ("Public/.well-known/security.txt", nil),
    ])
    func dotFilesStayPrivate(_ file: String, _ told: String?) throws {
        let site = try TemporarySite(Self.good.merging([file: "Contact: mailto:a@example.org\n"]) { $1 })
        for command in ["build", "check", "build"] {
            let result = try run([command, "--site", site.path])
            #expect(result.code == 0, "\(result)")
            #expect(result.error.contains("notice: \(told ?? "") is not published") == (told != nil))
        }
        #expect(
            try site.published().keys.contains { $0.contains("security.txt") || $0.contains(".htaccess") }
                == file.hasPrefix("Public/"))
    }

    /// No command leaves anything in the folder for temporary files, whether it succeeds or not.
    @Test(
        arguments: [
            "build", "check", "check --fix", "check --since HEAD", "check --since nowhere",
            "changed --since HEAD",
            "changed --since HEAD --format json", "changed --since nowhere", "host nginx",
            "host nginx --output rules",
            "issue missing record", "keywords", "links", "tokens", "rename a a-new", "checks",
            "build --record",
        ], [good, bad]) func nothingIsLeftInTheTemporaryFolder(_ command: String, _ files: [String: String])
        throws
    {
        let site = try TemporarySite(files)
        try GitSite.commit(site.path, on: "2026-11-20")
        try site.write("b.md", TemporarySite.guide("Beta", "Other text."))
        let folder = try TemporaryFolder()
        let result = try run(
            command.split(separator: " ").map(String.init), in: site.path,
            environment: ["TMPDIR": folder.path])
        #expect(
            !result.error.contains("unexpected argument") && !result.error.contains("there is no option"),
            "\(result)")
        #expect(try Disk.names(in: folder.path) == [], "\(result)")
    }

    /// What to do with rules depends on whether they were printed or written.
    @Test(arguments: ["nginx", "caddy", "apache", "netlify", "github-pages", "cloudflare"])
    func hostsSayWhatIsLeftToDo(_ host: String) throws {
        let site = try TemporarySite(Self.good)
        let printed = try run(["host", host, "--site", site.path])
        let written = try run(["host", host, "--site", site.path, "--output", site.path + "/rules"])
        #expect(printed.code == 0 && written.code == 0 && written.output == "", "\(written)")
        let dash = try run(["host", host, "--output", "-"], in: site.path)
        #expect(dash.code == 0 && dash.output == printed.output && dash.error == printed.error, "\(dash)")
        // Servers are told the name that the file was given.
        let name = host == "nginx" ? "guides.conf" : "guides.caddy"
        #expect(written.error.contains(site.path + "/rules") == ["nginx", "caddy"].contains(host))
        let sameName = written.error.replacing(site.path + "/rules", with: name)
        #expect(printed.error.hasSuffix(sameName) && !written.error.contains("Save the "))
        #expect((printed.error == written.error) == (host == "cloudflare"))
        // A path that a server would cut at a space or take for something else is in quotes.
        for path in ["ru les", "a;b", "a#b", "a{b}"] {
            let quoted = try run(["host", host, "--site", site.path, "--output", "\(site.path)/\(path)"])
            #expect(quoted.error.contains("\"\(site.path)/\(path)\"") == ["nginx", "caddy"].contains(host))
        }
        // A server looks for a relative path in a folder of its own.
        for path in ["rules", "./rules", "x/../rules"] {
            let relative = try run(["host", host, "--output", path], in: site.path)
            #expect(relative.code == 0 && relative.error == written.error, "\(path): \(relative)")
        }
    }

    @Test func printsJSON() throws {
        let site = try TemporarySite(Self.bad)
        let result = try run(["build", "--site", site.path, "--format", "json"])
        #expect(result.code == 1 && result.error == "")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(Set(object.keys) == ["findings", "summary"])
        let findings = try #require(object["findings"] as? [[String: Any]])
        #expect(findings.count == 1)
        #expect(
            Set(findings[0].keys) == [
                "id", "severity", "file", "line", "column", "endLine", "endColumn", "message", "help",
            ])
        #expect(findings[0]["file"] as? String == "Content/guides/a.md")
        #expect(findings[0]["line"] as? Int == 8 && findings[0]["column"] as? Int == 5)
        let summary = try #require(object["summary"] as? [String: Any])
        #expect(Set(summary.keys) == ["guides", "written", "unchanged", "removed", "links", "seconds"])
        #expect(result.output.split(separator: "\n").count == 1)
    }

    @Test(
        arguments: [
            ["build", "--nonsense"], ["build", "--jobs", "0"], ["build", "--jobs", "x"],
            ["build", "--format", "xml"],
            ["build", "--base-url", "example.com/x"], ["nonsense"], ["build", "extra"],
            ["build", "--site", "/nowhere/at/all"],
        ])
    func wrongUsageIsTwo(_ arguments: [String]) throws {
        let result = try run(arguments)
        #expect(result.code == 2, "\(result)")
        #expect(result.error.hasPrefix("error: ") && result.output.isEmpty, "\(result.error)")
    }

    @Test func helpsAndEndsWell() throws {
        for arguments in [["--help"], ["build", "--help"]] {
            let result = try run(arguments)
            #expect(result.code == 0 && result.output.contains("USAGE"))
        }
    }

    /// The version is that of the newest release in the changelog.
    @Test func knowsItsVersion() throws {
        let result = try run(["--version"])
        let changelog = try String(contentsOfFile: repository + "/CHANGELOG.md", encoding: .utf8)
        let newest = try #require(changelog.firstMatch(of: /\n## \[(\d+\.\d+\.\d+)\]/))
        #expect(result.code == 0 && result.output == "\(newest.output.1)\n", "\(result)")
    }

    @Test func writesWhereItIsTold() throws {
        let site = try TemporarySite(
            Self.good.merging(["d.md": TemporarySite.guide("Draft", more: "draft: true", "x")]) { $1 })
        let elsewhere = site.path + "/some/where"
        let result = try run([
            "build", "--site", site.path, "--output", elsewhere, "--base-url", "https://Example.net/",
            "--drafts",
        ])
        #expect(result.code == 0, "\(result)")
        let files = try files(in: elsewhere)
        #expect(files["guides/d.html"] != nil)
        #expect(
            String(decoding: files["guides/a.md"] ?? [], as: UTF8.self).contains(
                "https://example.net/guides/a.md"))
        #expect(try site.published().isEmpty)
        // The present folder is the default.
        #expect(try run(["build"], in: site.path).code == 0)
        #expect(try site.published()["guides/d.html"] == nil)
    }

    /// No file of the tool's own takes the place of an output that is closed.
    @Test(arguments: ["build", "check", "checks", "keywords"]) func aClosedOutputIsAnError(_ command: String)
        throws
    {
        let site = try TemporarySite(Self.good)
        let result = try shell("'\(tool)' \(command) >&-", in: site.path)
        #expect(result.code == 2, "\(result)")
        #expect(
            result.error
                == "error: cannot write the output: Bad file descriptor. Check the file or program that takes it.\n"
        )
        #expect(try shell("'\(tool)' \(command) <&- 2>&-", in: site.path).code == 0)
    }

    @Test func showsColourAndProgressOnATerminalOnly() throws {
        let site = try TemporarySite(Self.bad)
        let result = try shell(
            "export TERM=xterm; unset NO_COLOR; script -qec \"'\(tool)' build --site '\(site.path)'\" /dev/null"
        )
        #expect(result.code != 127, "`script` is missing; it is part of bsdutils")
        #expect(result.output.contains("\u{1B}[1;31merror:"))
        #expect(result.output.contains("mail.mailer.com may belong to someone"))
        let plain = try shell(
            "export TERM=xterm NO_COLOR=1; script -qec \"'\(tool)' build --site '\(site.path)'\" /dev/null"
        )
        #expect(!plain.output.contains("\u{1B}[1;31m"))
    }
}
