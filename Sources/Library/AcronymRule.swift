import Support

/// The rule of what an acronym is that needs an explanation: `DMARC`, `SHA256`.
enum AcronymRule {
    /// Acronyms that readers of any technical text know, and words that are capitals for weight (RFC 2119 among them).
    private static let known: Set<String> = [
        "API", "ARM", "ASCII", "BIOS", "BSD", "CLI", "CPU", "CSS", "CSV", "DVD", "FAQ", "FTP", "GIF", "GNU",
        "GPL", "GPU",
        "GUI", "HDD", "HDMI", "HTML", "HTTP", "HTTPS", "IDE", "ISO", "JPEG", "JPG", "JSON", "LAN", "LCD",
        "MIT", "NOTE",
        "PDF", "PHP", "PIN", "PNG", "RAM", "README", "ROM", "SDK", "SMS", "SQL", "SSD", "SSH", "STDERR",
        "STDIN", "STDOUT",
        "SVG", "TODO", "TOML", "URI", "URL", "USA", "USB", "UTF8", "UTF16", "UUID", "WIFI", "WWW", "XML",
        "YAML", "ZIP",
        "AND", "BUT", "DON", "MAY", "MUST", "NOT", "NULL", "ONE", "ONLY", "PLEASE", "REQUIRED", "SEE",
        "SHALL", "SHOULD",
        "THE", "TRUE", "FALSE", "USE", "WARNING", "YES", "YOU", "NEVER", "ALWAYS", "ALL", "ANY", "FOR",
        "IMPORTANT", "TIP",
        "GET", "PUT", "POST", "HEAD", "DELETE", "PATCH",
    ]

    /// Whether a word has three capitals or more, and nothing besides but digits.
    static func holds(for word: ArraySlice<UInt8>) -> Bool {
        var capitals = 0
        for byte in word {
            if byte.isASCIIUppercase {
                capitals += 1
            } else if !byte.isASCIIDigit {
                return false
            }
        }
        return capitals >= 3 && !known.contains(String(decoding: word, as: UTF8.self))
    }
}
