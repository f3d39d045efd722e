/// Apache httpd: a virtual host.
package enum ApacheHost: Host {
    package static let name = "apache"

    package static func rules(_ site: HostedSite) -> HostRules {
        let isSecure = site.options.certificate != nil
        let listen = site.options.listen ?? (isSecure ? "*:443" : "*:80")
        let port = listen.split(separator: ":").last.map(String.init) ?? "80"
        var text = """
            # \(site.library.site.name): rules for Apache httpd 2.4.
            # Made by `guides host apache`; make them again whenever a guide comes, goes, or gets another name.
            # They need mod_rewrite, mod_headers, mod_mime, mod_setenvif, mod_deflate and mod_filter\(isSecure ? ", mod_ssl" : ""),
            # and a line `Listen \(port)` in the server's own configuration.

            <VirtualHost \(listen)>
                # Redirects name this origin, whatever host and scheme a request names.
                ServerName \(origin(site))
                UseCanonicalName On
                DocumentRoot \(HostedSite.quoted(site.options.root))
            \(certificate(site))    ServerSignature Off
                TraceEnable Off
                <IfModule mod_dir.c>
                    DirectorySlash Off
                    DirectoryIndex disabled
                </IfModule>
                FileETag MTime Size
                AllowEncodedSlashes Off

                <Directory \(HostedSite.quoted(site.options.root))>
                    Options None
                    AllowOverride None
                    Require all granted
                </Directory>

            \(types())    <Files "feed.xml">
                    ForceType "application/atom+xml; charset=utf-8"
                </Files>
                <Files "issues.schema.json">
                    ForceType application/schema+json
                </Files>

                # A strong tag names the plain bytes: those that are compressed get a weak one. Ranges are of plain bytes.
                DeflateAlterETag NoChange
                SetEnvIf Range . no-gzip
                SetEnvIf Request_URI . guides_encoding
                SetEnvIfNoCase Request_URI \(HostedSite.quoted(HostedSite.incompressible)) !guides_encoding
                SetEnvIfNoCase Accept-Encoding "\\bgzip\\b" guides_compressed
                SetEnvIf Range . !guides_compressed
                SetEnvIfNoCase Request_URI \(HostedSite.quoted(HostedSite.incompressible)) !guides_compressed
                Header edit ETag "^\\"" "W/\\"" env=guides_compressed
                Header merge Vary Accept-Encoding env=guides_encoding
                AddOutputFilterByType DEFLATE \(HostedSite.compressible.joined(separator: " "))

                ErrorDocument 404 /404
                RewriteEngine On

                # Weights of Accept, as four digits; markdown wins where it is named with at least that of HTML.

            """
        for (variable, patterns) in [
            ("guides_h", AcceptPatterns.html), ("guides_m", AcceptPatterns.markdown),
        ] {
            // The last one that matches holds.
            for pattern in patterns.reversed() {
                text += "    SetEnvIfNoCase Accept \(HostedSite.quoted(pattern.whole)) \(variable)=1000\n"
                for weighted in pattern.weighted.reversed() {
                    text += "    SetEnvIfNoCase Accept \(HostedSite.quoted(weighted)) \(variable)=0$1000\n"
                }
            }
            text += "    SetEnvIf \(variable) \"^([0-9]{4})\" \(variable)=$1\n"
        }
        text += """

                RewriteCond %{REQUEST_METHOD} !^(?:GET|HEAD)$
                RewriteRule ^ - [R=405,E=guides_refused:yes,L]

                RewriteCond %{ENV:guides_m} !^(?:|0000)$
                RewriteCond %{ENV:guides_m}:%{ENV:guides_h} "\(AcceptPatterns.isAtLeast(reference: "\\1"))"
                RewriteRule ^ - [E=guides_markdown:yes]

                # What is shown where nothing is.
                RewriteCond %{ENV:REDIRECT_STATUS} =404
                RewriteCond %{ENV:REDIRECT_guides_markdown} =yes [OR]
                RewriteCond %{THE_REQUEST} "^[A-Z]+ [^ ?]*\\.md[ ?]"
                RewriteRule ^/404$ /404.md [E=guides_varies:yes,E=guides_private:yes,PT,L]
                RewriteCond %{ENV:REDIRECT_STATUS} =404
                RewriteRule ^/404$ /404.html [E=guides_varies:yes,PT,L]
                RewriteRule ^/404(?:\\.html|\\.md)?$ - [R=404,L]
                RewriteRule /\\.(?!well-known/) - [R=404,L]
                # Files of the host's own (RFC 8615), whatever their ending.
                RewriteCond %{DOCUMENT_ROOT}%{REQUEST_URI} !-f
                RewriteRule ^/\\.well-known/ - [R=404,L]
                RewriteRule ^/\\.well-known/ - [L]


            """
        for (from, to) in site.moved {
            text += "    RewriteRule \"^\(pattern(from))$\" \"\(substitution(to))\" [R=301,NE,L]\n"
        }
        text += """

                # A page has one address: without an ending, and without a slash.

            """
        if site.folder.isEmpty {
            text += """
                    RewriteRule ^/index(?:\\.html)?$ / [R=301,L]
                    RewriteRule ^/index\\.md$ - [E=guides_varies:yes,E=guides_twin:/,L]
                    RewriteCond %{ENV:guides_markdown} =yes
                    RewriteRule ^/$ /index.md [E=guides_varies:yes,E=guides_private:yes,E=guides_location:/index.md,E=guides_twin:/,PT,L]
                    RewriteRule ^/$ /index.html [E=guides_varies:yes,E=guides_page:/index,PT,L]

                """
        } else {
            text += """
                    RewriteRule ^/$ \(site.index) [R=302,L]
                    RewriteRule ^\(site.folder)/index(?:\\.html)?$ \(site.index) [R=301,L]
                    RewriteRule ^\(site.folder)/index\\.md$ - [E=guides_varies:yes,E=guides_twin:\(site.index),L]

                """
        }
        text += """
                RewriteCond %{DOCUMENT_ROOT}$1.html -f
                RewriteRule ^(/.+)(?:\\.html|/)$ $1 [R=301,L]
                RewriteRule /$ - [R=404,L]

                RewriteCond %{DOCUMENT_ROOT}$0 -f
                RewriteRule ^\(site.folder)/assets/.+ - [E=guides_asset:yes,L]
                RewriteRule ^/sitemap\\.md$ - [E=guides_varies:yes,E=guides_list:yes,L]
                RewriteCond %{DOCUMENT_ROOT}$0 -f
                RewriteRule ^(/.+)\\.md$ - [E=guides_varies:yes,E=guides_twin:$1,L]
                RewriteRule \\.[A-Za-z0-9]+$ - [L]

                RewriteCond %{ENV:guides_markdown} =yes
                RewriteCond %{DOCUMENT_ROOT}$1.md -f
                RewriteRule ^(/.+)$ $1.md [E=guides_varies:yes,E=guides_private:yes,E=guides_location:$1.md,E=guides_twin:$1,PT,L]


            """
        for (from, to) in site.issues {
            text +=
                "    RewriteRule \"^\(pattern(from))$\" \"\(substitution(to))\" [R=301,NE,QSD,E=guides_varies:yes,L]\n"
        }
        text += """

                RewriteCond %{DOCUMENT_ROOT}$1.html -f
                RewriteRule ^(/.+)$ $1.html [E=guides_varies:yes,E=guides_page:$1,PT,L]
                RewriteRule ^ - [R=404,L]

                Header always set Cache-Control "\(HostedSite.briefly)"
                Header always set Cache-Control "\(HostedSite.privately)" env=guides_private
                Header always set Cache-Control "\(HostedSite.forever)" env=guides_asset
                Header always merge Vary Accept env=guides_varies
                Header always set Content-Location "%{guides_location}e" env=guides_location
                Header always set Link "<%{guides_page}e.md>; rel=\\"alternate\\"; type=\\"text/markdown\\", \(describedBy)" env=guides_page
                Header always set Link "<\(site.addresses.origin)%{guides_twin}e>; rel=\\"canonical\\", \(describedBy)" env=guides_twin
                Header always set Link "\(describedBy)" env=guides_list
                Header always set Allow "GET, HEAD" env=guides_refused

            """
        for (name, value) in HostedSite.security {
            text += "    Header always set \(name) \(HostedSite.quoted(value))\n"
        }
        if isSecure { text += "    Header always set Strict-Transport-Security \"max-age=31536000\"\n" }
        text += "</VirtualHost>\n"
        return HostRules(
            files: [HostRules.File(name: "guides.conf", text: text)],
            saving: "Save the rules as a file of the server's sites.",
            notes: [
                "Check the server's configuration with apachectl configtest.",
                "They name each former address and each issue, so print them again with every publication, then: apachectl graceful",
                "httpd compares the time and the size of a file to tell its versions apart: publish with a tool that keeps or renews times, as rsync -t does.",
                "The server's own configuration decides whether httpd names its version: ServerTokens Prod keeps it back.",
                "httpd cannot say how many tokens a twin has (X-Markdown-Tokens); sitemap.md and issues.json do.",
            ] + (isSecure ? [] : ["This is plain HTTP. For HTTPS give --certificate and --key."]))
    }

    private static let describedBy = HostedSite.describedBy.replacing("\"", with: "\\\"")

    /// Scheme, host and port that redirects name.
    private static func origin(_ site: HostedSite) -> String {
        guard let listen = site.listen else { return site.addresses.origin }
        let isAny = ["", "*", "0.0.0.0", "[::]"].contains(listen.address)
        let scheme = site.options.certificate == nil ? "http" : "https"
        return "\(scheme)://\(isAny ? "localhost" : listen.address):\(listen.port)"
    }

    private static func pattern(_ path: String) -> String { path.replacing(".", with: "\\.") }

    private static func substitution(_ path: String) -> String { path.replacing("%", with: "\\%") }

    private static func certificate(_ site: HostedSite) -> String {
        guard let (chain, key) = site.options.certificate else { return "" }
        return
            "    SSLEngine on\n    SSLCertificateFile \(HostedSite.quoted(chain))\n    SSLCertificateKeyFile \(HostedSite.quoted(key))\n"
    }

    private static func types() -> String {
        HostedSite.types.map { "    AddType \(HostedSite.quoted($0.type)) .\($0.ending)\n" }.joined()
    }
}
