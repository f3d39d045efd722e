import TestSupport
import Testing

/// A cache in front of the site that ignores `Vary`, as several that are sold do.
@Suite(.timeLimit(.minutes(15))) struct ProxyCacheTests {
    @Test(arguments: WebServer.Kind.allCases)
    func neverHandsMarkdownToBrowsers(_ kind: WebServer.Kind) async throws {
        let site = try await TemporarySite.small()
        let server = try await WebServer(kind, site: site.path)
        let proxy = try await WebServer(
            http: """
                proxy_cache_path FOLDER/cache keys_zone=all:1m;
                server {
                    listen 127.0.0.1:PORT;
                    location / {
                        proxy_pass http://127.0.0.1:\(server.port);
                        proxy_cache all;
                        proxy_ignore_headers Vary;
                        add_header X-Cache $upstream_cache_status always;
                    }
                }
                """)
        for path in ["/guides/widgets", "/guides", "/nowhere", "/guides/i/missing-widget"] {
            for _ in 0..<3 {
                let agent = try await proxy.ask(path, accept: "text/markdown")
                #expect(agent.type.hasPrefix("text/markdown"))
                #expect(agent.headers["x-cache"] != "HIT")
            }
            let browser = try await proxy.ask(path, accept: RequestRow.chrome)
            #expect(!browser.type.hasPrefix("text/markdown"), "\(path)")
        }
        // At the address of an issue, each gets what is theirs, no matter who asked before.
        for path in ["/guides/i/missing-widget", "/guides/i/widget-is-gone", "/guides/i/none"] {
            for accept in [
                nil, RequestRow.chrome, "*/*", "text/markdown", RequestRow.chrome, "text/plain", nil,
            ] {
                let answer = try await proxy.ask(path, accept: accept)
                let direct = try await server.ask(path, accept: accept)
                #expect(answer.headers["x-cache"] != "HIT", "\(path)")
                #expect(answer.status == direct.status && answer.body == direct.body, "\(path)")
                let isBrowser = accept == RequestRow.chrome
                if path.hasSuffix("none") {
                    #expect(answer.type.hasPrefix(isBrowser ? "text/html" : "text/markdown"), "\(path)")
                } else {
                    let place = isBrowser ? "/guides/widgets#widget-is-gone" : "/guides/i/missing-widget.md"
                    let isTwin = !isBrowser && path.hasSuffix("missing-widget")
                    #expect(answer.headers["content-location"] == (isTwin ? place : nil), "\(path)")
                    #expect(answer.headers["location"]?.hasSuffix(place) == (isTwin ? nil : true), "\(path)")
                }
            }
        }
        // It does keep what it may: the next one gets the page that the last one got, agents too.
        let again = try await proxy.ask("/guides/widgets", accept: RequestRow.chrome)
        #expect(again.headers["x-cache"] == "HIT")
        #expect(again.type.hasPrefix("text/html"))
    }
}
