/// `robots.txt` (RFC 9309): everything may be read, by people's search engines and by AI crawlers alike.
enum Robots {
    static func make(_ library: Library) -> [OutputFile] {
        let text = """
            # Everything here may be read, quoted and indexed, also by AI crawlers and agents.
            # An index for them: \(library.addresses.guideIndex)
            User-agent: *
            Allow: /

            Sitemap: \(library.addresses.full("/sitemap.xml"))

            """
        return [OutputFile("robots.txt", text)]
    }
}
