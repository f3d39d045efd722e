import TestSupport
import Testing

@testable import LinkProbe

/// Addresses are read as browsers read them.
@Suite(.timeLimit(.minutes(15))) struct WebAddressTests {
    @Test(arguments: [
        ("https://User:secret@Example.com/a?b=c#d", "https://example.com/a?b=c", "d"),
        ("http://example.com", "http://example.com/", nil),
        ("https://example.com/ä b", "https://example.com/%C3%A4%20b", nil),
        ("https://[::1]:80/x", "https://[::1]:80/x", nil),
        ("https://example.org.", "https://example.org/", nil),
        ("https://EXAMPLE.org:443#", "https://example.org/", ""),
        ("HTTP://example.org:80/", "http://example.org/", nil),
        ("http://example.org.:0080/", "http://example.org/", nil),
        ("https://example.org:80", "https://example.org:80/", nil),
        ("https://bücher.example/é?q=ü#ö", "https://xn--bcher-kva.example/%C3%A9?q=%C3%BC", "%C3%B6"),
        ("https://B%C3%BCcher.example", "https://xn--bcher-kva.example/", nil),
        ("https://bu\u{308}cher.example", "https://xn--bcher-kva.example/", nil),
        ("https://faß.example", "https://xn--fa-hia.example/", nil),
        ("http://127.1/", "http://127.0.0.1/", nil), ("http://0x7F.1/", "http://127.0.0.1/", nil),
        ("http://[2001:DB8:0::1]/", "http://[2001:db8::1]/", nil),
        ("http://１２７。1/", "http://127.0.0.1/", nil),
        ("http://a.example/100%", "http://a.example/100%", nil),
        ("http://a.example/%zz%2", "http://a.example/%zz%2", nil),
        ("http://a.example/a|b[c]{d}^`", "http://a.example/a%7Cb%5Bc%5D%7Bd%7D%5E%60", nil),
        ("http://a.example/a'b(c)*?d'e", "http://a.example/a'b(c)*?d%27e", nil),
        ("http://a.example/x/../y/./%2E%2e/z", "http://a.example/z", nil),
        ("http://a.example\\b\\c?d\\e", "http://a.example/b/c?d%5Ce", nil),
        ("  http://a.example/b\tc\n ", "http://a.example/bc", nil),
        ("http://a.example?b", "http://a.example/?b", nil),
        ("http://a:b@c@d.example/", "http://d.example/", nil),
        ("http://a.example/x;y=1,2:3@4", "http://a.example/x;y=1,2:3@4", nil),
    ])
    func readsAddresses(_ text: String, _ page: String, _ fragment: String?) throws {
        let address = try #require(WebAddress(text))
        #expect(address.page == page && address.fragment == fragment)
    }

    @Test(arguments: [
        "ftp://example.com", "mailto:a@example.com", "https://", "x", "javascript:x", "http:x", "http://a b/",
        "http://a%20b/",
        "http://a%00b/", "http://a%2Fb/", "http://[::1/", "http://[x]/", "http://[fe80::1%25eth0]/",
        "http://a..b/", "http://.a/",
        "http://*.a/", "http://a,b/", "http://@/", "http://:80/", "http://a:b/", "http://a:80:80/",
        "https:///x", "//a.example",
        "http://\u{AD}/", "http://a\u{0}b/", "http://\u{301}/",
    ])
    func refusesOtherAddresses(_ text: String) { #expect(WebAddress(text) == nil) }

    @Test(arguments: [
        ("/b", "http://a.example/b"), ("c", "http://a.example/x/c"), ("//b.example/d", "http://b.example/d"),
        ("https://c.example", "https://c.example/"), ("?q", "http://a.example/x/y?q"),
        ("", "http://a.example/x/y?z"),
        ("#top", "http://a.example/x/y?z"),
        ("/login?next=http://b.example/", "http://a.example/login?next=http://b.example/"),
        ("c;http://d", "http://a.example/x/c;http://d"), ("../../../d", "http://a.example/d"),
        (".", "http://a.example/x/"),
        ("/b:c", "http://a.example/b:c"), ("./b:c", "http://a.example/x/b:c"),
    ])
    func followsLocations(_ location: String, _ page: String) throws {
        #expect(try WebAddress(reading: "http://a.example/x/y?z").resolving(location).page == page)
    }

    /// Ports, at random, in a link and in a redirect.
    @Test func survivesWhateverPort() {
        var random = Seeded(20_261_128)
        let signs = Array("0123456789:-+.@[]/ x%٣")
        for _ in 0..<5000 {
            let port = String(
                (0..<Int.random(in: 0...22, using: &random)).map { _ in signs.randomElement(using: &random)! }
            )
            let address = WebAddress("http://a.example:\(port)/")
            if let number = address?.port { #expect((1...65535).contains(number)) }
            if let next = try? WebAddress("http://b.example/")?.resolving("//a.example:\(port)/"),
                let number = next.port
            {
                #expect((1...65535).contains(number))
            }
        }
    }
}
