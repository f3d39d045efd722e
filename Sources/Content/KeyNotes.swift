/// What each key of the files that writers edit is for, in a sentence, by its path: `resources.note`. Editors show it where
/// the key is written.
enum KeyNotes {
    static let frontMatter = [
        "title": "The title of the guide.",
        "summary": "One sentence on what the guide is about. Lists, searches and link previews show it.",
        "category": "The id of a category in site.yml.",
        "related": "Slugs of guides to read next. Similar guides are added until there are three.",
        "resources": "Guides and pages that are worth reading next.",
        "resources.guide": "The slug of a guide of this site.",
        "resources.title": "The title of a page elsewhere.",
        "resources.url": "The address of a page elsewhere.",
        "resources.note": "One sentence on why to read it.",
        "keywords": "What people search for, beyond the keywords that come from the title, terms and issues.",
        "matches":
            "Questions and messages by which the search finds the guide, in the words of readers. No page shows them.",
        "agent-notes":
            "Notes for AI agents, beyond those of the site and the category. Notes describe; they do not command.",
        "aliases":
            "Former slugs of the guide, and former paths from the root of the host, which redirect to it.",
        "updated": "The date of the last change, such as 2026-11-20. By default, git supplies it.",
        "review": "The date on which the guide is due for review, such as 2027-05-01.",
        "listed":
            "Whether lists, the search, llms.txt and sitemaps name the guide. Anyone with its address can read it either way.",
        "order": "The place in lists of the category, lower first. Guides without one follow, by title.",
        "draft": "Whether only the preview and builds with --drafts show the guide.",
        "term-links": "Whether mentions of terms become links. By default, site.yml decides.",
        "issues":
            "Facts about the issues of the guide, which are the sections under \"Fix Common Issues\" or another name of section-names.",
        "issues.issue": "The anchor of the issue's heading, such as certificate-expired.",
        "issues.former-ids": "Ids that the issue had before, oldest first. The oldest stays its id.",
        "issues.matches": "Other wordings of the issue, and the codes that tools report.",
        "issues.check": "The lookup by which a tool detects the issue.",
        "issues.check.record": "The type of the DNS record, such as TXT.",
        "issues.check.name": "The name to look up, below the domain. Leave it out for the domain itself.",
        "issues.check.found": "The result that means the issue.",
        "issues.check.states":
            "The states of the site's own checks that lead to the issue, such as dmarc/missing; [none] where no state does.",
        "issues.fixes-where": "The system on which the issue is fixed.",
        "headings": "Former anchors of headings that are not issues.",
        "headings.heading": "The anchor that the heading has now.",
        "headings.former-ids": "Anchors that the heading had before.",
    ]

    static let settings = [
        "name": "The name of the site.",
        "summary": "One sentence about the site, for its index and for llms.txt.",
        "base-url": "Scheme and host of the site, such as https://example.com.",
        "path": "The path of the index, such as /guides, or / if the guides are the whole site.",
        "addresses":
            "Whether folders are part of the addresses of guides: flat or folders. By default, flat.",
        "names":
            "Whether capitals, dots and underscores of file names stay in addresses: plain or kept. By default, plain.",
        "elsewhere": "Paths that other parts of the host answer, such as /pricing and /docs/*.",
        "language": "The language of the guides, such as en or de-AT (BCP 47).",
        "edit-url": "The address at which a file can be edited, with {path} in place of its path.",
        "ai-crawlers": "What robots.txt tells AI crawlers about who may read the site.",
        "host":
            "The web server or service that serves the site, or a list of several. Each build writes its rules, and leaves out files that it does not need.",
        "checker": "The page that checks the records of a domain.",
        "checker.resolver":
            "The resolver that the browsers of readers ask, by DNS over HTTPS, such as https://dns.example.com/dns-query.",
        "records":
            "Whether records in examples of guides are checked. By default, only where there is a checker.",
        "publisher": "The person or organization that publishes the site.",
        "publisher.name": "The name of the publisher.",
        "publisher.url": "The website of the publisher.",
        "keywords": "Keywords of every page.",
        "agent-notes": "Notes for AI agents, in every twin. Notes describe; they do not command.",
        "words-per-minute": "The reading speed, for the reading time.",
        "term-links": "Whether mentions of the terms in terms.yml become links.",
        "code-colors": "Whether code on pages has colors.",
        "twin": "The form of twins.",
        "twin.front-matter":
            "Whether twins start with YAML front matter (title, description, doc_version, last_updated and canonical) and end with the address of the sitemap. By default, no.",
        "categories": "The categories of guides, in the order of the index.",
        "categories.id": "The id of the category, which is part of its address.",
        "categories.title": "The title of the category.",
        "categories.summary": "One sentence on what its guides are about.",
        "categories.agent-notes": "Notes for AI agents, in the twins of its guides.",
        "categories.guides": "Slugs of guides that come first in the category, in this order.",
        "categories.aliases": "Former ids of the category, which redirect to it.",
        "start": "Readers of the site, each with the guides to start with. The index shows them first.",
        "start.title": "Who the reader is, in the words of the reader, such as: I send campaigns.",
        "start.summary": "One sentence on what the reader finds there.",
        "start.guides": "Slugs of the guides to start with, in this order.",
        "example-hosts": "Hosts that examples may name, beyond example.com and the like.",
        "spelling": "The Hunspell dictionary to check words with, such as en_US.",
        "known-words": "Words that are correct although the dictionary does not have them.",
        "words": "Words and phrases to avoid, each with the one to write instead.",
        "files": "Rules for files beside guides.",
        "files.allow":
            "Kinds of files that may run in a browser or on the server: html, xml, svg, javascript, server, host.",
        "html":
            "The HTML that guides may hold: br, sub, sup, kbd, mark, abbr, details, a (a place to link to), comments. By default, all of these.",
        "values": "Texts that guides insert with {{value: name}}.",
        "section-names": "Names of sections of guides besides those of the language.",
        "section-names.issues": "Names of the section that holds issues, such as Fix Common Issues.",
        "section-names.takeaways": "Names of the section that sums a guide up, such as Takeaways.",
        "section-names.verify":
            "Words by which the last step of an issue tells that it verifies, such as check.",
        "strings": "Texts of pages, twins and lists, in place of those of the language, by name.",
        "checks": "The severity of checks and of groups of checks, by name.",
        "suppressions": "Findings that may pass.",
        "excuses": "The former name of `suppressions`.",
        "suppressions.check": "The check or the group, such as links/insecure.",
        "suppressions.path": "The file or folder, such as Content/guides/tls.md.",
        "suppressions.reason": "Why the finding may pass.",
    ].merging(StringKey.allCases.map { ("strings.\($0.name)", "In English: \(Strings.english[$0])") }) { $1 }

    static let term = [
        "term": "The term, as it is spelled.",
        "expansion": "What an abbreviation stands for.",
        "synonyms": "Other spellings or names of the term.",
        "definition": "What the term means, in a sentence or two, for the glossary.",
        "guide": "The slug of the guide that explains the term, or none.",
    ]

    static let query = [
        "query": "What people type or paste into the search.",
        "finds":
            "What answers it, among the first three results: the slug of a guide, the id of an issue, or glossary# and an anchor.",
        "seen":
            "Where somebody asked it, such as the address of a thread. A third of these only measure the search.",
    ]
}
