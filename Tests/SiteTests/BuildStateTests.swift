import TestSupport
import Testing

@testable import Content
@testable import Publishing
@testable import Support

/// What the state of the last build lets the next one skip, and what it may make it do.
@Suite(.timeLimit(.minutes(15))) struct BuildStateTests {
    private static func site() throws -> TemporarySite {
        try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "First text. See [b](b.md)."),
            "b.md": TemporarySite.guide("Beta", "See [a](a.md)."), "dot.txt": "A file.\n",
        ])
    }

    private static func state(_ site: TemporarySite) throws -> (path: String, state: BuildState) {
        let path = BuildState.path(site: site.path, output: site.path + "/Public")
        return (path, try #require(BuildState.load(path)))
    }

    /// A file that was saved right after it was read has the stamp that the build saw: by the clock of the file system it is
    /// the same moment.
    @Test(arguments: ["a.md", "dot.txt", "Content/site.yml", "Templates/footer.mustache"])
    func aFileSavedInTheMomentOfABuildIsPublished(_ file: String) async throws {
        let site = try Self.site()
        if file.hasSuffix("mustache") { try site.write(file, "<footer>First</footer>\n") }
        try await site.build()
        let text = try site.read(file)
        let edits = [("First", "Other"), ("A file", "A text"), ("Test Guides", "Best Guides")]
        let edit = try #require(edits.first { text.contains($0.0) })
        try site.write(file, text.replacing(edit.0, with: edit.1))
        var (path, state) = try Self.state(site)
        state.inputs = try ContentTree(site: site.path).files
        try state.save(path)
        #expect(try await site.build().written > 0)
        let clean = try TemporaryFolder()
        try await site.build { $0.output = clean.path }
        #expect(try site.published() == (try files(in: clean.path)))
    }

    /// Files that were there long enough are not read again, so that the tests above say something.
    @Test func filesThatAreOldEnoughAreNotReadAgain() async throws {
        let site = try Self.site()
        try await Task.sleep(for: .milliseconds(150))
        try await site.build()
        let text = try site.read("a.md")
        try site.write("a.md", text.replacing("First", with: "Other"))
        var (path, state) = try Self.state(site)
        state.inputs = try ContentTree(site: site.path).files
        state.started = Disk.now() + 1_000_000_000
        try state.save(path)
        #expect(try await site.build().written == 0)
    }

    /// How young a file has to be, in nanoseconds: a tick of the clock, or two seconds where it counts whole ones.
    @Test(
        arguments: [
            (5_000_000_001, 100_000_000), (5_999_999_999, 100_000_000), (5_000_000_000, 2_100_000_000),
            (6_000_000_000, 2_100_000_000),
        ] as [(Int64, Int64)])
    func aTickDecides(_ modified: Int64, _ tick: Int64) {
        for isChange in [false, true] {
            // The later one of both times counts.
            let stamp = Disk.Stamp(
                size: 1, modified: isChange ? modified - 3_000_000_000 : modified,
                changed: isChange ? modified : modified - 3_000_000_000, inode: 1)
            #expect(stamp.isRacy(at: modified + tick - 1), "\(stamp)")
            #expect(!stamp.isRacy(at: modified + tick), "\(stamp)")
            #expect(!stamp.isRacy(at: modified + tick + 1), "\(stamp)")
            #expect(stamp.isRacy(at: modified - 1), "\(stamp)")
        }
    }

    /// Each fact of a state, changed alone, makes the next build look again; whatever it then does, the site is a clean one.
    @Test(arguments: [
        "key", "input gone", "input more", "input stamp", "output stamp", "output unknown", "output gone",
        "output more",
    ])
    func aStateThatDiffersIsNotTrusted(_ fact: String) async throws {
        let site = try Self.site()
        try await Task.sleep(for: .milliseconds(150))
        try await site.build()
        let expected = try site.published()
        var (path, state) = try Self.state(site)
        #expect(state.matches(try ContentTree(site: site.path), key: state.key))
        let other = try #require(Disk.status(site.path)).stamp
        switch fact {
        case "key": state.key += "x"
        case "input gone": state.inputs.removeLast()
        case "input more": state.inputs.append(ContentTree.File(path: "Content/guides/z.md", stamp: other))
        case "input stamp": state.inputs[0].stamp = other
        case "output stamp": state.outputs[0].stamp = other
        case "output unknown": state.outputs[0].stamp = nil
        case "output gone": state.outputs.removeLast()
        default: state.outputs.append(("guides/z.html", nil))
        }
        let isOfInputs = fact == "key" || fact.hasPrefix("input")
        #expect(state.matches(try ContentTree(site: site.path), key: "x") == false)
        if isOfInputs {
            let key = try Self.state(site).state.key
            #expect(!state.matches(try ContentTree(site: site.path), key: key))
        }
        try state.save(path)
        // What the build is to publish is not there, so that only a look tells.
        try site.remove("Public/guides/a.html")
        try await site.build()
        #expect(try site.published() == expected)
        let now = try Self.state(site).state
        #expect(
            Set(now.outputs.map(\.path)) == Set(expected.keys) && now.outputs.allSatisfy { $0.stamp != nil })
    }

    /// A state from elsewhere, such as a cache of CI, names files of the host and of the author, which stay.
    @Test(arguments: [
        ".well-known/security.txt", ".git/config", ".nojekyll", "guides/.htaccess", ".well-known",
        "guides/.hidden/x.txt", "..well-known/x", "guides/a.html/../../.env",
    ])
    func aForgedStateRemovesNoDotFile(_ name: String) async throws {
        let site = try Self.site()
        try await site.build()
        let file = name.replacing("guides/a.html/../../", with: "")
        let location = "\(site.path)/Public/\(file)" + (name == ".well-known" ? "/security.txt" : "")
        if let folder = Disk.parent(of: location) { try Disk.makeFolder(folder) }
        try Disk.writeNew(Array("mine".utf8), to: location)
        var (path, state) = try Self.state(site)
        state.outputs.insert((name, Disk.status(location)?.stamp), at: 0)
        try state.save(path)
        try site.write("a.md", TemporarySite.guide("Alpha", "Other text. See [b](b.md)."))
        let report = try await site.build()
        #expect(report.removed == 0 && report.written > 0)
        #expect(try Disk.read(location) == Array("mine".utf8))
    }

    /// A state with a forged number, and a digest that fits, crashes nothing: it is read, or left aside.
    @Test func aForgedNumberCrashesNothing() async throws {
        let site = try Self.site()
        try await site.build()
        let path = try Self.state(site).path
        let body = Array(try Disk.read(path).dropLast(32))
        let forged = site.path + "/state"
        var read = 0
        for number in [UInt64.max, UInt64.max >> 1, 1 << 40, UInt64(body.count)] {
            for offset in 0..<(body.count - 8) {
                var bytes = body
                for index in 0..<8 {
                    bytes[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * index))
                }
                try Disk.removeFile(forged)
                try Disk.writeNew(bytes + ContentHash.digest(bytes[...]), to: forged)
                if BuildState.load(forged) != nil { read += 1 }
            }
        }
        #expect(read > 0, "every forged state was left aside")
    }

    /// The state comes from a cache that others may have written: it names nothing that a build does not publish.
    @Test(arguments: [
        ("a.html", true), ("guides/a.html", true), ("guides/a.b.md", true), ("größe/a", true), ("", false),
        ("/a", false),
        ("a/", false), ("a//b", false), (".", false), ("..", false), ("../a", false), ("a/../b", false),
        ("a/./b", false),
        (".well-known/x", false), ("a/.git/config", false), (".htaccess", false), ("a\u{1}", false),
        ("a\nb", false),
        ("a\u{7F}b", false),
    ])
    func namesOnlyWhatIsPublished(_ path: String, _ isOutput: Bool) throws {
        #expect(BuildState.isOutput(path) == isOutput)
    }

    /// Folders in which files of a killed build wait go with the next build; somebody else's stay, whatever they are called.
    @Test(arguments: [
        (".guides-staging", [".made-by-guides"], false),
        (".guides-staging-2", [".made-by-guides", "1"], false),
        (".guides-staging", [".made-by-guides", "guides"], false),
        (".guides-staging", ["1", "2", "spool"], false),
        (".guides-staging", ["1", "notes.txt"], true), (".guides-staging-2", ["1"], true),
        (".guides-staging", [], false), (".guides-staging-2", [], false),
        (".guides-staging-mine", ["a.md"], true), (".other", [".made-by-guides"], true),
    ])
    func whatAKilledBuildLeftGoes(_ folder: String, _ names: [String], _ stays: Bool) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try Disk.makeFolder(site.path + "/Public/\(folder)")
        for name in names { try site.write("Public/\(folder)/\(name)", "x") }
        #expect(try await !site.build().hasErrors)
        let left = try Disk.names(in: site.path + "/Public").filter { $0.hasPrefix(".") }
        #expect(left == (stays ? [folder] : []))
        if stays { #expect(try Disk.names(in: site.path + "/Public/\(folder)") == names) }
    }

    /// A tool of another version may write other pages, so it writes them again, whatever the last one knew.
    @Test func anotherVersionOfTheToolWritesItsPages() throws {
        let site = try Self.site()
        let folder = try TemporaryFolder()
        let own = folder.path + "/guides"
        func build() throws -> String {
            let built = try Program.run([own, "build", "--site", site.path])
            #expect(built.code == 0, "\(built)")
            return try site.read("Public/llms.txt")
        }
        #expect(try shell("cp '\(tool)' '\(own)'").code == 0)
        let first = try build()
        #expect(first.contains("All guides in one file"))
        #expect(try build() == first)
        let changed = try shell("LC_ALL=C sed -i 's/All guides in one file/All guides as one text/' '\(own)'")
        #expect(changed.code == 0, "\(changed)")
        #expect(try build() == first.replacing("in one file", with: "as one text"))
    }
}
