/// The languages of this field: mail, its servers, the DNS.
extension Languages {
    static let mail = [dns, smtp, message, http, sieve, log]

    /// Zone files, answers of `dig`, and the values of TXT records.
    private static let dns = Language(
        "dns", "zone", "bind", "spf", "dkim", "dmarc",
        rules: .init(
            lines: .dns,
            delimiters: [.comment(";"), .text("\"")],
            sigils: [Sigil("$", .keyword)],
            words: [
                .keywords(
                    """
                    IN CH A AAAA AFSDB ANY APL AXFR CAA CDNSKEY CDS CERT CNAME CSYNC DHCID DNAME DNSKEY DS
                    HINFO HTTPS IPSECKEY KEY LOC MX NAPTR NS NSEC NSEC3 NSEC3PARAM OPENPGPKEY PTR RP RRSIG
                    SMIMEA SOA SPF SRV SSHFP SVCB TKEY TLSA TSIG TXT URI ZONEMD
                    """)
            ],
            numbers: .whole, inner: "-._*:/=+~?%@\\"))

    private static let smtp = Language(
        "smtp", "esmtp", "lmtp", "smtps", "bounce",
        rules: .init(
            lines: .smtp,
            words: [
                .keywords(
                    """
                    ehlo helo lhlo mail rcpt data bdat rset vrfy expn help noop quit auth starttls etrn turn
                    xclient xforward
                    """)
            ],
            ignoresCase: true))

    /// Headers and bodies of mail. The results of checks are values: `spf=pass`.
    private static let message = Language(
        "email", "mail", "eml", "rfc822", "rfc5322", "headers", "header", "mime",
        rules: .init(lines: .message, words: [checkResults], ignoresCase: true))

    private static let checkResults = Language.Words.values(
        "pass fail softfail neutral none temperror permerror policy bestguesspass quarantine reject")

    private static let http = Language(
        "http", "https", "http1.1", rules: .init(lines: .http, words: [checkResults], ignoresCase: true))

    /// Filters of mail (RFC 5228).
    private static let sieve = Language(
        "sieve", "managesieve",
        rules: .init(
            delimiters: [.comment("#"), .comment("/*", "*/"), .text("\"")],
            sigils: [Sigil(":")],
            words: [
                .keywords(
                    """
                    require if elsif else stop keep discard redirect fileinto reject ereject vacation
                    addflag setflag removeflag address allof anyof envelope exists header not size notify
                    set include return foreverypart
                    """),
                .values("true false"),
            ],
            ignoresCase: true))

    /// Lines of logs of mail servers and others.
    private static let log = Language(
        "log", "syslog", "maillog", "postfix",
        rules: .init(
            delimiters: [.string("\"", nil, escape: "\\", .notInWord), .part(.string, "<", ">")],
            words: [
                .keywords(
                    """
                    error err fatal panic crit critical alert emerg warn warning reject rejected fail failed
                    failure denied bounced deferred timeout
                    """),
                .names("info notice debug trace sent delivered accepted connect disconnect removed"),
            ],
            numbers: .whole, inner: "-.:/@+", ignoresCase: true))
}
