import Foundation

/// When each file was last committed, as git knows it: the day of `updated` for guides that name none.
package struct GitDates: Sendable {
    private(set) var days: [String: Day] = [:]
    /// Something the user has to know, such as a clone without history.
    package private(set) var notice: String?

    package init() {}

    /// The folder's `.git`, its own or that of a folder above; nil outside a repository.
    static func repository(of folder: String) -> String? {
        guard var path = Disk.realPath(folder) else { return nil }
        while true {
            if Disk.status("\(path)/.git", followsLinks: true) != nil { return "\(path)/.git" }
            guard let slash = path.lastIndex(of: "/"), path != "/" else { return nil }
            path = slash == path.startIndex ? "/" : String(path[..<slash])
        }
    }

    /// The folder that holds the repository's `.git`; nil outside a repository.
    package static func root(of folder: String) -> String? {
        repository(of: folder).map { String($0.dropLast("/.git".count)) }
    }

    /// What changes whenever a commit is made or another branch is checked out: the stamps of git's own files.
    static func mark(of folder: String) -> [Disk.Stamp] {
        guard let git = repository(of: folder) else { return [] }
        return ["HEAD", "logs/HEAD", "packed-refs", "shallow"].compactMap {
            Disk.status("\(git)/\($0)")?.stamp
        }
    }

    /// Asks git once for the whole site; for nothing outside a repository.
    ///
    /// A shallow clone would give false days, so it gives none, and a notice.
    ///
    /// - Parameter revision: the commit from which to look back.
    package static func read(site folder: String, at revision: String = "HEAD") -> GitDates {
        var dates = GitDates()
        guard let git = repository(of: folder) else { return dates }
        guard Disk.status("\(git)/shallow") == nil else {
            dates.notice =
                "this clone is shallow, so the days of the last changes are unknown; fetch the whole history "
                + "(git fetch --unshallow) or write `updated` into the guides"
            return dates
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "git", "-C", folder, "-c", "core.quotePath=off", "log", "--no-renames", "--relative",
            "--name-only",
            "--format=%x01%ct", revision, "--", ContentTree.guides,
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(["GIT_OPTIONAL_LOCKS": "0"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            dates.notice = "git is not installed, so the days of the last changes are unknown"
            return dates
        }
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return dates }
        dates.parse([UInt8](text))
        return dates
    }

    /// Newest commits come first, so the first day of a file is its last change.
    private mutating func parse(_ text: [UInt8]) {
        var day: Day?
        for line in text.split(separator: 10) {
            if line.first == 1 {
                day = Int(String(decoding: line.dropFirst(), as: UTF8.self)).map(Day.init(secondsSince1970:))
            } else if let day {
                let path = String(decoding: line, as: UTF8.self)
                if days[path] == nil { days[path] = day }
            }
        }
    }

    /// The day on which a file, relative to the site's folder, was last committed.
    package func day(of file: String) -> Day? { days[file] }
}
