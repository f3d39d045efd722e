"""Whether other people's parsers take records for valid: pyspf for SPF, dkimpy for DKIM keys, checkdmarc for DMARC.

    judge.py FILE        one JSON object a line: {"kind": "spf", "text": "v=spf1 -all"}; prints a list of why each is not valid,
                         "" for one that is

Nothing is asked: each name has the address 192.0.2.9 and a record of its own that allows nobody.
"""
import json
import sys

import checkdmarc.dmarc
import dkim
import spf


def lookup(name, qtype, *_, **__):
    """What DNS answers, in the form of pyspf."""
    answers = {"TXT": (b"v=spf1 -all",), "A": "192.0.2.9", "MX": (10, "mx.example.com"), "PTR": "mx.example.com"}
    return [((name, qtype), answers[qtype])] if qtype in answers else []


def judge_spf(text):
    spf.DNSLookup = lookup
    query = spf.query("198.51.100.7", "someone@example.com", "mx.example.com", strict=True)
    result, _, words = query.check(spf=text)
    return words or "permerror" if result == "permerror" else ""


def judge_dkim(text):
    try:
        dkim.evaluate_pk("s1._domainkey.example.com", text)
    except Exception as error:  # noqa: BLE001: it raises whatever its parts raise
        return f"{type(error).__name__}: {error}"
    return ""


def judge_dmarc(text):
    checkdmarc.dmarc.verify_dmarc_report_destination = lambda *_, **__: None
    checkdmarc.dmarc.get_mx_records = lambda *_, **__: [{"preference": 10, "hostname": "mx.example.com"}]
    try:
        checkdmarc.dmarc.parse_dmarc_record(text, "example.com")
    except checkdmarc.dmarc.DMARCError as error:
        return f"{type(error).__name__}: {error}"
    return ""


JUDGES = {"spf": judge_spf, "dkim": judge_dkim, "dmarc": judge_dmarc}
with open(sys.argv[1], encoding="utf-8") as file:
    cases = [json.loads(line) for line in file]
print(json.dumps([JUDGES[case["kind"]](case["text"]) for case in cases]))
