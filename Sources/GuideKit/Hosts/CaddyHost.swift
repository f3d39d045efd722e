/// Caddy: a site block.
package enum CaddyHost: Host {
    package static let name = "caddy"

    package static func rules(_ site: HostedSite) -> HostRules {
        var text = """
            # \(site.library.site.name): rules for Caddy.
            # Made by `guides host caddy`; make them again whenever a guide comes, goes, or gets another name.

            \(address(site)) {
            \(bind(site))\(certificate(site))\troot * \(HostedSite.quoted(site.options.root))

            \(maps(site))
            \troute {

            """
        for (name, value) in HostedSite.security {
            text += "\t\theader \(name) \(HostedSite.quoted(value))\n"
        }
        if site.options.certificate != nil {
            text += "\t\theader Strict-Transport-Security \"max-age=31536000\"\n"
        }
        text += """
            \t\theader -Server
            \t\theader Cache-Control \(HostedSite.quoted(HostedSite.briefly))

            \t\t@other not method GET HEAD
            \t\troute @other {
            \t\t\theader Allow "GET, HEAD"
            \t\t\trespond 405
            \t\t}

            \t\t# Several slashes are one; what could lead to another folder, or to another host, is nowhere.
            \t\turi path_regexp /{2,} /
            \t\t@hostile expression `{guides_hostile} == "yes"`
            \t\terror @hostile 404
            \t\t@hidden {
            \t\t\tpath_regexp /\\.
            \t\t\tnot path_regexp ^/\\.well-known(/[^./][^/]*)+$
            \t\t}
            \t\terror @hidden 404
            \t\t@missing path /404 /404.html /404.md
            \t\terror @missing 404

            \t\t@moved expression `{guides_moved} != ""`
            \t\tredir @moved {guides_moved}{guides_query} 301

            \t\t# A page has one address: without an ending, and without a slash.
            \(index(site))\t\t@ending {
            \t\t\tpath_regexp page ^(/[^?#%]+)\\.html$
            \t\t\tfile
            \t\t}
            \t\tredir @ending {re.page.1}{guides_query} 301
            \t\t@slash {
            \t\t\tpath */
            \t\t\texpression `{guides_folder} != ""`
            \t\t\tfile {guides_folder}.html
            \t\t}
            \t\tredir @slash {guides_folder}{guides_query} 301
            \t\t@folder path */
            \t\terror @folder 404

            \t\t# A strong tag names the plain bytes: those that are compressed get a weak one. Ranges are of plain bytes.
            \t\t@compressible expression `{guides_encoding} != ""`
            \t\theader @compressible {
            \t\t\tVary {vars.guides_vary}
            \t\t\tdefer
            \t\t}
            \t\tvars guides_vary Accept-Encoding
            \t\t@compressed {
            \t\t\theader_regexp Accept-Encoding (?i)\\bgzip\\b
            \t\t\tnot header Range *
            \t\t\texpression `{guides_encoding} != ""`
            \t\t}
            \t\theader @compressed {
            \t\t\tETag `^"` `W/"`
            \t\t\tdefer
            \t\t}
            \t\tencode @compressed gzip

            \t\t@assets {
            \t\t\tpath \(site.folder)/assets/*
            \t\t\tfile
            \t\t}
            \t\theader @assets Cache-Control \(HostedSite.quoted(HostedSite.forever))

            \t\t@page not path_regexp /[^/]*\\.[A-Za-z0-9]+$
            \t\troute @page {
            \t\t\tvars guides_vary "Accept, Accept-Encoding"
            \t\t\t@markdown {
            \t\t\t\texpression `double({guides_markdown}) > 0.0 && double({guides_markdown}) >= double({guides_html})`
            \t\t\t\tfile {path}.md
            \t\t\t}
            \t\t\troute @markdown {
            \t\t\t\theader Cache-Control \(HostedSite.quoted(HostedSite.privately))
            \t\t\t\trewrite * {path}.md
            \t\t\t\theader Content-Location {path}
            \t\t\t}
            \t\t\t@issue {
            \t\t\t\tnot path *.md
            \t\t\t\texpression `{guides_issue} != ""`
            \t\t\t}
            \t\t\tredir @issue {guides_issue} 301
            \t\t\t@html {
            \t\t\t\tnot path *.md
            \t\t\t\tfile {path}.html
            \t\t\t}
            \t\t\troute @html {
            \t\t\t\trewrite * {path}.html
            \t\t\t\theader Link {guides_link}
            \t\t\t}
            \t\t}
            \t\t@twin {
            \t\t\tpath *.md
            \t\t\tfile
            \t\t}
            \t\troute @twin {
            \t\t\tvars guides_vary "Accept, Accept-Encoding"
            \t\t\theader Link {guides_link}
            \t\t\t@counted expression `{guides_tokens} != ""`
            \t\t\theader @counted X-Markdown-Tokens {guides_tokens}
            \t\t}
            \t\t@nothing not file
            \t\terror @nothing 404
            \t\theader Content-Type {guides_type}
            \t\tfile_server {
            \t\t\tdisable_canonical_uris
            \t\t\tindex nothing
            \t\t}
            \t}

            \thandle_errors {
            \t\t@asksMarkdown expression `{guides_missing_markdown} == "yes" || (double({guides_markdown}) > 0.0 && double({guides_markdown}) >= double({guides_html}))`
            \t\troute @asksMarkdown {
            \t\t\theader Content-Type "text/markdown; charset=utf-8"
            \t\t\theader Cache-Control \(HostedSite.quoted(HostedSite.privately))
            \t\t\trewrite * /404.md
            \t\t}
            \t\t@asksHTML not path /404.md
            \t\troute @asksHTML {
            \t\t\theader Content-Type "text/html; charset=utf-8"
            \t\t\trewrite * /404.html
            \t\t}

            """
        for (name, value) in HostedSite.security {
            text += "\t\theader \(name) \(HostedSite.quoted(value))\n"
        }
        text += """
            \t\theader -Server
            \t\theader Vary Accept
            \t\theader -Link
            \t\tfile_server {
            \t\t\tdisable_canonical_uris
            \t\t}
            \t}
            }

            """
        return HostRules(
            files: [HostRules.File(name: "guides.caddy", text: text)],
            naming: HostRules.Naming(location: "in the Caddyfile", start: "import "),
            saving: "Save the rules as guides.caddy.",
            notes: [
                "They name each former address and each issue, so print them again with every publication, then: caddy reload",
                "Caddy compares the time and the size of a file to tell its versions apart: publish with a tool that keeps or renews times, as rsync -t does.",
            ]
                + (site.options.listen != nil && site.options.certificate == nil
                    ? ["This is plain HTTP. Without --listen Caddy gets a certificate by itself."] : []))
    }

    private static func address(_ site: HostedSite) -> String {
        let scheme = site.options.certificate == nil ? "http" : "https"
        if let listen = site.listen { return "\(scheme)://:\(listen.port)" }
        return site.addresses.origin
    }

    private static func bind(_ site: HostedSite) -> String {
        guard let address = site.listen?.address, !address.isEmpty, address != "*" else { return "" }
        return "\tbind \(address)\n"
    }

    private static func certificate(_ site: HostedSite) -> String {
        guard let (chain, key) = site.options.certificate else { return "" }
        return "\ttls \(HostedSite.quoted(chain)) \(HostedSite.quoted(key))\n"
    }

    private static func index(_ site: HostedSite) -> String {
        guard site.folder.isEmpty else {
            return """
                \t\tredir / \(site.index) 302
                \t\t@index path \(site.folder)/index \(site.folder)/index.html
                \t\tredir @index \(site.index){guides_query} 301

                """
        }
        return """
            \t\t@index path /index /index.html
            \t\tredir @index /{guides_query} 301
            \t\trewrite / /index

            """
    }

    private static func map(_ source: String, _ name: String, _ lines: [String]) -> String {
        "\tmap \(source) {\(name)} {\n" + lines.map { "\t\t\($0)\n" }.joined() + "\t}\n"
    }

    private static func weights(_ patterns: [AcceptPatterns.Patterns], absent: String) -> [String] {
        patterns.flatMap { pattern in
            (pattern.weighted.map { "~(?i)\($0) 0.${1}0" } + ["~(?i)\(pattern.whole) 1"]).map { line in
                let space = line.lastIndex(of: " ") ?? line.startIndex
                return "`\(line[..<space])` `\(line[line.index(after: space)...])`"
            }
        } + ["default \(absent)"]
    }

    private static func maps(_ site: HostedSite) -> String {
        let origin = site.addresses.origin
        let accept = "{http.request.header.Accept}"
        return [
            map(accept, "guides_markdown", weights(AcceptPatterns.markdown, absent: "-1")),
            map(accept, "guides_html", weights(AcceptPatterns.html, absent: "-1")),
            map("{query}", "guides_query", ["~(.+) \"?${1}\"", "default \"\""]),
            map(
                "{path}", "guides_hostile",
                ["`~(?:^|/)\\.{1,2}(?:/|$)|//|[\\x00-\\x1f\\x7f\\\\]` yes", "default no"]),
            map(
                "{path}", "guides_encoding",
                ["`~(?i)\(HostedSite.incompressible)` \"\"", "default Accept-Encoding"]),
            map("{path}", "guides_folder", ["~^(/[^?#%]+)/$ \"${1}\"", "default \"\""]),
            map(
                "{path}", "guides_link",
                [
                    "/sitemap.md `\(HostedSite.describedBy)`",
                    "\(site.folder)/index.md `<\(origin)\(site.index)>; rel=\"canonical\", \(HostedSite.describedBy)`",
                    "~^(/.*)\\.html$ `<${1}.md>; rel=\"alternate\"; type=\"text/markdown\", \(HostedSite.describedBy)`",
                    "~^(/.*)\\.md$ `<\(origin)${1}>; rel=\"canonical\", \(HostedSite.describedBy)`",
                    "default \"\"",
                ]),
            map(
                "{path}", "guides_type",
                [
                    "\(site.folder)/feed.xml \"application/atom+xml; charset=utf-8\"",
                    "\(site.addresses.catalogSchema) application/schema+json",
                ] + HostedSite.types.map { "~\\.\($0.ending)$ \"\($0.type)\"" }
                    + ["default application/octet-stream"]),
            map("{http.request.orig_uri.path}", "guides_missing_markdown", ["~\\.md$ yes", "default no"]),
            map(
                "{path}", "guides_tokens",
                site.tokens.map { "\($0.path) \"\($0.tokens)\"" } + ["default \"\""]),
            map("{path}", "guides_moved", site.moved.map { "\($0.from) \"\($0.to)\"" } + ["default \"\""]),
            map("{path}", "guides_issue", site.issues.map { "\($0.from) \"\($0.to)\"" } + ["default \"\""]),
        ]
        .joined(separator: "\n")
    }
}
