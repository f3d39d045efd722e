/// Tells a page that keeps programs out by what it says.
enum BotChallenge {
    private static let marks = [
        "cf-chl", "challenge-platform", "just a moment...", "attention required! | cloudflare", "px-captcha",
        "g-recaptcha",
        "h-captcha", "hcaptcha", "captcha-delivery", "pardon our interruption", "_incapsula_",
        "are you a robot", "enable javascript and cookies",
        "verify you are human", "awswaf", "ddos-guard",
    ]

    /// Statuses with which such a page is sent.
    static let statuses: Set<Int> = [403, 429, 503]
    /// Bytes within which such a page says what it is.
    static let longest = 64 << 10

    static func isChallenge(_ body: [UInt8]) -> Bool {
        let text = String(decoding: body.prefix(longest), as: UTF8.self).lowercased()
        return marks.contains(where: text.contains)
    }
}
