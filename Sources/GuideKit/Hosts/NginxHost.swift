/// nginx: a file to include within `http`, which holds maps and one `server`.
package enum NginxHost: Host {
    package static let name = "nginx"

    package static func rules(_ site: HostedSite) -> HostRules {
        let listen: String
        if let own = site.options.listen {
            listen = own
        } else {
            listen = site.options.certificate == nil ? "80" : "443"
        }
        let isSecure = site.options.certificate != nil
        var text = """
            # \(site.library.site.name): rules for nginx, to include within http { }.
            # Made by `guides host nginx`; make them again whenever a guide comes, goes, or gets another name.

            # Where http { } sets these two already, raise them there and remove them here.
            map_hash_max_size \(max(2048, roundedUp(4 * (site.redirects.count + site.tokens.count))));
            map_hash_bucket_size 512;

            \(maps(site))
            server {
                listen \(listen)\(isSecure ? " ssl" : "");
                server_name \(site.options.listen == nil ? site.host : "_");
            \(certificate(site))    root \(HostedSite.quoted(site.options.root));
                index nothing;
                server_tokens off;
                absolute_redirect off;
                merge_slashes on;
                charset utf-8;
                charset_types text/markdown text/plain text/css text/javascript text/csv application/xml application/atom+xml;
                etag on;

                gzip on;
                # Vary is set below: nginx itself leaves it out of 304.
                gzip_vary off;
                gzip_comp_level 6;
                gzip_proxied any;
                gzip_min_length 500;
                gzip_types \(HostedSite.compressible.filter { $0 != "text/html" }.joined(separator: " "));

                default_type application/octet-stream;
                types {
            \(types())    }

                set $guides_cache "\(HostedSite.briefly)";
                set $guides_varies "";
                set $guides_location "";
                add_header Cache-Control $guides_cache always;
                add_header Vary $guides_vary always;
                add_header Content-Location $guides_location;
                add_header Link $guides_link;
                add_header X-Markdown-Tokens $guides_tokens;
                add_header Allow $guides_allow always;

            """
        for (name, value) in HostedSite.security {
            text += "    add_header \(name) \(HostedSite.quoted(value)) always;\n"
        }
        if isSecure { text += "    add_header Strict-Transport-Security \"max-age=31536000\" always;\n" }
        text += """

                if ($guides_allow) { return 405; }
                if ($guides_moved) { return 301 $guides_moved$is_args$args; }

                error_page 404 /404;
                location = /404 {
                    internal;
                    set $guides_cache $guides_page_cache;
                    set $guides_varies "Accept";
                    try_files /404$guides_missing_ending =404;
                }
                location ~ ^/404\\.(?:html|md)$ { internal; }
                location ~ /\\.(?!well-known/) { return 404; }
                # Files of the host's own (RFC 8615), whatever their ending.
                location ~ ^/\\.well-known/ { try_files $uri =404; }

                # A page has one address: without an ending, and without a slash.
                location ~ ^(?<guides_page>/[^?#%]+)/$ {
                    if (!-f $document_root$guides_page.html) { return 404; }
                    return 301 $guides_page$is_args$args;
                }
                location ~ ^(?<guides_page>/[^?#%]*)\\.html$ {
                    if (!-f $request_filename) { return 404; }
                    return 301 $guides_page$is_args$args;
                }

            """
        if site.folder.isEmpty {
            text += """
                    location = / {
                        set $guides_cache $guides_page_cache;
                        set $guides_varies "Accept";
                        set $guides_location $guides_index_location;
                        try_files /index$guides_ending =404;
                    }
                    location = /index.html { return 301 /$is_args$args; }
                    location = /index { return 301 /$is_args$args; }

                """
        } else {
            text += """
                    location = / { return 302 \(site.index); }
                    location = \(site.folder)/index.html { return 301 \(site.index)$is_args$args; }
                    location = \(site.folder)/index { return 301 \(site.index)$is_args$args; }

                """
        }
        text += """
                location ~ \\.md$ {
                    set $guides_varies "Accept";
                    try_files $uri =404;
                }
                location ^~ \(site.folder)/assets/ {
                    set $guides_cache "\(HostedSite.forever)";
                    try_files $uri =404;
                }
                location = \(site.folder)/feed.xml {
                    types { }
                    default_type application/atom+xml;
                }
                location = \(site.addresses.catalogSchema) {
                    types { }
                    default_type application/schema+json;
                }
                location ~* \\.[a-z0-9]+$ { try_files $uri =404; }

                location / {
                    set $guides_cache $guides_page_cache;
                    set $guides_varies "Accept";
                    set $guides_location $guides_own_location;
                    if ($guides_issue_moved) { return 301 $guides_issue_moved; }
                    try_files $uri$guides_ending =404;
                }
            }

            """
        return HostRules(
            files: [HostRules.File(name: "guides.conf", text: text)],
            naming: HostRules.Naming(location: "in nginx.conf, within http { }", start: "include ", end: ";"),
            saving: "Save the rules as guides.conf.",
            notes: [
                "They name each former address and each issue, so print them again with every publication, then: nginx -t && nginx -s reload",
                "nginx compares the time and the size of a file to tell its versions apart: publish with a tool that keeps or renews times, as rsync -t does.",
                "Before version 1.23 nginx reads the first Accept field of a request alone; a client that sends text/markdown in a second one gets the page.",
            ] + (isSecure ? [] : ["This is plain HTTP. For HTTPS give --certificate and --key."]))
    }

    private static func roundedUp(_ number: Int) -> Int {
        var size = 2048
        while size < number { size *= 2 }
        return size
    }

    private static func certificate(_ site: HostedSite) -> String {
        guard let (chain, key) = site.options.certificate else { return "" }
        return
            "    ssl_certificate \(HostedSite.quoted(chain));\n    ssl_certificate_key \(HostedSite.quoted(key));\n"
    }

    private static func types() -> String {
        var endings: [String: [String]] = [:]
        for (ending, type) in HostedSite.types {
            endings[String(type.prefix { $0 != ";" }), default: []].append(ending)
        }
        return endings.sorted { $0.key < $1.key }.map {
            "        \($0.key) \($0.value.joined(separator: " "));\n"
        }
        .joined()
    }

    private static func map(_ source: String, _ name: String, _ lines: [String]) -> String {
        "map \(source) \(name) {\n" + lines.map { "    \($0)\n" }.joined() + "}\n"
    }

    /// At least four digits of a weight, in thousandths: nothing where the range is not named.
    private static func weights(_ name: String, _ patterns: [AcceptPatterns.Patterns]) -> [String] {
        patterns.enumerated().flatMap { number, pattern in
            pattern.weighted.enumerated().map { form, weighted in
                let group = "\(name)_\(number)_\(form)"
                let named = weighted.replacing("([0-9]", with: "(?<\(group)>[0-9]")
                return "\"~*\(named)\" \"0${\(group)}000\";"
            } + ["\"~*\(pattern.whole)\" \"1000000\";"]
        } + ["default \"\";"]
    }

    private static func maps(_ site: HostedSite) -> String {
        let origin = site.addresses.origin
        let maps = [
            map("$http_accept", "$guides_markdown_weight", weights("guides_m", AcceptPatterns.markdown)),
            map("$http_accept", "$guides_html_weight", weights("guides_h", AcceptPatterns.html)),
            // Three digits after the point count; what is after them fills up shorter ones.
            map(
                "$guides_markdown_weight", "$guides_markdown",
                ["\"~^(?<guides_md>[0-9]{4})\" $guides_md;", "default \"\";"]),
            map(
                "$guides_html_weight", "$guides_html",
                ["\"~^(?<guides_ht>[0-9]{4})\" $guides_ht;", "default \"\";"]),
            map(
                "\"$guides_markdown:$guides_html\"", "$guides_ending",
                [
                    "\"~^(?:|0000):\" .html;",
                    "\"~\(AcceptPatterns.isAtLeast(reference: "\\g{1}"))\" .md;", "default .html;",
                ]),
            map(
                "$guides_ending", "$guides_page_cache",
                [".md \"\(HostedSite.privately)\";", "default \"\(HostedSite.briefly)\";"]),
            map("$guides_ending", "$guides_own_location", [".md \"$uri.md\";", "default \"\";"]),
            map("$guides_ending", "$guides_index_location", [".md /index.md;", "default \"\";"]),
            map(
                "$request_uri", "$guides_missing_ending",
                ["\"~^[^?]*\\.md(?:\\?|$)\" .md;", "default $guides_ending;"]),
            map(
                "$uri", "$guides_encoding",
                ["\"~*\(HostedSite.incompressible)\" \"\";", "default Accept-Encoding;"]),
            map(
                "$guides_varies:$guides_encoding", "$guides_vary",
                [
                    "Accept:Accept-Encoding \"Accept, Accept-Encoding\";",
                    ":Accept-Encoding Accept-Encoding;", "default $guides_varies;",
                ]),
            map("$request_method", "$guides_allow", ["GET \"\";", "HEAD \"\";", "default \"GET, HEAD\";"]),
            map(
                "$uri", "$guides_link",
                [
                    "/404.html \"\";", "/404.md \"\";", "/sitemap.md '\(HostedSite.describedBy)';",
                    site.folder.isEmpty
                        ? "/index.md '<\(origin)/>; rel=\"canonical\", \(HostedSite.describedBy)';"
                        : "\(site.folder)/index.md '<\(origin)\(site.index)>; rel=\"canonical\", \(HostedSite.describedBy)';",
                    "\"~^(?<guides_file>/.*)\\.html$\" '<$guides_file.md>; rel=\"alternate\"; type=\"text/markdown\", \(HostedSite.describedBy)';",
                    "\"~^(?<guides_file>/.*)\\.md$\" '<\(origin)$guides_file>; rel=\"canonical\", \(HostedSite.describedBy)';",
                    "default \"\";",
                ]),
            map(
                "$uri", "$guides_tokens",
                site.tokens.map { "\(HostedSite.quoted($0.path)) \($0.tokens);" } + ["default \"\";"]),
            map(
                "$uri", "$guides_moved",
                site.moved.map { "\(HostedSite.quoted($0.from)) \(HostedSite.quoted($0.to));" } + [
                    "default \"\";"
                ]),
            map(
                "$uri", "$guides_issue",
                site.issues.map { "\(HostedSite.quoted($0.from)) \(HostedSite.quoted($0.to));" } + [
                    "default \"\";"
                ]),
            map(
                "\"$guides_ending$guides_issue\"", "$guides_issue_moved",
                ["\"~^\\.html(?<guides_place>/.+)$\" $guides_place;", "default \"\";"]),
        ]
        return maps.joined(separator: "\n")
    }
}
