import Analysis
import ArgumentParser
import FoundationEssentials
import Support

/// `--site` and `--jobs`: how a command reads a site.
struct SiteOptions: ParsableArguments {
    @OptionGroup var folder: SiteFolder

    @Option(
        // So that -1 is a number here, and no option.
        parsing: .unconditional,
        help: ArgumentHelp("Number of parallel workers. (default: the number of cores)", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    }

    var site: String { folder.site }

    /// The options of reading the site today.
    var reading: AnalyzedSite.Options {
        var options = AnalyzedSite.Options()
        options.site = site
        options.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        options.today = .current
        return options
    }
}

extension Day {
    /// The day of the run, in UTC.
    static var current: Day { Day(secondsSince1970: Int(Date().timeIntervalSince1970)) }
}
