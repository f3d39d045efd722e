import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Preview

/// Files are seen however editors save them.
@Suite(.serialized, .timeLimit(.minutes(15))) struct FolderWatchTests {
    /// A folder with a watch on it, and how often that has told of a change.
    private final class Scene {
        let site: TemporarySite
        let watch: FolderWatch
        private let counter = Counter()

        private final class Counter: Sendable { let count = Mutex(0) }

        init(limit: Int = .max) throws {
            site = try TemporarySite.ofOneGuide()
            watch = FolderWatch(site: site.path, watchLimit: limit)
            let (changes, counter) = (watch.changes, counter)
            Task { for await _ in changes { counter.count.withLock { $0 += 1 } } }
        }

        deinit { watch.end() }

        var seen: Int { counter.count.withLock { $0 } }

        /// Waits until a change is told of, for at most some seconds.
        func sees(after before: Int) async throws -> Bool {
            for _ in 0..<300 {
                if seen > before { return true }
                try await Task.sleep(for: .milliseconds(10))
            }
            return false
        }

        /// Waits until no change has been reported for a while.
        func isQuiet() async throws {
            var before = -1
            while seen != before {
                before = seen
                try await Task.sleep(for: .milliseconds(400))
            }
        }

        /// Runs a command of the shell in the site's folder.
        func shell(_ command: String) throws {
            let result = try TestSupport.shell("set -e; \(command)", in: site.path)
            #expect(result.code == 0, "\(result.error)")
        }
    }

    @Test(arguments: [
        "echo more >> Content/guides/one.md",
        "sed -i s/body/text/ Content/guides/one.md",
        "cp Content/guides/one.md Content/guides/.one.swp && mv Content/guides/.one.swp Content/guides/one.md",
        "mv Content/guides/one.md Content/guides/1~ && echo new > Content/guides/one.md",
        "rm Content/guides/one.md",
        "mv Content/guides/one.md Content/guides/two.md",
        "mkdir -p Content/guides/a/b && echo new > Content/guides/a/b/c.md",
        "echo '/* x */' >> Templates/assets/style.css",
        "touch Content/terms.yml",
        "ln -s one.md Content/guides/link.md",
        "mv Content Elsewhere && mv Elsewhere Content",
    ])
    func seesASave(command: String) async throws {
        let scene = try Scene()
        #expect(scene.watch.notice == nil)
        try scene.shell(command)
        #expect(try await scene.sees(after: 0))
    }

    /// Changes that nobody has taken yet are kept when another one is reported.
    @Test func keepsAllThatIsNotTaken() async throws {
        let scene = try Scene()
        // Where the kernel reports the folder late, the file comes in another round.
        for round in 1...10 {
            try scene.shell("mkdir Content/guides/deep-\(round) && rmdir Content/guides/deep-\(round)")
            try await scene.isQuiet()
            try scene.shell("echo more >> Content/guides/one.md")
            try await scene.isQuiet()
            let changes = scene.watch.take()
            guard changes.files.contains("Content/guides/one.md") else { continue }
            #expect(changes.isEverything)
            #expect(scene.watch.take() == FolderWatch.Changes())
            return
        }
        Issue.record("no round reported both")
    }

    @Test func seesFilesOfFoldersThatAreNew() async throws {
        let scene = try Scene()
        try scene.shell("mkdir -p Content/guides/deep/er")
        #expect(try await scene.sees(after: 0))
        let before = scene.seen
        try scene.shell("echo new > Content/guides/deep/er/x.md")
        #expect(try await scene.sees(after: before))
        try scene.shell("rm -r Content/guides/deep")
        #expect(try await scene.sees(after: before + 1))
    }

    @Test func seesAFolderThatWasAway() async throws {
        let scene = try Scene()
        try scene.shell("mv Content Away")
        #expect(try await scene.sees(after: 0))
        try scene.shell("mv Away Content")
        #expect(try await scene.sees(after: 1))
        let before = scene.seen
        try scene.shell("echo more >> Content/guides/one.md")
        #expect(try await scene.sees(after: before))
    }

    @Test func tellsOfManyFilesOnce() async throws {
        let scene = try Scene()
        try scene.shell(
            "git init -q . && git add . && git -c user.name=a -c user.email=a@example.org commit -qm a && git checkout -q -b other"
        )
        try scene.shell(
            "for i in $(seq 500); do echo new > Content/guides/n$i.md; done; git add .; git -c user.name=a -c user.email=a@example.org commit -qm b; git checkout -q -"
        )
        try await Task.sleep(for: .milliseconds(700))
        let before = scene.seen
        try scene.shell("git checkout -q other")
        #expect(try await scene.sees(after: before))
        try await Task.sleep(for: .milliseconds(700))
        #expect(scene.seen - before <= 3)
    }

    @Test func looksThroughTheFoldersWhereNoWatchesAreLeft() async throws {
        let scene = try Scene(limit: 1)
        #expect(scene.watch.notice?.contains("fs.inotify.max_user_watches") == true)
        try scene.shell("echo more >> Content/guides/one.md")
        #expect(try await scene.sees(after: 0))
    }

    @Test func looksThroughTheFoldersOnceWatchesRunOut() async throws {
        // As many as the site has folders.
        let scene = try Scene(limit: 4)
        #expect(scene.watch.notice == nil)
        try scene.shell("mkdir Content/guides/new")
        #expect(try await scene.sees(after: 0))
        for _ in 0..<300 where scene.watch.notice == nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(scene.watch.notice?.contains("fs.inotify.max_user_watches") == true)
        let before = scene.seen
        try await Task.sleep(for: .milliseconds(400))
        try scene.shell("echo new > Content/guides/new/x.md")
        #expect(try await scene.sees(after: before))
    }

    /// A site's folder may be a link, and the link may be turned to another folder.
    @Test func followsALinkToTheSite() async throws {
        let (first, second) = (try TemporarySite.ofOneGuide(), try TemporarySite.ofOneGuide())
        let folder = try TemporaryFolder()
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: first.path)
        let watch = FolderWatch(site: link)
        defer { watch.end() }
        var changes = watch.changes.makeAsyncIterator()
        var former = FolderWatch.Changes()
        // A file whose writer is held up between its steps changes more than once.
        func next() async -> FolderWatch.Changes {
            var change = FolderWatch.Changes()
            while change == FolderWatch.Changes() || change == former {
                guard await changes.next() != nil else { return change }
                change = watch.take()
            }
            former = change
            return change
        }
        try first.write("Content/guides/new.md", "new")
        #expect(await next() == FolderWatch.Changes(files: ["Content/guides/new.md"]))
        unlink(link)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: second.path)
        #expect(await next().isEverything)
        try second.write("Content/guides/newer.md", "newer")
        #expect(await next() == FolderWatch.Changes(files: ["Content/guides/newer.md"]))
    }

    /// Changes that come one after the other before anybody takes them are all told of, whichever comes first.
    @Test(arguments: [0, 1, 2]) func forgetsNoChangeBeforeItIsTaken(_ first: Int) async throws {
        let scene = try Scene()
        let commands = [
            "mkdir Content/guides/deep && mv Content/guides/one.md Content/guides/deep/one.md",
            "echo new > Content/guides/two.md", "echo new > Content/guides/three.md",
        ]
        for number in 0..<3 {
            let before = scene.seen
            try scene.shell(commands[(first + number) % 3])
            #expect(try await scene.sees(after: before))
            // Until the watch is quiet, so that what comes next is told of by itself.
            try await Task.sleep(for: .milliseconds(60))
        }
        let changes = scene.watch.take()
        #expect(changes.isEverything)
        #expect(
            changes.files.isSuperset(of: ["Content/guides/two.md", "Content/guides/three.md"]), "\(changes)")
        #expect(scene.watch.take() == FolderWatch.Changes())
        let before = scene.seen
        try scene.shell("echo newer > Content/guides/two.md")
        #expect(try await scene.sees(after: before))
        #expect(scene.watch.take() == FolderWatch.Changes(files: ["Content/guides/two.md"]))
    }
}
