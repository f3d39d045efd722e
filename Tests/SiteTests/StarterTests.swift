import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Support

/// A first site, from an empty folder.
@Suite(.timeLimit(.minutes(15))) struct StarterTests {
    /// What `guides init` writes is a site without any finding, notes included, and so is what `guides new` adds, but for the
    /// guide that nothing leads to.
    @Test func aFirstSiteHasNoFindings() throws {
        let folder = try TemporaryFolder()
        let made = try run(["init", "help"], in: folder.path)
        #expect(made.code == 0 && made.error == "", "\(made)")
        #expect(made.output.hasSuffix("\n\nNext: cd help && guides preview --open\n"))
        let site = "\(folder.path)/help"
        let check = try run(["check", "--strict", "--notes"], in: site)
        #expect(check.code == 0, "\(check)")
        #expect(check.output.hasPrefix("2 guides, "), "\(check)")
        let build = try run(["build"], in: site)
        #expect(build.code == 0 && build.error == "", "\(build)")
        #expect(build.output.contains(" files written to Public, 0 unchanged, "))
        #expect(build.output.hasSuffix("prints rules for a server.\n"))
        #expect(try !run(["build"], in: site).output.contains("Next: "))

        let new = try run(["new", "mail/first-steps", "--title", "First: Steps"], in: site)
        #expect(
            new.code == 0 && new.output.hasPrefix("wrote Content/guides/mail/first-steps.md, a draft "),
            "\(new)")
        let text = String(
            decoding: try Disk.read("\(site)/Content/guides/mail/first-steps.md"), as: UTF8.self)
        #expect(text.contains("\ntitle: \"First: Steps\"\n") && text.contains("\ncategory: start\n"))
        #expect(text.firstMatch(of: /\nupdated: (.+)\n/).flatMap { Day($0.1) } != nil)
        // A draft is published once it is none.
        #expect(try run(["check", "--notes"], in: site).output.hasPrefix("2 guides, "))
        #expect(try shell("sed -i '/^draft: true$/d' Content/guides/mail/first-steps.md", in: site).code == 0)
        let again = try run(["check", "--notes"], in: site)
        #expect(again.code == 0 && again.output.contains("3 guides, "), "\(again)")
        #expect(again.output.matches(of: /\[([a-z\/-]+)\]/).allSatisfy { $0.1 == "agents/alone" }, "\(again)")
        #expect(try run(["build"], in: site).code == 0)
    }

    /// Its files name all that can be set, and say which schema an editor checks them by.
    @Test func settingsNameEveryKey() throws {
        let folder = try TemporaryFolder()
        #expect(try run(["init"], in: folder.path).code == 0)
        let settings = String(decoding: try Disk.read("\(folder.path)/Content/site.yml"), as: UTF8.self)
        for key in MappingShape.settings.keys where key.present == nil {
            #expect(settings.contains(try Regex("(?m)^(# )?\(key.name):")), "\(key.name)")
        }
        for key in ["name", "summary", "base-url", "categories"] {
            #expect(settings.contains("\n\(key):"))
        }
        for schema in JSONSchema.allCases {
            let path = "\(folder.path)/Content/.schemas/\(schema.rawValue).json"
            let printed = try run(["schema", schema.rawValue])
            #expect(printed.code == 0)
            #expect(String(decoding: try Disk.read(path), as: UTF8.self) == printed.output)
            guard schema != .frontMatter else { continue }
            let file = String(
                decoding: try Disk.read("\(folder.path)/Content/\(schema.rawValue).yml"), as: UTF8.self)
            #expect(file.hasPrefix("# yaml-language-server: $schema=.schemas/\(schema.rawValue).json\n"))
        }
        // What is a comment is right too.
        let all = settings.replacing(/(?m)^# (?!yaml-)(?=[a-z-]+: |suppressions:|  - )/, with: "")
        try Disk.replace("\(folder.path)/Content/site.yml", with: Array(all.utf8))
        let check = try run(["check", "--only", "content"], in: folder.path)
        #expect(check.code == 0, "\(check)")
    }

    /// Nothing that is there is written over.
    @Test func keepsWhatIsThere() throws {
        let folder = try TemporaryFolder()
        try Disk.makeFolder("\(folder.path)/Content/guides")
        try Disk.makeFolder("\(folder.path)/.github/workflows")
        let own = [
            "Content/guides/mine.md": "# Mine\n", ".gitignore": "mine\n", "Content/terms.yml": "[]\n",
            ".github/workflows/site.yml": "name: mine\n",
        ]
        for (path, text) in own { try Disk.writeNew(Array(text.utf8), to: "\(folder.path)/\(path)") }
        let made = try run(["init"], in: folder.path)
        #expect(made.code == 0 && made.output.contains("wrote Content/site.yml\n"), "\(made)")
        #expect(
            made.error == """
                notice: .github/workflows/site.yml already exists and was not changed
                notice: .gitignore already exists and was not changed

                """)
        for (path, text) in own {
            #expect(String(decoding: try Disk.read("\(folder.path)/\(path)"), as: UTF8.self) == text)
        }
        #expect(try Disk.names(in: "\(folder.path)/Content/guides") == ["mine.md"])
        let again = try run(["init"], in: folder.path)
        #expect(
            again.code == 2 && again.error.hasPrefix("error: Content/site.yml already exists"), "\(again)"
        )
    }

    /// A folder with the name of the settings is no site.
    @Test func namesAFolderInPlaceOfTheSettings() throws {
        let folder = try TemporaryFolder()
        try Disk.makeFolder("\(folder.path)/Content/site.yml")
        let made = try run(["init"], in: folder.path)
        #expect(
            made.code == 2 && made.error.contains("Content/site.yml is a folder, and it has to be a file"),
            "\(made)")
        #expect(try Disk.names(in: "\(folder.path)/Content") == ["site.yml"])
    }

    /// GitHub reads workflows at the root of a repository, so a site that is part of one gets none.
    @Test(arguments: [(".", "."), ("docs", "docs"), (".", "docs"), (".", "two/new/docs")])
    func aWorkflowIsForTheRoot(_ repository: String, _ site: String) throws {
        let folder = try TemporaryFolder()
        #expect(try shell("git init -q \(repository)", in: folder.path).code == 0)
        let made = try run(["init", site], in: folder.path)
        #expect(made.code == 0, "\(made)")
        #expect(made.error.hasPrefix("notice: no workflow was written") == (repository != site), "\(made)")
        let file = "\(folder.path)/\(site)/.github/workflows/site.yml"
        #expect((Disk.status(file) != nil) == (repository == site))
        #expect(made.output.contains(".github") == (repository == site), "\(made)")
    }

    /// A folder without a site: what is missing, and the command that makes it, on one line.
    @Test func saysWhatIsMissing() throws {
        let folder = try TemporaryFolder()
        try Disk.makeFolder("\(folder.path)/empty")
        try Disk.makeFolder("\(folder.path)/site/Content/guides")
        try Disk.makeFolder("\(folder.path)/bare/Content/guides")
        try Disk.writeNew(Array(TemporarySite.settings.utf8), to: "\(folder.path)/site/Content/site.yml")
        let site = try #require(Disk.realPath("\(folder.path)/site"))
        let cases: [(folder: String, arguments: [String], code: Int32, words: String)] = [
            ("empty", [], 2, "run `guides init` to start one"),
            (".", ["--site", "empty"], 2, "run `guides init empty` to start one"),
            (
                ".", ["--site", "nowhere"], 2,
                "there is no folder nowhere; check --site, or run `guides init nowhere`"
            ),
            ("site/Content/guides", [], 2, "there is no site in this folder, but \(site) has one"),
            ("bare", [], 1, "the site has no site.yml"), ("bare", [], 1, "run `guides init`"),
            ("site", [], 0, "Content/guides/ has no guide yet; run `guides new SLUG` to write one"),
        ]
        for (place, arguments, code, words) in cases {
            for command in ["build", "check"] {
                let result = try run([command] + arguments, in: "\(folder.path)/\(place)")
                #expect(
                    result.code == code && (result.output + result.error).contains(words),
                    "\(command): \(result)")
                if code == 2 {
                    #expect(result.error.split(separator: "\n").count == 1 && result.output == "")
                }
            }
            let links = try run(["links"] + arguments, in: "\(folder.path)/\(place)")
            #expect(links.code == (code == 2 ? 2 : 0), "\(links)")
        }
        #expect(try run(["init", "bare"], in: folder.path).code == 0)
        #expect(try run(["check", "--strict"], in: "\(folder.path)/bare").code == 0)
    }

    @Test(arguments: [
        (["new", "a"], "a guide is already named a"), (["new", "Größe"], "call it \"grosse\""),
        (["new", "!?"], "choose a name such as \"mail-size\""), (["new", "\""], "choose a name such as"),
        (["new", "\"Größe & Co.\""], "call it \"grosse-co\""),
        (["new", "search"], "a name that the site itself needs"),
        (["new", "former"], "was once named former"),
        (["new", "../x"], "\"..\" cannot be a folder of guides"),
        (["new", "x", "--category", "tow"], "did you mean two?"),
        (["new", "/etc/x"], "cannot be a folder of guides"),
        (["new", ".x/y"], "cannot be a folder of guides"),
        (["new", "x~/y"], "cannot be a folder of guides"),
        (["new", "out/x"], "out leads out of Content/guides"),
        (["new", "x", "--title", " "], "--title must not be empty"),
        (["new", "x", "--site", ""], "--site must name a folder"),
        (["init", ""], "leave it out for the current one"),
        (["init", "Content/guides"], "within the content of the site"),
        (["new", "x", "--title", "a\u{202E}b"], "an invisible character"),
        (["new", "x", "--title", "a\u{1B}b"], "an invisible character"),
    ])
    func refusesNames(_ arguments: [String], _ words: String) throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", more: "aliases: [former]", "Text.")
        ])
        #expect(try shell("mkdir outside && ln -s ../../outside Content/guides/out", in: site.path).code == 0)
        let result = try run(arguments, in: site.path)
        #expect(result.code == 2 && result.error.contains(words), "\(result)")
        #expect(try Disk.names(in: "\(site.path)/Content/guides").sorted() == ["a.md", "out"])
        #expect(try Disk.names(in: "\(site.path)/outside").isEmpty)
    }

    @Test(arguments: [
        (["bulid"], "did you mean `guides build`?"), (["help", "chekc"], "did you mean `guides check`?"),
        (["qqqq", "--help"], "`guides --help` lists them"), ([""], "there is no command \"\";"),
        (["links", "sen", "https://a.example"], "no command links sen; did you mean `guides links seen`?"),
        (["links", "qqqq"], "`guides links --help` lists them"),
        (["help", "links", "shwo"], "no command links shwo; did you mean `guides links show`?"),
        (["help", "check", "links"], "no command check links; `guides check` has no commands of its own"),
        (["build", "--jobs", "-1"], "--jobs must be at least 1\n"),
        (["new", "x", "--titel", "T"], "there is no option --titel; did you mean --title?\n"),
        (["check", "--formt", "json"], "there is no option --formt; did you mean --format?\n"),
        (["links", "--sit", "x"], "there is no option --sit; did you mean --site?\n"),
        (["links", "seen", "x", "--stie=y"], "there is no option --stie; did you mean --site?\n"),
        (["--vresion"], "there is no option --vresion; did you mean --version?\n"),
        (["check", "--qqqqqq"], "there is no option --qqqqqq\n"), (["build", "-q"], "no option -q\n"),
        (["check", "--format", "jsn"], "sarif, github or junit, not jsn; did you mean json?\n"),
        (["check", "--format="], "--format needs a value\n"),
        (["schema", "sit"], "site, terms or queries, not sit; did you mean site?\n"),
        (["preview", "--port", "it's"], "--port cannot be it's\n"),
        (["check", "--since"], "--since needs a value\n"), (["changed"], "--since <ref> is missing\n"),
        (["issue"], "<words> is missing\n"), (["init", "a", "b"], "unexpected argument b\n"),
        (["init", "a", "b", "c"], "unexpected arguments b, c\n"),
        (["check", "--strict=yes"], "--strict takes no value, but yes was given\n"),
    ])
    func saysWhichCommandWasMeant(_ arguments: [String], _ words: String) throws {
        let result = try run(arguments)
        #expect(
            result.code == 2 && result.error.hasPrefix("error: ") && result.error.contains(words), "\(result)"
        )
    }

    @Test func everyCommandHasAnExample() throws {
        let help = try run(["--help"]).output
        #expect(help.contains("\nExample: guides init ") && help.contains(" https://github.com/"))
        for group in ["START", "WRITE", "PUBLISH", "INSPECT"] {
            #expect(help.contains("\n\(group) SUBCOMMANDS"))
        }
        let commands = help.matches(of: /(?m)^  ([a-z]+) +[A-Z]/).map { String($0.1) }
        #expect(commands.count >= 15)
        for command in commands {
            #expect(try run([command, "--help"]).output.contains("Example: guides \(command)"), "\(command)")
        }
    }

    @Test func completesSlugsHostsAndChecks() throws {
        let script = try run(["--generate-completion-script", "bash"]).output
        for word in ["nginx", "links/vague-text", "---completion"] {
            #expect(script.contains(word), "\(word)")
        }
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "x"), "mail/b.md": TemporarySite.guide("B", "x"),
            "mail/$(touch x).md": TemporarySite.guide("C", "x"), "-x.md": TemporarySite.guide("D", "x"),
        ])
        let slugs = try run(
            ["---completion", "keywords", "--", "positional@0", "2", "0", "guides", "keywords", ""],
            in: site.path)
        #expect(slugs.output == "a\nb\n", "\(slugs)")
    }

    /// Of names that a shell would expand none is offered.
    @Test func completesCategoriesBranchesAndTags() throws {
        let site = try TemporarySite()
        func words(_ command: String, _ option: String) throws -> String {
            try run([
                "---completion", command, "--", option, "5", "0", "guides", command, "--site", site.path,
                option, "",
            ]).output
        }
        #expect(try words("check", "--since").isEmpty)
        try GitSite.git("git init -q -b main", in: site.path)
        try GitSite.commit(site.path, on: "2026-11-20")
        try GitSite.git("git branch work/topic; git branch 'a$(x)'; git tag v1.0", in: site.path)
        for command in ["check", "changed"] {
            #expect(try words(command, "--since") == "main\nwork/topic\nv1.0\n")
        }
        #expect(try words("new", "--category") == "one\ntwo\n")
        try site.write("Content/site.yml", "categories: [")
        #expect(try words("new", "--category").isEmpty)
    }

    /// A title is on the page as it was given, whatever YAML would make of it.
    @Test(arguments: [
        "yes", "null", "~", "@x", "*x", "&x", "!x", "%x", "[a", "{b", "- x", "a: b", "a #b", "#",
        "it's \"so\"",
        "back\\slash", "'", "\"", "key:", "<b>", "1.0", "é 日本",
    ])
    func titlesAreAsGiven(_ title: String) throws {
        let site = try TemporarySite()
        let new = try run(["new", "page", "--title", title], in: site.path)
        #expect(new.code == 0, "\(new)")
        let build = try run(["build", "--drafts"], in: site.path)
        #expect(build.code == 0, "\(build)")
        let twin = String(decoding: try #require(try site.published()["guides/page.md"]), as: UTF8.self)
        let heading = try #require(twin.split(separator: "\n").first { $0.hasPrefix("# ") }).dropFirst(2)
        #expect(heading.replacing(/\\([!-\/:-@\[-`{-~])/) { $0.1 } == title)
    }

    /// What the commands say to run next can be pasted, whatever the folder is called, from where they ran.
    @Test(arguments: ["plain", "two words", "we ird$(touch x)'q", "-dash"]) func nextCommandsRun(
        _ name: String
    ) throws {
        let folder = try TemporaryFolder()
        let path = name.hasPrefix("-") ? "./\(name)" : name
        let made = try run(["init", path], in: folder.path)
        #expect(made.code == 0, "\(made)")
        func next(_ output: String) throws -> String {
            let line = try #require(output.split(separator: "\n").last { $0.hasPrefix("Next: ") }).dropFirst(
                6)
            return String(line).replacing("guides preview --open", with: "guides check --strict")
        }
        let bin = "PATH=\"\(Disk.parent(of: tool)!):$PATH\"; "
        #expect(try shell(bin + next(made.output), in: folder.path).code == 0)
        let new = try run(["new", "more", "--site", path], in: folder.path)
        #expect(
            try shell(bin + next(new.output).replacing("--strict --drafts", with: ""), in: folder.path).code
                == 0,
            "\(new)")
        let build = try run(["build", "--site", path], in: folder.path)
        let host = try #require(build.output.firstMatch(of: /`(guides host nginx[^`]*)`/)).1
        #expect(try shell(bin + host, in: folder.path).code == 0, "\(build)")
        #expect(try Disk.names(in: folder.path) == [name])
    }

    /// Writing that failed can be tried again.
    @Test func canBeTriedAgain() throws {
        let folder = try TemporaryFolder()
        try Disk.makeFolder("\(folder.path)/Content")
        try Disk.writeNew([], to: "\(folder.path)/Content/guides")
        let failed = try run(["init"], in: folder.path)
        #expect(failed.code == 2 && failed.error.contains("move the file away"), "\(failed)")
        try Disk.removeFile("\(folder.path)/Content/guides")
        #expect(try run(["init"], in: folder.path).code == 0)
        #expect(try run(["check", "--strict"], in: folder.path).code == 0)
    }
}
