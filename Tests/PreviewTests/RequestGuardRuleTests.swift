import HTTPTypes
import Testing

@testable import Preview

/// Who is answered, for all that browsers say of a request, together.
@Suite(.timeLimit(.minutes(15))) struct RequestGuardRuleTests {
    private static let port = 8080
    private static let sites = [nil, "none", "same-origin", "same-site", "cross-site"]
    private static let modes = [nil, "navigate", "no-cors", "cors", "same-origin", "websocket"]
    private static let ownOrigins = ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"]
    private static let otherOrigins = [
        "http://127.0.0.1:8081", "http://localhost:80", "http://localhost", "http://127.0.0.1",
        "https://127.0.0.1:8080", "https://localhost:8080", "null", "", "file://",
        "http://localhost:8080.evil.example", "http://localhost.evil.example:8080",
        "http://evil.example:8080", "http://127.0.0.1.evil.example:8080",
        "http://localhost:8080@evil.example",
        "http://127.0.0.2:8080", "http://192.0.2.7:8080", "ftp://localhost:8080", "http://localhost:08080",
        "http://notlocalhost:8080", "http://localhost:8080/", "http://localhost:8080 http://evil.example",
    ]

    private static func fields(_ site: String?, _ mode: String?, _ origin: String?) -> HTTPFields {
        var fields: HTTPFields = [:]
        fields[.secFetchSite] = site
        fields[.secFetchMode] = mode
        fields[.origin] = origin
        return fields
    }

    private static func refusal(
        _ rule: RequestGuard, _ authority: String?, _ fields: HTTPFields, isEmbeddable: Bool = false
    ) -> RequestGuard.Refusal? {
        do throws(RequestGuard.Refusal) {
            try rule.check(authority: authority, headers: fields, isEmbeddable: isEmbeddable)
            return nil
        } catch {
            return error
        }
    }

    /// Only the preview's own pages, and what the user opens, are answered; links from elsewhere are followed.
    @Test(arguments: sites, modes) func requestsFromElsewhereAreRefused(_ site: String?, _ mode: String?) {
        let rule = RequestGuard(host: "127.0.0.1", port: Self.port)
        let isElsewhere = site == "same-site" || site == "cross-site"
        for isEmbeddable in [false, true] {
            for origin in [nil] + Self.ownOrigins.map(Optional.some) {
                let found = Self.refusal(
                    rule, "127.0.0.1:8080", Self.fields(site, mode, origin), isEmbeddable: isEmbeddable)
                let isRefused = isElsewhere && mode != "navigate" && !isEmbeddable
                #expect(
                    found == (isRefused ? .foreignOrigin : nil), "\(origin ?? "no origin"), \(isEmbeddable)")
            }
            for origin in Self.otherOrigins {
                let found = Self.refusal(
                    rule, "127.0.0.1:8080", Self.fields(site, mode, origin), isEmbeddable: isEmbeddable)
                #expect(found == .foreignOrigin, "\(origin)")
            }
        }
    }

    /// Names of the preview, by the address that it listens on.
    @Test(arguments: [
        (
            "127.0.0.1", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"],
            ["192.0.2.7", "[2001:db8::7]", "127.0.0.2"]
        ),
        ("::1", ["[::1]", "localhost", "127.0.0.1"], ["::1", "192.0.2.7", "[::2]"]),
        ("127.0.0.5", ["127.0.0.5", "127.0.0.1"], ["127.0.0.6", "192.0.2.7"]),
        (
            "0.0.0.0", ["0.0.0.0", "192.0.2.7", "[2001:db8::7]"],
            ["host.example", "192.0.2", "[x]", "2001:db8::7"]
        ),
        ("192.0.2.9", ["192.0.2.9", "10.1.2.3"], ["host.example", "192.0.2.9.example"]),
    ])
    func ownNamesAreKnown(_ host: String, _ own: [String], _ others: [String]) {
        let rule = RequestGuard(host: host, port: Self.port)
        for name in own {
            #expect(Self.refusal(rule, "\(name):8080", [:]) == nil, "\(name)")
            #expect(Self.refusal(rule, "\(name):8080", Self.fields(nil, nil, "http://\(name):8080")) == nil)
            for port in ["8081", "80", "", "08080", "+8080", "8080x", "18080", "808"] {
                #expect(Self.refusal(rule, "\(name):\(port)", [:]) == .foreignHost, "\(name):\(port)")
            }
            #expect(Self.refusal(rule, name, [:]) == .foreignHost)
        }
        for name in others + ["evil.example", "localhost.evil.example", "evil.localhost", ""] {
            #expect(Self.refusal(rule, "\(name):8080", [:]) == .foreignHost, "\(name)")
        }
        #expect(Self.refusal(rule, nil, [:]) == .foreignHost)
        var second: HTTPFields = [:]
        second[.host] = "127.0.0.1:8080"
        #expect(Self.refusal(rule, "127.0.0.1:8080", second) == .severalHosts)
        #expect(RequestGuard.isLoopback(host) == (host != "0.0.0.0" && host != "192.0.2.9"))
    }

    /// Browsers leave the port of `http` out of what they send (RFC 9110 section 4.2.1).
    @Test(arguments: ["127.0.0.1", "localhost", "[::1]"]) func thePortOfTheSchemeNeedsNoMention(
        _ name: String
    ) {
        let rule = RequestGuard(host: "127.0.0.1", port: 80)
        for authority in [name, "\(name):80"] {
            for origin in [nil, "http://\(name)", "http://\(name):80"] {
                #expect(Self.refusal(rule, authority, Self.fields("same-origin", "cors", origin)) == nil)
            }
            for origin in ["http://\(name):8080", "http://evil.example", "https://\(name)"] {
                let fields = Self.fields("same-origin", "cors", origin)
                #expect(Self.refusal(rule, authority, fields) == .foreignOrigin, "\(origin)")
            }
        }
        for authority in ["\(name):8080", "\(name):", "evil.example", "evil.example:80"] {
            #expect(Self.refusal(rule, authority, [:]) == .foreignHost, "\(authority)")
        }
    }

    @Test(
        arguments: [
            ("/", "/"), ("/guides/one", "/guides/one"), ("/guides/one?x=/../y", "/guides/one"),
            ("/guides/one#x/../y", "/guides/one"), ("//guides///one", "/guides/one"),
            ("/guides/one//", "/guides/one/"),
            ("/gr%C3%B6%C3%9Fe", "/größe"), ("/größe", "/größe"), ("/a%20b", "/a b"), ("/a+b", "/a+b"),
            ("/%25", "/%"), ("/..x", "/..x"), ("/x..", "/x.."), ("/...", "/..."), ("/.x", "/.x"),
            ("/a%3Fb", "/a?b"), ("/a%23b", "/a#b"), ("//", "/"),
            ("", nil), ("guides", nil), ("*", nil), ("http://x/", nil), ("/..", nil), ("/.", nil),
            ("/a/../b", nil),
            ("/a/..", nil), ("/../a", nil), ("/%2e%2e/a", nil), ("/a/%2E/b", nil), ("/.%2e", nil),
            ("/a%2Fb", nil),
            ("/a%2fb", nil), ("/%2f", nil), ("/a\\b", nil), ("/a%5Cb", nil), ("/%5c", nil), ("/a%00", nil),
            ("/a%0A", nil),
            ("/a%1F", nil), ("/a%7F", nil), ("/a%ff", nil), ("/a%C3", nil), ("/a%", nil), ("/a%2", nil),
            ("/a%zz", nil),
            ("/%c0%ae", nil), ("/..?x", nil), ("/a/./b", nil), ("/a/b/.", nil),
        ] as [(String, String?)])
    func pathsMeanOneThing(_ raw: String, _ path: String?) {
        #expect((try? RequestGuard.path(raw)) == path)
    }
}
