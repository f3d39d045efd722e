/// Messages of real tools and servers, each with the issue of this repository's guides that it is about: of checkdmarc, Internet.nl,
/// MXToolbox, Zonemaster and SpamAssassin, of Gmail, Yahoo, iCloud and Exchange Online. What tools put into a message differs each
/// time, such as the domain.
enum CheckerMessages {
    static let all: [(message: String, issue: String)] = [
        ("An SPF record does not exist.", "spf-record-missing"),
        ("No SPF Record Found", "spf-record-missing"),
        ("Your domain does not have a valid SPF record.", "spf-record-missing"),
        ("Your SPF policy is not sufficiently strict.", "spf-policy-neutral-or-without-all"),
        (
            "The 'include' mechanism of your SPF record points to an insufficiently strict SPF policy or a non-existing SPF record.",
            "spf-permanent-error"
        ),
        (
            "The ptr mechanism should not be used - https://tools.ietf.org/html/rfc7208#section-5.5",
            "spf-record-uses-ptr"
        ),
        (
            "SPF type DNS records found. Use of DNS Type SPF has been removed in the standards track version of SPF, RFC 7208. These records should be removed and replaced with TXT records: v=spf1 mx -all",
            "outdated-spf-type-or-sender-id"
        ),
        ("A deprecated Sender ID record was found.", "outdated-spf-type-or-sender-id"),
        ("The SPF record for example.com is > 512 bytes.", "spf-record-too-long"),
        ("The TXT string chunk at index 0 is 270 characters, more than 255", "spf-record-too-long"),
        ("Include loop: example.net", "spf-permanent-error"),
        ("Redirect loop: example.org", "spf-permanent-error"),
        ("Duplicate include: spf.example.net", "too-many-spf-lookups"),
        ("example.com has more than 10 MX records - (RFC 7208 § 4.6.4)", "too-many-spf-lookups"),
        ("Any text after the all mechanism other than an exp modifier is ignored.", "spf-permanent-error"),
        ("SPF characters after ALL", "spf-permanent-error"),
        (
            "An mx mechanism points to example.net, but that domain/subdomain does not have any MX records.",
            "too-many-void-lookups"
        ),
        (
            "According to RFC 7208 section 4.5, an SPF record should be equal to v=spf1 or begin with v=spf1",
            "spf-permanent-error"
        ),
        (
            "The SPF record for parked domains should be: v=spf1 -all not: v=spf1 ~all",
            "spf-of-a-parked-domain-too-loose"
        ),
        (
            "550-5.7.26 The MAIL FROM domain [example.com] has an SPF record with a hard fail policy (-all) but it fails to pass SPF checks with the ip: [192.0.2.10].",
            "sending-service-missing-from-spf"
        ),
        (
            "550 5.7.24 The SPF record of the sending domain has one or more suspicious entries.",
            "spf-record-allows-everyone"
        ),
        (
            "421-4.7.27 Your email has been rate limited because SPF authentication didn't pass for this message. Gmail requires senders to authenticate their mail with SPF. SPF [example.com] with ip: [192.0.2.10] = Did not pass",
            "bulk-requirement-spf-or-dkim-missing"
        ),
        ("550 5.7.27 SPF = Did not pass", "bulk-requirement-spf-or-dkim-missing"),
        (
            "421-4.7.30 Your email has been rate limited because DKIM authentication didn't pass for this message. DKIM = Did not pass",
            "bulk-requirement-spf-or-dkim-missing"
        ),
        ("550 5.7.30 DKIM = Did not pass", "bulk-requirement-spf-or-dkim-missing"),
        ("DKIM key is 1024 bits, 2048 bits recommended", "dkim-key-too-short"),
        ("DKIM testing mode t=y", "dkim-key-in-testing-mode"),
        ("dkim=fail (signature expired)", "dkim-signature-expired"),
        ("DKIM body length tag l= in use", "dkim-signature-covers-part-of-the-body"),
        ("dkim=fail (unsupported algorithm)", "dkim-algorithm-not-supported"),
        ("Your domain does not support DKIM records.", "dkim-record-missing"),
        ("The DMARC record must be located at _dmarc.example.com, not example.com.", "dmarc-record-missing"),
        ("DMARC record at root of example.com has no effect.", "dmarc-record-missing"),
        (
            "Unrelated TXT records were discovered. These should be removed, as some receivers may not expect to find unrelated TXT records at _dmarc.example.com",
            "unrelated-txt-records-at-dmarc"
        ),
        ("Found a DMARC record at _dmarc.example.com that starts with whitespace", "invalid-dmarc-tag"),
        ("Duplicate p tags are not permitted", "invalid-dmarc-tag"),
        ("The p tag does not immediately follow the v tag", "invalid-dmarc-tag"),
        ("A missing p tag is equivalent to p=none", "invalid-dmarc-tag"),
        ("The size limit (!10m) on rua URI mailto:dmarc@example.com is obsolete", "outdated-dmarc-tags"),
        ("rua tag (destination for aggregate reports) not found.", "no-dmarc-reports-arrive"),
        ("Some DMARC reporters might not send to more than two rua URIs.", "no-dmarc-reports-arrive"),
        (
            "The domain for rua email address dmarc@example.net has no MX records.",
            "report-mailbox-rejects-reports"
        ),
        (
            "The domain of the external mail address following rua= in your DMARC record has no (valid) authorisation record",
            "external-report-address-not-authorized"
        ),
        (
            "550 5.7.509 Access denied, sending domain example.com does not pass DMARC verification and has a DMARC policy of reject",
            "message-rejected-by-dmarc-policy"
        ),
        ("dmarc=fail action=oreject header.from=example.com", "microsoft-composite-authentication-fails"),
        ("compauth=fail reason=000", "microsoft-composite-authentication-fails"),
        (
            "550-5.7.40 The sending domain doesn't have a DMARC record, or the DMARC record doesn't specify a DMARC policy",
            "bulk-requirement-no-dmarc-record"
        ),
        (
            "451-4.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy, but temporary DNS failures prevent authentication.",
            "authentication-temporary-error"
        ),
        ("554 5.7.5 permanent error evaluating DMARC policy", "invalid-dmarc-tag"),
        ("554 5.7.9 Message not accepted for policy reasons", "message-rejected-by-dmarc-policy"),
        (
            "421-4.7.32 Your email has been rate limited because the From: header (RFC5322) in this message isn't aligned with either the authenticated SPF or DKIM organizational domain.",
            "bulk-requirement-from-not-aligned"
        ),
        (
            "550 5.7.32 From: header isn't aligned with SPF or DKIM organizational domain",
            "bulk-requirement-from-not-aligned"
        ),
        (
            "451-4.7.23 The sending IP address for this message doesn't have a PTR record, or the PTR record's forward DNS entry doesn't match the sending IP address",
            "bulk-requirement-no-reverse-dns"
        ),
        (
            "421-4.7.29 Your email has been rate limited because this message wasn't sent over a TLS connection. Gmail requires all bulk email senders to use TLS",
            "bulk-requirement-no-tls"
        ),
        ("550 5.7.29 not using a TLS connection", "bulk-requirement-no-tls"),
        (
            "The BIMI record must be located at default._bimi.example.com, not example.com.",
            "bimi-record-missing"
        ),
        ("Multiple BIMI records are not permitted.", "bimi-record-missing"),
        ("It is recommended for BIMI SVG dimensions to be square, not 400x200.", "logo-is-not-svg-tiny-ps"),
        (
            "The SVG title 'Artboard 1' looks like a generator/template placeholder.",
            "logo-is-not-svg-tiny-ps"
        ),
        ("The certificate will expire in 12 days", "logo-and-certificate-differ"),
        ("Acceptable avp tag values are personal or brand", "bimi-record-has-an-invalid-tag"),
        (#"bimi=skipped reason="insufficient dmarc""#, "dmarc-too-weak-for-bimi"),
        (
            "Content-Type header should be text/plain not application/octet-stream",
            "policy-file-has-the-wrong-content-type"
        ),
        ("Content-Type header is missing from the MTA-STS policy", "policy-file-has-the-wrong-content-type"),
        ("Line 3: Not a key: value pair", "mta-sts-policy-file-invalid"),
        ("Missing required key: max_age", "mta-sts-policy-file-invalid"),
        ("Invalid mode: enforced", "mta-sts-policy-file-invalid"),
        ("Duplicate key: version", "mta-sts-policy-file-invalid"),
        ("sts-policy-invalid", "mta-sts-policy-file-invalid"),
        ("sts-webpki-invalid", "mta-sts-policy-file-unreachable"),
        ("validation-failure", "validation-failure-in-tls-reports"),
        (
            "The MTA-STS record must be located at _mta-sts.example.com, not example.com.",
            "missing-mta-sts-dns-record"
        ),
        ("Unrelated TXT records were discovered at _mta-sts.example.com", "multiple-mta-sts-records"),
        ("MTA-STS policy mode is testing", "policy-does-not-enforce-tls"),
        ("MTA-STS policy mode is none", "policy-does-not-enforce-tls"),
        ("MTA-STS max_age is below one week", "policy-does-not-enforce-tls"),
        (
            "At least one of your mail servers supports one or more insufficiently secure cipher suites.",
            "weak-cipher-suites-or-key-exchange"
        ),
        (
            "At least one of your mail servers supports insufficiently secure parameters for Diffie-Hellman key exchange.",
            "weak-cipher-suites-or-key-exchange"
        ),
        (
            "At least one of your mail server certificates is signed using an insufficiently secure signing algorithm and hash function.",
            "weak-certificate-key-or-signature"
        ),
        ("Your mail server does not have CAA.", "caa-record-missing"),
        (
            "At least one of your mail server domains does not have an active DANE scheme for a reliable rollover of certificate keys.",
            "no-rollover-scheme-for-tlsa"
        ),
        (
            "At least one of your mail server domains does not provide DNSSEC proof that DANE TLSA records do not exist.",
            "no-dnssec-proof-that-tlsa-records-are-absent"
        ),
        ("verify error:num=18:self-signed certificate", "self-signed-certificate"),
        (
            #"No receiving mail servers (MX) are set on your domain, and we recommend that you explicitly configure a "Null MX""#,
            "no-mx-record"
        ),
        (
            "At least one receiving mail server on your domain does not have an IPv6 address.",
            "mx-host-without-ipv6"
        ),
        ("no RPKI Route Origin Authorisation", "no-route-origin-authorization"),
        ("Hostname mx1.example.com is listed in multiple MX records", "mx-host-listed-twice"),
        ("Reverse DNS does not match SMTP Banner", "helo-name-mismatch"),
        ("SMTP Transaction Time 15.231 s - Not good!", "smtp-transaction-time-is-long"),
        ("Open relay", "open-relay"),
        ("SOA Serial Number Format is Invalid", "soa-values-outside-a-recommended-range"),
        ("SOA Expire Value out of recommended range", "soa-values-outside-a-recommended-range"),
        ("Delegation does not list enough (1) nameservers", "name-servers-missing-or-lame"),
        ("Name servers are lame", "name-servers-missing-or-lame"),
        ("The parent zone provides no DS records for the child zone", "zone-not-signed"),
        ("There is no valid DNSKEY matched by any of the DS records", "dnssec-signature-expired"),
        ("550 5.4.1 Recipient address rejected: Access denied", "bounce-unknown-user"),
        ("550 5.7.606 Access denied, banned sending IP [192.0.2.10]", "sending-address-on-a-blocklist"),
        (
            "550 5.7.1 Unfortunately, messages from [192.0.2.10] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
            "sending-address-on-a-blocklist"
        ),
        (
            "421 4.7.0 [TSS04] Messages from 192.0.2.10 temporarily deferred due to unexpected volume or user complaints",
            "delivery-deferred"
        ),
        (
            "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.10, because the ip is in Spamhaus's list",
            "sending-address-on-a-blocklist"
        ),
        (
            "554 Message not allowed - [PH01] Email not accepted for policy reasons",
            "bounce-blocked-by-policy"
        ),
        (
            "Message temporarily deferred due to unresolvable RFC.5321 from domain",
            "bounce-sender-domain-not-found"
        ),
        (
            "421-4.7.0 This message is suspicious due to the very low reputation of the sending IP address",
            "bounce-low-reputation-of-the-ip-address"
        ),
        (
            "550-5.7.1 this message is likely suspicious due to the very low reputation of the sending domain",
            "bounce-low-reputation-of-the-domain"
        ),
        (
            "550-5.7.1 this message is suspicious due to the nature of the content or the links within",
            "bounce-suspicious-content-or-links"
        ),
        (
            "550-5.7.1 This message is not RFC 5322 compliant, the issue is: duplicate headers",
            "duplicate-or-malformed-headers"
        ),
        ("550 5.7.1 Messages missing a valid Message-ID: header are not accepted", "message-id-missing"),
        ("550 5.7.1 From: header is missing", "from-header-missing-or-invalid"),
        ("550 5.7.1 Encoded-word syntax is not permitted in the From: header", "encoded-word-not-permitted"),
        (
            "552 5.7.0 This message was blocked because its content presents a potential security issue.",
            "attachment-blocked"
        ),
        ("552 5.3.4 The message exceeds Gmail's message header size limits", "message-header-too-large"),
        ("550 5.4.5 Daily user sending limit exceeded", "daily-sending-limit-exceeded"),
        ("554 5.4.6 Message exceeded 50 hops, this may indicate an email loop", "bounce-mail-loop"),
        ("5.4.14 Hop count exceeded - possible mail loop", "bounce-mail-loop"),
        (
            "550 5.7.30 Basic authentication is not supported for Client Submission",
            "smtp-password-login-turned-off"
        ),
        (
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant",
            "smtp-password-login-turned-off"
        ),
        ("534-5.7.9 Application-specific password required", "smtp-authentication-failed"),
        ("RDNS_NONE", "no-ptr-record"),
        ("HELO_DYNAMIC_IPADDR", "generic-ptr-name"),
        ("MISSING_MID", "message-id-missing"),
        ("URIBL_BLOCKED", "blocklist-refuses-the-query"),
        ("UCEPROTECTL3", "listed-for-the-whole-network"),
        ("listed by Barracuda", "sending-address-on-a-blocklist"),
        ("listed by SpamCop", "sending-address-on-a-blocklist"),
        ("SURBL", "domain-on-a-blocklist"),
        ("URIBL", "domain-on-a-blocklist"),
        (
            "Users signal they don't want to get your email messages",
            "users-signal-that-they-do-not-want-your-mail"
        ),
        (
            "550 5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.",
            "bulk-requirement-spf-or-dkim-missing"
        ),
    ]
}
