import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Comparison
@testable import Content
@testable import Support

/// A folder from a stranger runs nothing, whatever its git settings name.
@Suite(.timeLimit(.minutes(15))) struct GitSafetyTests {
    /// A site that is a repository, with settings that name a program for everything that git starts one for.
    ///
    /// - Parameter marker: a file that each of the programs writes its name into.
    private static func trap(_ site: TemporarySite, _ marker: String) throws {
        let program = site.path + "/program"
        try Disk.writeNew(
            Array("#!/bin/sh\necho \"$0 $*\" >> '\(marker)'\ncat\n".utf8), to: program)
        let words = try shell(
            """
            set -e
            chmod +x program
            export GIT_AUTHOR_NAME=T GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=T GIT_COMMITTER_EMAIL=t@example.org
            git init -q . ; git add Content Templates ; git commit -q -m one
            echo More. >> Content/guides/a.md
            printf '*.md diff=x filter=x\\n*.svg filter=x\\n' > .gitattributes
            git add Content .gitattributes ; git commit -q -m two
            # A commit with a signature, whose check starts a program.
            { git cat-file commit HEAD | sed '/^committer/a gpgsig -----BEGIN PGP SIGNATURE-----\\n \\n x\\n -----END PGP SIGNATURE-----' ; } > signed
            git reset -q --soft "$(git hash-object -t commit -w signed)"
            for name in core.pager core.fsmonitor core.editor core.sshCommand core.askPass core.gitProxy \\
              core.alternateRefsCommand credential.helper diff.external diff.x.textconv diff.x.command filter.x.clean \\
              filter.x.smudge filter.x.process gpg.program gpg.openpgp.program gpg.ssh.program pager.log \\
              uploadpack.packObjectsHook remote.origin.uploadpack sequence.editor ; do git config $name "$PWD/program $name" ; done
            git config gpg.program "$PWD/program"; git config gpg.openpgp.program "$PWD/program"
            for name in log ls-tree cat-file rev-parse archive ; do git config alias.$name "!$PWD/program" ; done
            git config log.showSignature true ; git config filter.x.required true
            mkdir -p hooks ; git config core.hooksPath "$PWD/hooks"
            for hook in post-index-change post-checkout reference-transaction ; do cp program hooks/$hook ; done
            # An object that is not there, and a place to fetch it from.
            git config extensions.partialClone origin ; git config core.repositoryFormatVersion 1
            git config remote.origin.promisor true ; git config protocol.allow always ; git config protocol.ext.allow always
            git config remote.origin.url "ext::$PWD/program"
            """, in: site.path)
        #expect(words.code == 0, "\(words.error)")
    }

    private static func site() throws -> TemporarySite {
        try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text."), "b.svg": "<svg/>"])
    }

    static let commands = [
        ["check"], ["build"], ["check", "--since", "HEAD"], ["check", "--since", "HEAD~1"],
        ["changed", "--since", "HEAD"], ["changed", "--since", "HEAD~1"],
    ]

    @Test(arguments: commands, [false, true])
    func settingsOfARepositoryRunNothing(_ command: [String], withoutObjects: Bool) throws {
        let site = try Self.site()
        let marker = site.path + "-marker"
        defer { Disk.removeTree(marker) }
        try Self.trap(site, marker)
        if withoutObjects {
            // Those of the first commit, so that git has to look for them elsewhere.
            let words = try shell(
                """
                for id in $(git rev-parse HEAD~1:Content/guides/a.md HEAD~1^{tree} HEAD~1:Content) ; do
                  rm -f .git/objects/${id:0:2}/${id:2} ; done
                """, in: site.path)
            #expect(words.code == 0)
        }
        let result = try run(command + ["--site", site.path])
        #expect(
            Disk.status(marker) == nil,
            "\((try? Disk.read(marker)).map { String(decoding: $0, as: UTF8.self) } ?? "")")
        if !withoutObjects { #expect(result.code < 2, "\(result)") }
    }

    /// The trap itself is one: git run as usual starts the programs.
    @Test func theTrapWorks() throws {
        let site = try Self.site()
        let marker = site.path + "-marker"
        defer { Disk.removeTree(marker) }
        try Self.trap(site, marker)
        _ = try shell("git log -1 ; git archive HEAD~1 > /dev/null; git diff HEAD~1", in: site.path)
        let words = (try? Disk.read(marker)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(words.contains("--verify") && words.contains("filter.x"), "\(words)")
    }

    /// A folder below a repository's root that has the parts of a bare repository (git 2.38, `safe.bareRepository`).
    @Test(arguments: commands)
    func aFolderThatPosesAsARepositoryIsNone(_ command: [String]) throws {
        let outer = try Self.site()
        let marker = outer.path + "-marker"
        defer { Disk.removeTree(marker) }
        let docs = try Self.site()
        try Self.trap(docs, marker)
        let words = try shell(
            """
            cp -r '\(docs.path)' docs && mv docs/.git/* docs/ && rmdir docs/.git 2>/dev/null; rm -rf docs/.git
            git -C docs -c safe.bareRepository=all config core.bare true
            git init -q . && git add -A && git -c user.name=T -c user.email=t@example.org commit -q -m x && \
            echo >> docs/Content/guides/a.md && git add -A && git -c user.name=T -c user.email=t@example.org commit -q -m x
            """, in: outer.path)
        #expect(words.code == 0, "\(words.error)")
        Disk.removeTree(marker)
        let result = try run(command + ["--site", "docs"], in: outer.path)
        #expect(Disk.status(marker) == nil)
        #expect(result.code < 2, "\(result)")
    }

    /// Names that git would take for options or patterns.
    @Test(arguments: [
        "--output=x", "-p", "--all", "--", "", " ", "HEAD\n", "a\u{0}b", ":/x", "HEAD:Content", "@{u}",
        "^HEAD",
    ])
    func oddRevisionsAreRefused(_ revision: String) async throws {
        let site = try Self.site()
        _ = try shell(
            "git init -q . && git add -A && git -c user.name=T -c user.email=t@example.org commit -q -m y",
            in: site.path)
        await #expect(throws: GitSnapshot.Failure.self) {
            var options = AnalyzedSite.Options()
            options.site = site.path
            _ = try await Baseline(revision, options)
        }
        #expect(Disk.status(site.path + "/x") == nil)
    }

    /// Trees made by hand hold any name; links come last, so that no file is written through one.
    @Test(arguments: ["..", ".git", "../x", "a/../../x"])
    func aTreeWithOddNamesIsRefused(_ name: String) throws {
        let site = try Self.site()
        let words = try shell(
            """
            git init -q . ; id=$(echo x | git hash-object -w --stdin)
            tree() { git hash-object -t tree -w --literally --stdin ; }
            entry() { printf '%s %s\\0' "$1" "$2" ; printf "$(echo $3 | sed 's/../\\\\x&/g')" ; }
            inner=$(entry 100644 '\(name)' $id | tree)
            guides=$(entry 40000 guides $inner | tree)
            root=$(entry 40000 Content $guides | tree)
            git -c user.name=T -c user.email=t@example.org commit-tree -m x $root > commit
            """, in: site.path)
        #expect(words.code == 0, "\(words.error)")
        let commit = String(decoding: try Disk.read(site.path + "/commit"), as: UTF8.self).prefix {
            $0 != "\n"
        }
        let folder = site.path + "-snapshot"
        defer { Disk.removeTree(folder) }
        #expect(throws: GitSnapshot.Failure.self) {
            try GitSnapshot(of: site.path, at: String(commit), to: folder)
        }
    }

    /// A tree made by hand holds a name twice; what is below a link would be made where the link leads.
    @Test(arguments: [
        "120000 a $out 40000 a $links", "120000 a $out 40000 a $files", "40000 a $links 120000 a $out",
        "100644 a $file 100644 a $file", "100644 a $file 40000 a $files", "120000 a $out 120000 a $out",
        "120000 a $out 40000 a $modules", "120000 a $out 160000 a $file",
    ])
    func aTreeWithANameTwiceIsRefused(_ entries: String) throws {
        let site = try Self.site()
        let outside = site.path + "-outside"
        try Disk.makeFolder(outside)
        let words = try shell(
            """
            git init -q . ; file=$(echo x | git hash-object -w --stdin)
            out=$(printf '%s' '\(outside)' | git hash-object -w --stdin)
            tree() { git hash-object -t tree -w --literally --stdin ; }
            entry() { printf '%s %s\\0' "$1" "$2" ; printf "$(echo $3 | sed 's/../\\\\x&/g')" ; }
            entries() { while [ $# -gt 0 ] ; do entry $1 $2 $3 ; shift 3 ; done ; }
            links=$(entry 120000 b $file | tree) ; files=$(entry 100644 b $file | tree)
            modules=$(entry 160000 b $file | tree)
            guides=$(entry 40000 guides $(entries \(entries) | tree) | tree)
            root=$(entry 40000 Content $guides | tree)
            git -c user.name=T -c user.email=t@example.org commit-tree -m x $root > commit
            """, in: site.path)
        #expect(words.code == 0, "\(words.error)")
        let commit = try site.read("Content/../commit").prefix { $0 != "\n" }
        let folder = site.path + "-snapshot"
        defer {
            Disk.removeTree(folder)
            Disk.removeTree(outside)
        }
        #expect(throws: GitSnapshot.Failure.self) {
            try GitSnapshot(of: site.path, at: String(commit), to: folder)
        }
        #expect(try Disk.names(in: outside) == [])
    }

    @Test func aFolderOfLinksAloneIsTaken() throws {
        let site = try Self.site()
        _ = try shell(
            """
            mkdir -p Content/guides/links/in && ln -s ../../a.md Content/guides/links/in/x.md
            git init -q . && git add -A && git -c user.name=T -c user.email=t@example.org commit -q -m y
            """, in: site.path)
        let folder = site.path + "-snapshot"
        defer { Disk.removeTree(folder) }
        _ = try GitSnapshot(of: site.path, at: "HEAD", to: folder)
        let link = folder + "/Content/guides/links/in/x.md"
        #expect(Disk.status(link)?.kind == .link)
        #expect(try Disk.read(link) == Array(try site.read("a.md").utf8))
    }

    /// A file that Git LFS stores is what it was, without the program of Git LFS, also in a work tree of its own.
    @Test(arguments: [false, true]) func filesOfGitLFSAreTaken(_ isWorkTree: Bool) throws {
        let site = try Self.site()
        let id = ContentHash.hexadecimal(Array("a picture".utf8))
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:\(id)\nsize 9\n"
        let missing = pointer.replacing(id, with: String(repeating: "a", count: 64))
        try site.write("a.png", pointer)
        try site.write("b.png", missing)
        _ = try shell(
            """
            git init -q . && git add -A && git -c user.name=T -c user.email=t@example.org commit -q -m y
            mkdir -p .git/lfs/objects/\(id.prefix(2))/\(id.dropFirst(2).prefix(2))
            printf 'a picture' > .git/lfs/objects/\(id.prefix(2))/\(id.dropFirst(2).prefix(2))/\(id)
            """, in: site.path)
        let folder = site.path + "-snapshot"
        let tree = try TemporaryFolder()
        if isWorkTree { _ = try shell("git worktree add -q '\(tree.path)/w'", in: site.path) }
        defer { Disk.removeTree(folder) }
        _ = try GitSnapshot(of: isWorkTree ? tree.path + "/w" : site.path, at: "HEAD", to: folder)
        #expect(try Disk.read(folder + "/Content/guides/a.png") == Array("a picture".utf8))
        #expect(try Disk.read(folder + "/Content/guides/b.png") == Array(missing.utf8))
    }

    @Test func pathsWithOddLettersAreTaken() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "Text. [x](*/b%20%22c.txt)"), "*/b \"c.txt": "x",
            ":(top)/d.md": TemporarySite.guide("Delta", "Text."),
        ])
        _ = try shell(
            "git init -q . && git add -A && git -c user.name=T -c user.email=t@example.org commit -q -m y",
            in: site.path)
        let folder = site.path + "-snapshot"
        defer { Disk.removeTree(folder) }
        let snapshot = try GitSnapshot(of: site.path, at: "HEAD", to: folder)
        #expect(snapshot.guides == ["Content/guides/:(top)/d.md", "Content/guides/a.md"])
        #expect(try Disk.read(folder + "/Content/guides/*/b \"c.txt") == Array("x".utf8))
        #expect(Disk.status(folder + "/Templates") != nil)
        #expect(GitDates.read(snapshot.guides, in: snapshot.histories).days.count == 2)
    }
}
