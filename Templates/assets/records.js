/* guides: compact */
// What DNS records of email have to be, and what is wrong with those of a domain. The page that checks a domain runs this file,
// and so do `guides diagnose` and `guides check`. In the syntax of ECMAScript 5, for the engine that the tool has.
var guidesRecords = (function () {
  /** Every state in which the check of a domain can end but `fine`: the kind of record, and what was found. */
  var states = {};
  function describe(kind, texts) {
    for (var name in texts) states[kind + '/' + name] = { kind: kind, text: texts[name] };
  }
  describe('spf', {
    missing: 'No SPF record', multiple: 'More than one SPF record', invalid: 'An SPF record with a fault',
    'include-without-record': 'An include or redirect that leads to no SPF record', 'too-many-lookups': 'More than 10 lookups',
    'too-many-void-lookups': 'More than 2 lookups without an answer', 'allows-all': 'An SPF record that allows everyone',
    'no-all': 'An SPF record that says nothing of other servers', 'uses-ptr': 'An SPF record with ptr', outdated: 'A Sender ID record, which is out of date',
  });
  describe('dkim', {
    missing: 'No DKIM key at the selector', 'alias-without-key': 'A CNAME that leads to no DKIM key', multiple: 'More than one DKIM key at one selector',
    invalid: 'A DKIM key that cannot be read', revoked: 'A DKIM key that was withdrawn', 'short-key': 'A DKIM key below 1,024 bits',
    'weak-key': 'A DKIM key below 2,048 bits', testing: 'A DKIM key in testing mode', unsupported: 'A DKIM key of an unknown type',
  });
  describe('dmarc', {
    missing: 'No DMARC record', multiple: 'More than one DMARC record', unrelated: 'Only other TXT records at _dmarc', invalid: 'A DMARC record with a fault',
    'only-watches': 'A DMARC policy of none', 'weak-subdomains': 'A weaker policy for subdomains', 'no-reports': 'No address for DMARC reports',
    'reports-not-authorized': 'A report address at a domain that does not accept the reports', 'outdated-tags': 'Tags that DMARC no longer has',
  });
  describe('mta-sts', {
    missing: 'No MTA-STS record', multiple: 'More than one MTA-STS record', invalid: 'An MTA-STS record with a fault',
    'policy-unreachable': 'A policy file that cannot be fetched', 'policy-wrong-type': 'A policy file with another media type',
    'policy-invalid': 'A policy file with a fault', 'policy-not-enforced': 'A policy that does not enforce TLS', 'mx-not-covered': 'A mail server that the policy does not name',
  });
  describe('tls-rpt', { missing: 'No TLS-RPT record', multiple: 'More than one TLS-RPT record', invalid: 'A TLS-RPT record with a fault' });
  describe('bimi', {
    missing: 'No BIMI record', invalid: 'A BIMI record with a fault', 'no-certificate': 'A BIMI record without a certificate', 'weak-dmarc': 'A DMARC policy too weak for BIMI',
  });
  describe('mx', {
    missing: 'No MX record', 'null-beside-others': 'A null MX beside other MX records', 'null-preference': 'A null MX with a preference other than 0',
    'target-is-address': 'An MX that names an IP address', 'target-is-alias': 'An MX that leads to a CNAME', 'target-missing': 'An MX whose host has no address',
    'listed-twice': 'A host in two MX records', 'no-ipv6': 'Mail servers without an IPv6 address',
  });
  describe('ptr', { missing: 'An address without a PTR record', 'not-confirmed': 'A PTR name that does not lead back', multiple: 'More than one PTR record' });
  describe('tlsa', { missing: 'No TLSA record', 'zone-not-signed': 'A zone without DNSSEC', invalid: 'A TLSA record that mail servers do not use', mismatch: 'A TLSA record that does not match the certificate' });
  describe('caa', { missing: 'No CAA record', invalid: 'A CAA record with a fault' });
  describe('smtp', {
    'no-answer': 'A mail server that does not answer', 'no-starttls': 'A mail server without STARTTLS', 'certificate-expired': 'A certificate that has expired',
    'certificate-name': 'A certificate for another name', 'certificate-self-signed': 'A certificate that signs itself', 'certificate-chain': 'A certificate without its chain',
  });
  describe('dns', { bogus: 'An answer whose DNSSEC signature is wrong', 'few-name-servers': 'Fewer than two name servers', 'soa-range': 'SOA values outside of the usual range' });

  // Mail works as well without these.
  ['bimi/missing', 'bimi/no-certificate', 'tlsa/missing', 'caa/missing', 'mx/no-ipv6', 'dns/soa-range'].forEach(function (id) { states[id].isOptional = true; });

  // Texts

  var placeholder = /\u2026|\.\.\.|<[^<>]*>|\u2039[^\u203a]*\u203a|(?:^|[^%])\{[^{}]*\}/;

  /** Collects what is wrong with one record. */
  function Reading(kind, text, options) {
    this.result = { kind: kind, value: {}, faults: [], limits: [] };
    this.text = text;
    this.allows = function (value) { return Boolean(options && options.placeholders && placeholder.test(value)); };
  }
  Reading.prototype.fault = function (id, start, end, text, severity) {
    // A record of a thousand faults is told as well by the first of them.
    if (this.result.faults.length < 50) this.result.faults.push({ id: id, start: start, end: end, text: text, severity: severity || 'error' });
  };
  Reading.prototype.note = function (id, start, end, text) { this.fault(id, start, end, text, 'note'); };
  Reading.prototype.limit = function (id, start, end, text) { this.result.limits.push({ id: id, start: start, end: end, text: text, severity: 'error' }); };

  function isSpace(letter) { return letter === ' ' || letter === '\t' || letter === '\r' || letter === '\n'; }

  /** A part of the text without spaces around it. */
  function trimmed(text, start, end) {
    while (start < end && isSpace(text.charAt(start))) start += 1;
    while (end > start && isSpace(text.charAt(end - 1))) end -= 1;
    return { text: text.slice(start, end), start: start, end: end };
  }

  /** The parts between a mark, without spaces around them. */
  function split(text, start, end, mark) {
    var parts = [];
    for (var at = start; at <= end;) {
      var next = text.indexOf(mark, at);
      if (next < 0 || next > end) next = end;
      parts.push(trimmed(text, at, next));
      at = next + 1;
    }
    return parts;
  }

  function quoted(text) { return '"' + (text.length > 60 ? text.slice(0, 60) + '\u2026' : text) + '"'; }

  /** The tags of a list such as `v=DMARC1; p=none`, by their names; what is no tag and what is there twice is a fault. */
  function tags(reading, names) {
    var found = {};
    // RFC 8461 section 3.1 and RFC 8460 section 3 let names begin with a digit, RFC 6376 section 3.2 does not.
    var tagNames = ['mta-sts', 'tls-rpt'].indexOf(reading.result.kind) < 0 ? /^[a-z][a-z0-9_-]*$/i : /^[a-z0-9][a-z0-9_.-]*$/i;
    var parts = split(reading.text, 0, reading.text.length, ';');
    for (var index = 0; index < parts.length; index += 1) {
      var part = parts[index];
      if (!part.text) {
        if (index < parts.length - 1) reading.note('empty-tag', part.start, part.end, 'There is nothing between two semicolons.');
        continue;
      }
      var equals = part.text.indexOf('=');
      if (equals < 1) {
        if (!reading.allows(part.text)) reading.fault('no-tag', part.start, part.end, quoted(part.text) + ' is no tag: write a name, = and a value.');
        continue;
      }
      var name = trimmed(reading.text, part.start, part.start + equals);
      var value = trimmed(reading.text, part.start + equals + 1, part.end);
      // The names of tags have no letter case but in DKIM (RFC 6376 section 3.2), where they are small letters.
      var key = reading.result.kind === 'dkim' ? name.text : name.text.toLowerCase();
      if (!tagNames.test(name.text) && !reading.allows(name.text)) {
        reading.fault('wrong-name', name.start, name.end, quoted(name.text) + ' is no name of a tag.');
        continue;
      }
      if (Object.prototype.hasOwnProperty.call(found, key)) {
        reading.fault('tag-twice', part.start, part.end, 'The tag ' + key + ' is there twice.');
        continue;
      }
      if (names.indexOf(key) < 0) reading.note('unknown-tag', name.start, name.end, quoted(name.text) + ' is no tag of this record; it is ignored.');
      found[key] = { name: name, value: value.text, start: value.start, end: value.end, place: index };
    }
    return found;
  }

  /** Checks that the version is the first tag, and exactly what it has to be. */
  function version(reading, found, wanted) {
    var tag = found.v;
    if (!tag) reading.fault('no-version', 0, Math.min(1, reading.text.length), 'The record does not begin with v=' + wanted + '.');
    else if (tag.value !== wanted) reading.fault('wrong-version', tag.start, tag.end, 'The version is ' + quoted(tag.value) + '; it has to be ' + wanted + '.');
    else if (tag.place > 0) reading.fault('version-not-first', tag.name.start, tag.end, 'v=' + wanted + ' has to be the first tag.');
    else if (/^[ \t]/.test(reading.text)) reading.fault('space-before', 0, 1, 'There is a space before v=' + wanted + '.');
  }

  function choice(reading, tag, words, what, isExact) {
    if (!tag || reading.allows(tag.value)) return;
    if (words.indexOf(isExact ? tag.value : tag.value.toLowerCase()) < 0) {
      reading.fault('wrong-value', tag.start, tag.end, what + ' is ' + quoted(tag.value) + '; it can be ' + words.slice(0, -1).join(', ') + ' or ' + words[words.length - 1] + '.');
    }
  }

  var label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i;

  /** Whether a text is a name of DNS in ASCII. */
  function isName(text) {
    var name = text.replace(/\.$/, '');
    return name.length > 0 && name.length < 254 && name.split('.').every(function (part) { return label.test(part); });
  }

  function isIP4(text) {
    return /^(\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split('.').every(function (part) { return String(Number(part)) === part && Number(part) < 256; });
  }

  function isIP6(text) {
    if (!/^[0-9a-f:.]{2,45}$/i.test(text) || text.indexOf(':::') >= 0) return false;
    var halves = text.split('::');
    if (halves.length > 2) return false;
    var count = 0;
    for (var half = 0; half < halves.length; half += 1) {
      var groups = halves[half] ? halves[half].split(':') : [];
      for (var index = 0; index < groups.length; index += 1) {
        var isLast = half === halves.length - 1 && index === groups.length - 1;
        if (isLast && groups[index].indexOf('.') >= 0) {
          if (!isIP4(groups[index])) return false;
          count += 2;
        } else if (/^[0-9a-f]{1,4}$/i.test(groups[index])) count += 1; else return false;
      }
    }
    return halves.length === 2 ? count < 8 : count === 8;
  }

  /** Whether a text is an address for reports. `!10m` at its end, a limit of size, is out of date. */
  function reportFault(reading, part, schemes) {
    if (reading.allows(part.text)) return;
    var colon = part.text.indexOf(':');
    var scheme = colon < 0 ? '' : part.text.slice(0, colon).toLowerCase();
    if (schemes.length === 1 && /^https?:\/\/[^\s\/]/i.test(part.text)) {
      reading.note('other-scheme', part.start, part.end, 'Receivers send reports to mailto: addresses, and leave others out (RFC 9989 section 4.7).');
    } else if (schemes.indexOf(scheme) < 0) {
      reading.fault('wrong-address', part.start, part.end, quoted(part.text) + ' is no address for reports: write mailto: before it.');
    } else if (scheme === 'mailto' && !/^mailto:[^\s@,;!]+@[^\s@,;!]+\.[^\s@,;!]+(![0-9]+[kmgt]?)?$/i.test(part.text)) {
      reading.fault('wrong-address', part.start, part.end, quoted(part.text) + ' is no email address after mailto:.');
    } else if (scheme === 'https' && !/^https:\/\/[^\s\/]+/i.test(part.text)) {
      reading.fault('wrong-address', part.start, part.end, quoted(part.text) + ' is no web address.');
    } else if (/![0-9]+[kmgt]?$/i.test(part.text)) {
      reading.note('size-limit', part.start, part.end, 'The limit of size after ! is out of date.');
    }
  }

  // SPF (RFC 7208)

  /** Whether a text is a domain-spec (section 7.1), with macros; %{c}, %{r} and %{t} are those of explanations alone (7.2). */
  function isDomainSpec(text, allowsAnyEnd) {
    var rest = text.replace(allowsAnyEnd ? /%\{[slodiphcrtv](?:[1-9]\d*)?r?[.\-+,\/_=]*\}/gi : /%\{[slodiphv](?:[1-9]\d*)?r?[.\-+,\/_=]*\}/gi, 'x').replace(/%[%_-]/g, 'x');
    if (rest.indexOf('%') >= 0 || /[^\x21-\x7e]/.test(rest) || !rest) return false;
    if (allowsAnyEnd) return true;
    if (rest === text && !isName(text)) return false;
    if (/\}$/.test(text)) return true;
    var last = rest.replace(/\.$/, '').split('.');
    return last.length > 1 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(last[last.length - 1]) && !/^\d+$/.test(last[last.length - 1]);
  }

  function length(text, most) { return /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= most; }

  var mechanisms = ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists'];

  function parseSPF(reading) {
    var text = reading.text;
    var value = { terms: [], all: null, redirect: null, lookups: 0 };
    reading.result.value = value;
    if (!/^v=spf1( |$)/i.test(text)) {
      reading.fault('wrong-version', 0, Math.min(6, text.length), 'The record has to begin with v=spf1 and a space.');
      return;
    }
    var modifiers = {};
    for (var at = 6; at < text.length;) {
      if (text.charAt(at) === ' ') { at += 1; continue; }
      var end = text.indexOf(' ', at);
      if (end < 0) end = text.length;
      readTerm(text.slice(at, end), at, end);
      at = end;
    }
    if (value.all && value.redirect) reading.note('redirect-beside-all', value.redirect.start, value.redirect.end, 'redirect= is ignored where there is an all.');
    if (value.lookups > 10) reading.limit('too-many-lookups', value.eleventh.start, value.eleventh.end, 'The record has ' + value.lookups + ' terms that look something up; receivers stop after 10.');

    function readTerm(term, start, end) {
      var modifier = /^([a-z][a-z0-9_.-]*)=(.*)$/i.exec(term);
      if (modifier) { readModifier(modifier[1].toLowerCase(), modifier[2], start, end); return; }
      var parts = /^([+?~-]?)([a-z][a-z0-9_.-]*)([:\/]?)(.*)$/i.exec(term);
      var name = parts ? parts[2].toLowerCase() : '';
      if (!parts || mechanisms.indexOf(name) < 0) {
        if (!reading.allows(term)) reading.fault('unknown-mechanism', start, end, quoted(term) + ' is no mechanism of SPF.');
        return;
      }
      if (value.all) reading.note('after-all', start, end, 'Nothing after all is ever reached.');
      var mechanism = { kind: name, qualifier: parts[1] || '+', domain: '', text: term, start: start, end: end };
      var argument = parts[3] + parts[4];
      if (name === 'all') {
        if (argument) reading.fault('all-with-argument', start, end, 'all has nothing after it.');
        value.all = value.all || mechanism;
      } else if (name === 'ip4' || name === 'ip6') {
        readNetwork(mechanism, argument, start, end);
      } else {
        readDomain(mechanism, argument, start, end);
        countLookup(mechanism);
      }
      value.terms.push(mechanism);
    }

    function countLookup(term) {
      value.lookups += 1;
      if (value.lookups === 11) value.eleventh = term;
    }

    function readModifier(name, argument, start, end) {
      if (name !== 'redirect' && name !== 'exp') {
        if (!isDomainSpec(argument || 'x', true) && !reading.allows(argument)) reading.fault('wrong-macro', start, end, quoted(argument) + ' has a macro with a fault.');
        else if (mechanisms.indexOf(name) >= 0) reading.note('unknown-modifier', start, end, 'Receivers ignore ' + name + '=; a mechanism has a colon: ' + name + ':.');
        return;
      }
      if (modifiers[name]) reading.fault('modifier-twice', start, end, name + '= is there twice.');
      modifiers[name] = true;
      if (!isDomainSpec(argument) && !reading.allows(argument)) reading.fault('wrong-domain', start, end, quoted(argument) + ' is no domain.');
      if (name === 'redirect') {
        value.redirect = value.redirect || { kind: 'redirect', domain: argument, start: start, end: end };
        countLookup(value.redirect);
      }
    }

    function readNetwork(mechanism, argument, start, end) {
      var parts = argument.charAt(0) === ':' ? argument.slice(1).split('/') : [''];
      var is4 = mechanism.kind === 'ip4';
      mechanism.domain = argument.slice(1);
      if (reading.allows(argument)) return;
      if (!(is4 ? isIP4(parts[0]) : isIP6(parts[0]))) {
        reading.fault('wrong-address', start, end, quoted(parts[0]) + ' is no ' + (is4 ? 'IPv4' : 'IPv6') + ' address.');
      } else if (parts.length > 2 || parts.length === 2 && !length(parts[1], is4 ? 32 : 128)) {
        reading.fault('wrong-length', start, end, 'What follows / has to be a number from 0 to ' + (is4 ? 32 : 128) + '.');
      }
      mechanism.isEveryone = parts[1] === '0';
    }

    function readDomain(mechanism, argument, start, end) {
      var name = mechanism.kind;
      var lengths = name === 'a' || name === 'mx' ? /(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(argument) : null;
      var rest = lengths ? argument.slice(0, argument.length - lengths[0].length) : argument;
      mechanism.isEveryone = Boolean(lengths && (lengths[1] === '0' || lengths[2] === '0'));
      if (lengths && (lengths[1] && !length(lengths[1], 32) || lengths[2] && !length(lengths[2], 128))) {
        reading.fault('wrong-length', start, end, quoted(lengths[0]) + ' is no length of a network.');
      }
      if (rest === '' && (name === 'a' || name === 'mx' || name === 'ptr')) return;
      mechanism.domain = rest.slice(1);
      if (reading.allows(rest)) return;
      if (rest.charAt(0) !== ':' || !isDomainSpec(mechanism.domain)) {
        reading.fault('wrong-domain', start, end, rest.length > 1 ? quoted(rest.replace(/^:/, '')) + ' is no domain.' : name + ': has to be followed by a domain.');
      }
    }
  }

  // DKIM keys (RFC 6376 section 3.6.1, RFC 8301, RFC 8463)

  var digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

  function bytesOf(base64) {
    var bytes = [];
    var bits = 0;
    var count = 0;
    for (var index = 0; index < base64.length && base64.charAt(index) !== '='; index += 1) {
      bits = (bits << 6 | digits.indexOf(base64.charAt(index))) & 0xffffff;
      count += 6;
      if (count >= 8) { count -= 8; bytes.push(bits >> count & 255); }
    }
    return bytes;
  }

  /** An element of DER at an offset: its tag and where its content is; null where there is none. */
  function element(bytes, at) {
    if (at + 2 > bytes.length) return null;
    var size = bytes[at + 1];
    var start = at + 2;
    if (size > 127) {
      var count = size & 127;
      if (count < 1 || count > 3 || start + count > bytes.length) return null;
      size = 0;
      for (var index = 0; index < count; index += 1) size = size * 256 + bytes[start + index];
      start += count;
    }
    return start + size > bytes.length ? null : { tag: bytes[at], start: start, end: start + size };
  }

  /** The number of bits of an RSA key, in a SubjectPublicKeyInfo or by itself; 0 where it is none. */
  function sizeOfKey(bytes) {
    var outer = element(bytes, 0);
    if (!outer || outer.tag !== 48) return 0;
    var first = element(bytes, outer.start);
    if (first && first.tag === 48) {
      var string = element(bytes, first.end);
      if (!string || string.tag !== 3) return 0;
      outer = element(bytes, string.start + 1);
      if (!outer || outer.tag !== 48) return 0;
      first = element(bytes, outer.start);
    }
    if (!first || first.tag !== 2) return 0;
    var at = first.start;
    while (at < first.end && bytes[at] === 0) at += 1;
    if (at === first.end) return 0;
    var bits = (first.end - at) * 8;
    for (var mask = 128; mask > 0 && !(bytes[at] & mask); mask >>= 1) bits -= 1;
    return bits;
  }

  /** Whether a list with colons has one of these words. */
  function has(tag, words) { return tag.value.split(':').some(function (word) { return words.indexOf(word.trim()) >= 0; }); }

  function parseDKIM(reading) {
    var found = tags(reading, ['v', 'h', 'k', 'n', 'p', 's', 't', 'g']);
    var value = { bits: 0, isRevoked: false, isTesting: false, type: found.k ? found.k.value : 'rsa' };
    reading.result.value = value;
    if (found.v) version(reading, found, 'DKIM1');
    if (found.g) reading.note('outdated-tag', found.g.name.start, found.g.end, 'The tag g is out of date.');
    var key = found.p;
    if (!key) { reading.fault('no-key', 0, Math.min(1, reading.text.length), 'The record has no p= with the key.'); return; }
    if (found.k && ['rsa', 'ed25519'].indexOf(value.type) < 0 && !reading.allows(found.k.value)) {
      value.isUnsupported = true;
      reading.fault('unknown-key-type', found.k.start, found.k.end, 'The type of the key is ' + quoted(found.k.value) + '; receivers know rsa and ed25519.');
    }
    if (found.t) value.isTesting = has(found.t, ['y']);
    // RFC 8301 section 3.1 leaves SHA-256 alone.
    if (found.h && !has(found.h, ['sha256']) && !reading.allows(found.h.value)) reading.fault('wrong-hash', found.h.start, found.h.end, 'The key is for ' + quoted(found.h.value) + '; receivers take sha256 alone (RFC 8301).');
    if (found.s && !has(found.s, ['*', 'email']) && !reading.allows(found.s.value)) reading.fault('wrong-service', found.s.start, found.s.end, 'The key is for ' + quoted(found.s.value) + '; one for mail has email or * there.');
    if (!key.value) { value.isRevoked = true; return; }
    if (reading.allows(key.value)) return;
    var base64 = key.value.replace(/\s+/g, '');
    if (!/^[A-Za-z0-9+\/]+={0,2}$/.test(base64) || base64.replace(/=+$/, '').length % 4 === 1) {
      var wrong = /[^A-Za-z0-9+\/=\s]/.exec(key.value);
      var place = wrong ? key.start + wrong.index : key.start;
      reading.fault('key-not-base64', place, wrong ? place + 1 : key.end, 'The key is no base64' + (wrong ? ': it cannot have ' + quoted(wrong[0]) : '') + '.');
      return;
    }
    var bytes = bytesOf(base64);
    if (value.type === 'ed25519') {
      value.bits = bytes.length * 8;
      if (bytes.length !== 32) reading.fault('wrong-key', key.start, key.end, 'An ed25519 key has 32 bytes; this one has ' + bytes.length + '.');
    } else if (value.type === 'rsa') {
      value.bits = sizeOfKey(bytes);
      if (!value.bits) reading.fault('wrong-key', key.start, key.end, 'The text after p= is no RSA key; a part of it may be missing.');
      else if (value.bits < 1024) reading.fault('short-key', key.start, key.end, 'The key has ' + value.bits + ' bits; receivers want 1,024 at least.');
    }
  }

  // DMARC (RFC 9989 section 4.7)

  function parseDMARC(reading) {
    var found = tags(reading, ['v', 'p', 'sp', 'np', 'adkim', 'aspf', 'fo', 'psd', 'rua', 'ruf', 't', 'pct', 'rf', 'ri']);
    var policies = ['none', 'quarantine', 'reject'];
    version(reading, found, 'DMARC1');
    choice(reading, found.p, policies, 'The policy');
    choice(reading, found.sp, policies, 'The policy for subdomains');
    choice(reading, found.np, policies, 'The policy for subdomains that do not exist');
    choice(reading, found.adkim, ['r', 's'], 'adkim');
    choice(reading, found.aspf, ['r', 's'], 'aspf');
    choice(reading, found.psd, ['y', 'n', 'u'], 'psd');
    choice(reading, found.t, ['y', 'n'], 't');
    if (found.fo) {
      split(reading.text, found.fo.start, found.fo.end, ':').forEach(function (part) {
        if (['0', '1', 'd', 's'].indexOf(part.text.toLowerCase()) < 0) reading.fault('wrong-value', part.start, part.end, 'fo can have 0, 1, d and s; ' + quoted(part.text) + ' is none of them.');
      });
    }
    ['pct', 'rf', 'ri'].forEach(function (name) {
      if (found[name]) reading.note('outdated-tag', found[name].name.start, found[name].end, 'DMARC no longer has the tag ' + name + '.');
    });
    var value = { policy: '', subdomains: '', reports: [], psd: '', isTesting: Boolean(found.t && found.t.value.toLowerCase() === 'y') };
    ['rua', 'ruf'].forEach(function (name) {
      if (!found[name]) return;
      split(reading.text, found[name].start, found[name].end, ',').forEach(function (part) {
        reportFault(reading, part, ['mailto']);
        var address = /^mailto:[^@]+@([^!\s]+)/i.exec(part.text);
        if (address) value.reports.push({ domain: address[1].toLowerCase(), tag: name });
      });
    });
    if (!found.p) {
      // Where there are reports, it is as if the policy were none.
      if (found.rua) reading.note('no-policy', 0, 0, 'Without p= the policy is none.');
      else reading.fault('no-policy', 0, Math.min(8, reading.text.length), 'The record has no p= with the policy.');
    }
    value.policy = found.p ? found.p.value.toLowerCase() : 'none';
    value.subdomains = found.sp ? found.sp.value.toLowerCase() : value.policy;
    value.psd = found.psd ? found.psd.value.toLowerCase() : 'u';
    reading.result.value = value;
  }

  // MTA-STS (RFC 8461), TLS-RPT (RFC 8460), BIMI (draft-brand-indicators-for-message-identification)

  function parseSTS(reading) {
    var found = tags(reading, ['v', 'id']);
    version(reading, found, 'STSv1');
    if (!found.id) reading.fault('no-id', 0, Math.min(7, reading.text.length), 'The record has no id=.');
    else if (!/^[a-z0-9]{1,32}$/i.test(found.id.value) && !reading.allows(found.id.value)) {
      reading.fault('wrong-id', found.id.start, found.id.end, 'The id can have up to 32 letters and digits and nothing else.');
    }
  }

  function parsePolicy(reading) {
    var text = reading.text;
    var value = { mode: '', mx: [], age: 0 };
    var seen = {};
    reading.result.value = value;
    for (var at = 0; at < text.length;) {
      var end = text.indexOf('\n', at);
      if (end < 0) end = text.length;
      var line = trimmed(text, at, end);
      at = end + 1;
      if (!line.text) continue;
      var colon = line.text.indexOf(':');
      if (colon < 1) { reading.fault('no-field', line.start, line.end, quoted(line.text) + ' is no line of a policy: write a name, a colon and a value.'); continue; }
      var name = line.text.slice(0, colon).trim();
      var field = trimmed(text, line.start + colon + 1, line.end);
      if (name === 'mx') {
        if ((!isName(field.text.replace(/^\*\./, '')) || /\.$/.test(field.text)) && !reading.allows(field.text)) reading.fault('wrong-mx', field.start, field.end, quoted(field.text) + ' is no host; it has no dot at its end, and * can only be its first label.');
        value.mx.push(field.text.toLowerCase());
        continue;
      }
      if (seen[name]) { reading.note('field-twice', line.start, line.end, name + ' is there twice; the first one counts.'); continue; }
      seen[name] = true;
      if (name === 'version' && field.text !== 'STSv1') reading.fault('wrong-version', field.start, field.end, 'The version has to be STSv1.');
      if (name === 'mode') {
        value.mode = field.text;
        choice(reading, { value: field.text, start: field.start, end: field.end }, ['enforce', 'testing', 'none'], 'The mode', true);
      }
      if (name === 'max_age') {
        value.age = Number(field.text);
        if (!/^\d{1,10}$/.test(field.text) || value.age > 31557600) reading.fault('wrong-age', field.start, field.end, 'max_age is a number of seconds, up to 31557600.');
      }
    }
    ['version', 'mode', 'max_age'].forEach(function (name) {
      if (!seen[name]) reading.fault('no-' + name, 0, Math.min(1, text.length), 'The policy has no line ' + name + ':.');
    });
    if (!value.mx.length && value.mode !== 'none') reading.fault('no-mx', 0, Math.min(1, text.length), 'The policy names no mx:.');
  }

  function parseTLSRPT(reading) {
    var found = tags(reading, ['v', 'rua']);
    version(reading, found, 'TLSRPTv1');
    if (!found.rua) { reading.fault('no-address', 0, Math.min(10, reading.text.length), 'The record has no rua= with an address for reports.'); return; }
    split(reading.text, found.rua.start, found.rua.end, ',').forEach(function (part) { reportFault(reading, part, ['mailto', 'https']); });
  }

  function parseBIMI(reading) {
    var found = tags(reading, ['v', 'l', 'a', 'avp', 'lps', 's']);
    version(reading, found, 'BIMI1');
    ['l', 'a'].forEach(function (name) {
      var tag = found[name];
      if (tag && tag.value && !/^https:\/\/[^\s\/]+\/\S*$/i.test(tag.value) && !reading.allows(tag.value)) {
        reading.fault('wrong-address', tag.start, tag.end, quoted(tag.value) + ' is no address that begins with https://.');
      } else if (tag && tag.value.indexOf(',') >= 0) {
        reading.fault('wrong-address', tag.start, tag.end, name + '= has one address; a comma within it is written %2C.');
      } else if (name === 'l' && tag && /\.(png|jpe?g|gif|webp)$/i.test(tag.value)) {
        reading.fault('wrong-format', tag.start, tag.end, 'The logo has to be an SVG file.');
      }
    });
    if (!found.l) reading.fault('no-logo', 0, Math.min(7, reading.text.length), 'The record has no l= with the address of the logo.');
    choice(reading, found.avp, ['brand', 'personal'], 'avp');
    reading.result.value = { hasLogo: Boolean(found.l && found.l.value), hasCertificate: Boolean(found.a && found.a.value) };
  }

  // MX (RFC 5321, RFC 7505), TLSA (RFC 6698, RFC 7672), CAA (RFC 8659), SOA and PTR (RFC 1035)

  /** The words of a record, with where each is. */
  function wordsOf(text) {
    var words = [];
    var pattern = /\S+/g;
    for (var match = pattern.exec(text); match && words.length < 20; match = pattern.exec(text)) {
      words.push({ text: match[0], start: match.index, end: match.index + match[0].length });
    }
    return words;
  }

  function isNumber(text, most) { return /^\d{1,10}$/.test(text) && Number(text) <= most; }

  function parseMX(reading) {
    var words = wordsOf(reading.text);
    var end = reading.text.length;
    if (words.length !== 2) { reading.fault('wrong-form', 0, end, 'An MX record is a preference and a host: 10 mail.example.com.'); return; }
    var host = words[1].text.replace(/\.$/, '').toLowerCase();
    reading.result.value = { preference: Number(words[0].text), host: host };
    if (!isNumber(words[0].text, 65535) && !reading.allows(words[0].text)) reading.fault('wrong-preference', words[0].start, words[0].end, 'The preference is a number from 0 to 65535.');
    if (words[1].text === '.') {
      if (words[0].text !== '0') reading.note('null-preference', words[0].start, words[0].end, 'A null MX has the preference 0.');
    } else if (isIP4(host) || isIP6(host)) {
      reading.fault('target-is-address', words[1].start, words[1].end, 'An MX record names a host, not an IP address.');
    } else if (!isName(host) && !reading.allows(host)) reading.fault('wrong-host', words[1].start, words[1].end, quoted(words[1].text) + ' is no host.');
  }

  function parseTLSA(reading) {
    var words = wordsOf(reading.text);
    if (words.length < 4) { reading.fault('wrong-form', 0, reading.text.length, 'A TLSA record is three numbers and hexadecimal digits: 3 1 1 \u2026'); return; }
    var data = words.slice(3).map(function (word) { return word.text; }).join('');
    var end = words[words.length - 1].end;
    ['usage', 'selector', 'matching'].forEach(function (name, index) {
      var most = [3, 1, 2][index];
      if (!isNumber(words[index].text, most)) reading.fault('wrong-' + name, words[index].start, words[index].end, 'The ' + (name === 'matching' ? 'matching type' : name) + ' is a number from 0 to ' + most + '.');
    });
    if (isNumber(words[0].text, 1)) reading.fault('usage-not-for-mail', words[0].start, words[0].end, 'Mail servers use the usages 2 and 3 alone (RFC 7672 section 3.1.3).');
    var matching = Number(words[2].text);
    reading.result.value = { usage: Number(words[0].text), selector: Number(words[1].text), matching: matching, data: data.toLowerCase() };
    if (reading.allows(data)) return;
    var wanted = [0, 64, 128][matching];
    if (!/^([0-9a-f]{2})+$/i.test(data)) reading.fault('wrong-data', words[3].start, end, 'The data is pairs of hexadecimal digits.');
    else if (wanted && data.length !== wanted) reading.fault('wrong-data', words[3].start, end, 'The hash has ' + data.length + ' digits instead of ' + wanted + '.');
  }

  function parseCAA(reading) {
    var match = /^\s*(\S+)\s+(\S+)\s+(.*?)\s*$/.exec(reading.text);
    if (!match) { reading.fault('wrong-form', 0, reading.text.length, 'A CAA record is a number, a word and a text: 0 issue "ca.example.net"'); return; }
    var flag = reading.text.indexOf(match[1]);
    var word = reading.text.indexOf(match[2], flag + match[1].length);
    var start = reading.text.indexOf(match[3], word + match[2].length);
    var value = match[3].replace(/^"(.*)"$/, '$1');
    var name = match[2].toLowerCase();
    reading.result.value = { tag: name, value: value };
    if (!isNumber(match[1], 255)) reading.fault('wrong-flag', flag, flag + match[1].length, 'The flag is a number from 0 to 255.');
    if (!/^[a-z0-9]{1,15}$/.test(name)) reading.fault('wrong-tag', word, word + match[2].length, quoted(match[2]) + ' is no property of CAA.');
    if (reading.allows(value)) return;
    if (name === 'issue' || name === 'issuewild') {
      var parts = value.split(';');
      var domain = parts[0].trim();
      if (domain && (!isName(domain) || domain.indexOf('_') >= 0)) reading.fault('wrong-value', start, start + match[3].length, quoted(domain) + ' is no domain of an issuer.');
      // RFC 8659 section 4.2; a semicolon at the end has nothing after it.
      else if (parts.slice(1).some(function (part, index) { return !/^\s*[a-z0-9]+(-+[a-z0-9]+)*\s*=\s*[!-:<-~]*\s*$/i.test(part) && (part.trim() || index < parts.length - 2); })) {
        reading.fault('wrong-value', start, start + match[3].length, 'What follows the issuer has to be names, = and values, with semicolons between.');
      }
    } else if (name === 'iodef') {
      if (!/^(mailto:\S+@\S+|https?:\/\/\S+)$/i.test(value)) reading.fault('wrong-value', start, start + match[3].length, quoted(value) + ' is no address for reports.');
    } else if (['issuemail', 'contactemail', 'contactphone', 'issuevmc'].indexOf(name) < 0) {
      reading.note('unknown-tag', word, word + match[2].length, quoted(match[2]) + ' is no property that issuers know.');
    }
  }

  function parseSOA(reading) {
    var words = wordsOf(reading.text);
    var numbers = words.slice(2).map(function (item) { return item.text; });
    if (words.length !== 7 || !numbers.every(function (item) { return isNumber(item, 4294967295); })) {
      reading.fault('wrong-form', 0, reading.text.length, 'An SOA record is two names and five numbers.');
      return;
    }
    reading.result.value = { refresh: Number(numbers[1]), retry: Number(numbers[2]), expire: Number(numbers[3]), minimum: Number(numbers[4]) };
  }

  function parsePTR(reading) {
    var name = reading.text.trim();
    reading.result.value = { name: name.replace(/\.$/, '').toLowerCase() };
    if (!isName(name) && !reading.allows(name)) reading.fault('wrong-host', 0, reading.text.length, quoted(name) + ' is no host.');
  }

  var parsers = {
    spf: parseSPF, dkim: parseDKIM, dmarc: parseDMARC, 'mta-sts': parseSTS, 'mta-sts-policy': parsePolicy, 'tls-rpt': parseTLSRPT, bimi: parseBIMI,
    mx: parseMX, tlsa: parseTLSA, caa: parseCAA, soa: parseSOA, ptr: parsePTR,
  };

  /** What is wrong with a record. `placeholders` lets examples have marks such as \u2026 in the place of values. */
  function parse(kind, text, options) {
    var reading = new Reading(kind, text, options);
    if (parsers[kind]) parsers[kind](reading);
    return reading.result;
  }

  var versions = [[/^v=spf1(?![a-z0-9])/i, 'spf'], [/^v=DKIM1(?![a-z0-9])/i, 'dkim'], [/^v[ \t]*=[ \t]*DMARC1(?![a-z0-9])/i, 'dmarc'], [/^v=STSv1(?![a-z0-9])/i, 'mta-sts'],
    [/^v=TLSRPTv1(?![a-z0-9])/i, 'tls-rpt'], [/^v=BIMI1(?![a-z0-9])/i, 'bimi']];

  function kindOf(type, name, text) {
    if (type !== 'TXT') return parsers[type.toLowerCase()] && ['MX', 'TLSA', 'CAA', 'SOA', 'PTR'].indexOf(type) >= 0 ? type.toLowerCase() : null;
    for (var index = 0; index < versions.length; index += 1) if (versions[index][0].test(text)) return versions[index][1];
    return null;
  }

  // The check of a domain

  /** Selectors that are tried where the reader names none. */
  var selectors = ['google', 'selector1', 'selector2', 'k1', 'k2', 'k3', 's1', 's2', 'default', 'dkim', 'mail', 'mx', 'smtp', 'resend', 'pm', 'zoho', 'fm1', 'mandrill', 'protonmail', 'sig1'];
  var kinds = ['mx', 'spf', 'dkim', 'dmarc', 'tls-rpt', 'mta-sts', 'bimi', 'ptr', 'smtp', 'tlsa', 'caa', 'dns'];
  var mostNeeds = 100;
  var mostSelectors = 10;
  var failures = {
    servfail: 'The DNS server answered with an error (SERVFAIL).', timeout: 'There was no answer in time.', refused: 'The resolver did not answer this question.',
    bogus: 'The answer failed the check of its DNSSEC signature.', malformed: 'The answer could not be read.',
  };

  /** One look at what is known by now: questions without an answer are noted, and results collected. */
  function Look(request, answers) {
    this.request = request;
    this.answers = answers;
    this.needs = [];
    this.results = [];
    this.isPending = {};
  }

  /** The answer to a question; null while it is open. */
  Look.prototype.ask = function (type, name) {
    var question = type + ' ' + name.replace(/\.$/, '').toLowerCase();
    if (Object.prototype.hasOwnProperty.call(this.answers, question)) {
      var known = this.answers[question];
      return { question: question, status: known.status, records: known.records || [], aliases: known.aliases || [], secure: known.secure, text: known.text || '', type: known.type || '' };
    }
    if (this.needs.indexOf(question) < 0 && this.needs.length + Object.keys(this.answers).length < mostNeeds) this.needs.push(question);
    return null;
  };

  Look.prototype.add = function (kind, name, state, id, answer, detail, after) {
    // A lookup that several kinds need fails once for each of them, and says so once.
    var isTold = this.results.some(function (known) { return known.kind === kind && known.name === name && known.state === state && known.id === (id ? kind + '/' + id : null) && known.detail === detail; });
    if (!isTold) this.results.push({
      kind: kind, name: name, state: state, id: id ? kind + '/' + id : null, question: answer ? answer.question : null,
      answer: answer ? answer.records.slice(0, 20) : [], detail: detail, after: after || null,
    });
  };
  Look.prototype.issue = function (kind, name, id, answer, detail, after) { this.add(kind, name, 'issue', id, answer, detail, after); };
  Look.prototype.pending = function (kind, name) { this.add(kind, name, 'pending', null, null, ''); };

  /** Whether an answer says nothing about its name: it is reported, and never taken for "missing". */
  Look.prototype.fails = function (kind, name, answer) {
    if (answer.status === 'bogus') {
      this.issue('dns', name, 'bogus', answer, failures.bogus);
      return true;
    }
    if (!failures[answer.status]) return false;
    this.add(kind, name, 'failed', null, answer, failures[answer.status]);
    return true;
  };

  Look.prototype.isFine = function (kind) {
    return !this.results.some(function (result) { return result.kind === kind && result.state !== 'fine'; });
  };

  /** Whether receivers take a record for one of this kind: but for SPF, versions have a letter case, and in DMARC space around `=`. */
  function counts(kind, text) {
    var exact = { spf: /^v=spf1( |$)/i, dmarc: /^v[ \t]*=[ \t]*DMARC1[ \t]*(;|$)/, 'mta-sts': /^v=STSv1[ \t]*;/, 'tls-rpt': /^v=TLSRPTv1[ \t]*(;|$)/ }[kind];
    return kindOf('TXT', '', text) === kind && (!exact || exact.test(text));
  }

  /** The records of a kind; where there is none, those that are nearly one, whose fault is then told. */
  function ownOf(kind, answer) {
    var own = answer.records.filter(function (text) { return counts(kind, text); });
    if (own.length || kind === 'spf') return own;
    return answer.records.filter(function (text) { return kindOf('TXT', '', text) === kind; });
  }

  /** The record of one kind at a name; null where there is none, several, or no answer yet. */
  Look.prototype.only = function (kind, name, missing, multiple) {
    var answer = this.ask('TXT', name);
    if (!answer) { this.pending(kind, name); return null; }
    if (this.fails(kind, name, answer)) return null;
    var own = ownOf(kind, answer);
    if (own.length === 1) return { text: own[0], answer: answer };
    if (own.length > 1) this.issue(kind, name, multiple, answer, name + ' has ' + own.length + ' records of this kind; there can be one.');
    else if (missing) missing.call(this, answer);
    return null;
  };

  function broken(reading) { return reading.faults.filter(function (fault) { return fault.severity !== 'note'; }); }

  // SPF

  Look.prototype.spf = function () {
    var domain = this.request.domain;
    var look = this;
    var record = this.only('spf', domain, function (answer) {
      var outdated = answer.records.filter(function (text) { return /^spf2\.0\//i.test(text); });
      var isNear = answer.records.some(function (text) { return kindOf('TXT', '', text) === 'spf'; });
      this.issue('spf', domain, 'missing', answer, isNear ? 'A TXT record begins with v=spf1 without a space after it, so receivers do not see an SPF record.' : domain + ' has no TXT record that begins with v=spf1.');
      if (outdated.length) this.issue('spf', domain, 'outdated', answer, domain + ' has a record of Sender ID, which receivers no longer read.');
    }, 'multiple');
    if (!record) return;
    var own = parse('spf', record.text);
    var faults = broken(own);
    if (faults.length) { this.issue('spf', domain, 'invalid', record.answer, faults[0].text); return; }
    var walk = { lookups: 0, voids: 0, isOpen: false, isUnsure: false, fault: null, withoutRecord: null, failed: null, everyone: '', manyHosts: '', isPTR: false };
    var end = follow(domain, own, [domain], true);
    if (walk.isOpen) { this.pending('spf', domain); return; }
    if (walk.fault) this.issue('spf', domain, 'invalid', record.answer, walk.fault);
    if (walk.withoutRecord) this.issue('spf', domain, 'include-without-record', record.answer, walk.withoutRecord + ' has no SPF record, so that receivers report permerror.');
    if (walk.lookups > 10) this.issue('spf', domain, 'too-many-lookups', record.answer, 'The record leads to ' + (walk.lookups > 30 ? 'more than 30' : walk.lookups) + ' lookups; receivers stop after 10.');
    if (walk.manyHosts) this.issue('spf', domain, 'too-many-lookups', record.answer, walk.manyHosts + ' has more than 10 mail servers; receivers stop after 10.');
    if (walk.voids > 2) this.issue('spf', domain, 'too-many-void-lookups', record.answer, walk.voids + ' lookups of the record find nothing; receivers stop after 2.');
    if (walk.everyone) this.issue('spf', domain, 'allows-all', record.answer, walk.everyone + ': every server may send.');
    else if (!walk.fault && !walk.withoutRecord && !walk.failed && (!end || end.qualifier === '?')) this.issue('spf', domain, 'no-all', record.answer, end ? 'The record ends with ?all.' : 'The record has no all at its end.');
    if (walk.isPTR) this.issue('spf', domain, 'uses-ptr', record.answer, 'The mechanism ptr is slow, and receivers may skip it.');
    if (walk.failed) this.add('spf', domain, 'failed', null, walk.failed, failures[walk.failed.status] || failures.malformed);
    else if (this.isFine('spf')) this.add('spf', domain, walk.isUnsure ? 'unverifiable' : 'fine', null, record.answer, 'One record, ' + walk.lookups + ' of 10 lookups' + (walk.isUnsure ? '; a macro depends on each message.' : '.'));

    /**
     * Follows what a record includes, in the order in which receivers do (RFC 7208 section 4.6.4), as far as they read: up to an
     * `all`. The `all` that ends it, also by way of a redirect; null where there is none. `counts` says whether what passes here
     * passes the whole record: not so within an include whose qualifier is another than `+`.
     */
    function follow(name, reading, chain, counts) {
      var terms = reading.value.terms;
      for (var index = 0; index < terms.length; index += 1) {
        var term = terms[index];
        var passes = counts && term.qualifier === '+';
        if (term.kind === 'all') {
          if (passes) walk.everyone = walk.everyone || (chain.length === 1 ? 'The record ends with +all' : 'The record of ' + name + ' ends with +all');
          return term;
        }
        if (passes && term.isEveryone) walk.everyone = walk.everyone || quoted(term.text) + ' is every address';
        if (term.kind === 'ptr') walk.isPTR = true;
        if (term.kind !== 'ip4' && term.kind !== 'ip6') lookUp(term, name, chain, passes);
      }
      return reading.value.redirect ? lookUp(reading.value.redirect, name, chain, counts) : null;
    }
    function lookUp(term, name, chain, counts) {
      walk.lookups += 1;
      if (walk.lookups > 30) return term;
      var target = (term.domain || name).replace(/\.$/, '').toLowerCase();
      if (target.indexOf('%') >= 0) { walk.isUnsure = true; return term; }
      if (term.kind === 'include' || term.kind === 'redirect') return include(target, chain, counts);
      if (term.kind === 'a' || term.kind === 'exists') count(look.ask('A', target));
      else if (term.kind === 'mx') {
        var servers = look.ask('MX', target);
        count(servers);
        if (servers && servers.records.length > 10) walk.manyHosts = walk.manyHosts || target;
      }
      return term;
    }
    function count(answer) {
      if (!answer) walk.isOpen = true;
      else if (answer.status === 'nodata' || answer.status === 'nxdomain') walk.voids += 1;
      else if (failures[answer.status]) walk.failed = walk.failed || answer;
    }
    function include(target, chain, counts) {
      if (chain.indexOf(target) >= 0) { walk.fault = walk.fault || 'The record includes itself by way of ' + target + '.'; return null; }
      var answer = look.ask('TXT', target);
      count(answer);
      if (!answer || failures[answer.status]) return null;
      var found = ownOf('spf', answer);
      if (found.length === 0) { walk.withoutRecord = walk.withoutRecord || target; return null; }
      if (found.length > 1) { walk.fault = walk.fault || target + ' has more than one SPF record.'; return null; }
      var inner = parse('spf', found[0]);
      if (broken(inner).length) { walk.fault = walk.fault || 'The record of ' + target + ' has a fault: ' + broken(inner)[0].text; return null; }
      return follow(target, inner, chain.concat(target), counts);
    }
  };

  // DKIM

  Look.prototype.dkim = function () {
    var domain = this.request.domain;
    var given = this.request.selectors || [];
    var list = given.length ? given.slice(0, mostSelectors) : selectors;
    var isOpen = false;
    var keys = 0;
    var failed = null;
    for (var index = 0; index < list.length; index += 1) {
      var name = list[index].toLowerCase() + '._domainkey.' + domain;
      if (!isName(name)) { this.add('dkim', name, 'unverifiable', null, null, quoted(list[index]) + ' is no selector.'); continue; }
      var answer = this.ask('TXT', name);
      if (!answer) { isOpen = true; continue; }
      if (failures[answer.status]) {
        if (given.length) this.fails('dkim', name, answer);
        failed = failed || answer;
        continue;
      }
      var found = answer.records.filter(function (text) { return kindOf('TXT', '', text) === 'dkim' || /(^|;)\s*p\s*=/.test(text); });
      if (!found.length) {
        if (given.length && answer.aliases.length) this.issue('dkim', name, 'alias-without-key', answer, name + ' leads to ' + answer.aliases[answer.aliases.length - 1] + ', where there is no key.');
        else if (given.length) this.issue('dkim', name, 'missing', answer, name + ' has no key.');
        continue;
      }
      keys += 1;
      if (found.length > 1) this.issue('dkim', name, 'multiple', answer, name + ' has ' + found.length + ' keys; there can be one.');
      else this.key(name, answer, found[0]);
    }
    if (isOpen) this.pending('dkim', domain);
    else if (!keys && !given.length && failed) this.fails('dkim', domain, failed);
    else if (!keys && !given.length) this.add('dkim', domain, 'unverifiable', null, null, 'None of these selectors has a key: ' + list.join(', ') + '. Name yours, which is after s= in the header DKIM-Signature.');
  };

  Look.prototype.key = function (name, answer, text) {
    var reading = parse('dkim', text);
    var faults = broken(reading).filter(function (fault) { return fault.id !== 'short-key' && fault.id !== 'unknown-key-type'; });
    var value = reading.value;
    var before = this.results.length;
    if (faults.length) this.issue('dkim', name, 'invalid', answer, faults[0].text);
    else if (value.isUnsupported) this.issue('dkim', name, 'unsupported', answer, 'The type of the key is ' + quoted(value.type) + '.');
    else if (value.isRevoked) this.issue('dkim', name, 'revoked', answer, 'The key is empty, so all signatures with it fail.');
    else if (value.type === 'rsa' && value.bits < 1024) this.issue('dkim', name, 'short-key', answer, 'The key has ' + value.bits + ' bits; receivers want 1,024 at least.');
    else if (value.type === 'rsa' && value.bits < 2048) this.issue('dkim', name, 'weak-key', answer, 'The key has ' + value.bits + ' bits; 2,048 are usual.');
    if (value.isTesting) this.issue('dkim', name, 'testing', answer, 'The record has t=y, which asks receivers not to count on the signature.');
    if (this.results.length === before) this.add('dkim', name, 'fine', null, answer, 'A key of ' + value.bits + ' bits (' + value.type + ').');
  };

  // DMARC

  /** The names that the tree walk asks (RFC 9989 section 4.10): eight at most. */
  function walkOf(domain) {
    var labels = domain.split('.');
    var names = [domain];
    if (labels.length > 8) labels = labels.slice(labels.length - 7); else labels = labels.slice(1);
    while (labels.length > 0 && names.length < 8) {
      names.push(labels.join('.'));
      labels = labels.slice(1);
    }
    return names;
  }

  /** The one DMARC record of a name, read; with `answer` alone where there is none. Null while it is open. */
  Look.prototype.policyAt = function (name) {
    var answer = this.ask('TXT', '_dmarc.' + name);
    if (!answer) return null;
    var found = failures[answer.status] ? [] : ownOf('dmarc', answer);
    return { name: name, question: '_dmarc.' + name, answer: answer, count: found.length, reading: found.length === 1 ? parse('dmarc', found[0]) : null };
  };

  /**
   * What the tree walk finds (RFC 9989 section 4.10): the organizational domain, its record and that of a registry above; the
   * `failed` lookup where there is one. Null while answers are open.
   */
  Look.prototype.organization = function (domain) {
    var names = walkOf(domain);
    var found = { name: domain, record: null, registry: null, failed: null };
    for (var index = 0; index < names.length; index += 1) {
      var at = this.policyAt(names[index]);
      if (!at) return null;
      if (failures[at.answer.status]) { found.failed = at; return found; }
      if (!at.reading) continue;
      var psd = at.reading.value.psd;
      if (psd === 'y' && index > 0) {
        // The domain below a registry, which the walk has asked, or has passed over where the name is a long one.
        var below = names[index - 1].split('.').length === names[index].split('.').length + 1 ? names[index - 1] : domain.split('.').slice(-names[index].split('.').length - 1).join('.');
        if (!found.record || found.record.name !== below) found.record = null;
        found.name = below;
        found.registry = at;
        return found;
      }
      found.name = names[index];
      found.record = at;
      if (psd === 'n') break;
    }
    return found;
  };

  /** The DMARC record that counts for the domain (section 4.10.1): its own, the organizational domain's, or a registry's. */
  Look.prototype.policyOf = function (domain) {
    var own = this.policyAt(domain);
    if (!own) return null;
    if (own.count || failures[own.answer.status]) return { record: own, isOwn: true };
    var above = this.organization(domain);
    return above ? { record: above.failed || above.record || above.registry, isOwn: false, own: own } : null;
  };

  var lower = { reject: 'quarantine', quarantine: 'none', none: 'none' };

  Look.prototype.dmarc = function () {
    var domain = this.request.domain;
    var name = '_dmarc.' + domain;
    var policyOf = this.policyOf(domain);
    if (!policyOf) { this.pending('dmarc', name); return; }
    var found = policyOf.record;
    if (!found) {
      var own = policyOf.own.answer;
      var others = own.records.length > 0;
      this.issue('dmarc', name, others ? 'unrelated' : 'missing', own, others ? name + ' has TXT records, and none begins with v=DMARC1.' : 'Neither ' + name + ' nor a domain above has a DMARC record.', this.firstToFix());
      return;
    }
    if (this.fails('dmarc', found.question, found.answer)) return;
    if (found.count > 1) { this.issue('dmarc', name, 'multiple', found.answer, 'There are ' + found.count + ' DMARC records; receivers then use none.'); return; }
    var reading = found.reading;
    var faults = broken(reading);
    if (faults.length) { this.issue('dmarc', name, 'invalid', found.answer, faults[0].text); return; }
    var value = reading.value;
    var stated = policyOf.isOwn ? value.policy : value.subdomains;
    var policy = value.isTesting ? lower[stated] : stated;
    if (policy === 'none') this.issue('dmarc', name, 'only-watches', found.answer, 'The policy is ' + stated + (value.isTesting ? ', and t=y makes it one step weaker' : '') + ': mail that fails is delivered all the same.', this.firstToFix());
    else if (policyOf.isOwn && value.subdomains === 'none') this.issue('dmarc', name, 'weak-subdomains', found.answer, 'The policy for subdomains is none.');
    if (!value.reports.some(function (report) { return report.tag === 'rua'; })) this.issue('dmarc', name, 'no-reports', found.answer, 'The record has no rua= with an address for reports.');
    var outdated = reading.faults.filter(function (fault) { return fault.id === 'outdated-tag'; });
    if (outdated.length) this.issue('dmarc', name, 'outdated-tags', found.answer, outdated[0].text);
    this.reports(found, name);
    if (this.isFine('dmarc')) this.add('dmarc', name, 'fine', null, found.answer, 'The policy is ' + policy + (value.isTesting ? ', one step below ' + stated + ' by t=y' : '') + (policyOf.isOwn ? '.' : ', from ' + found.name + '.'));
  };

  /** What comes before a DMARC policy: mail that passes. */
  Look.prototype.firstToFix = function () {
    for (var index = 0; index < this.results.length; index += 1) {
      var result = this.results[index];
      if (result.state === 'issue' && ['spf/missing', 'spf/multiple', 'spf/invalid', 'dkim/missing', 'dkim/invalid'].indexOf(result.id) >= 0) return result.id;
    }
    return null;
  };

  /** Whether other organizations accept the reports that are sent there (RFC 9990 section 4). */
  Look.prototype.reports = function (found, name) {
    var seen = [];
    for (var index = 0; index < found.reading.value.reports.length && seen.length < 4; index += 1) {
      var domain = found.reading.value.reports[index].domain;
      if (domain === found.name || seen.indexOf(domain) >= 0 || !isName(domain)) continue;
      seen.push(domain);
      var question = found.name + '._report._dmarc.' + domain;
      var answer = this.ask('TXT', question);
      if (!answer) { this.pending('dmarc', name); continue; }
      if (ownOf('dmarc', answer).length) continue;
      // A domain of the same organization needs no record. The walks are long, so they come last.
      var here = this.organization(found.name);
      var there = this.organization(domain);
      if (!here || !there) { this.pending('dmarc', name); continue; }
      if (here.failed && this.fails('dmarc', here.failed.question, here.failed.answer) || there.failed && this.fails('dmarc', there.failed.question, there.failed.answer)) continue;
      if (here.name === there.name || this.fails('dmarc', question, answer)) continue;
      this.issue('dmarc', name, 'reports-not-authorized', answer, question + ' has no record that accepts the reports.');
    }
  };

  // Mail servers and their addresses

  /** The mail servers of the domain, for a kind; null where that is open or failed, which is then told. */
  Look.prototype.servers = function (kind) {
    var domain = this.request.domain;
    var answer = this.ask('MX', domain);
    if (!answer) this.pending(kind, domain);
    if (!answer || this.fails(kind, domain, answer)) return null;
    return answer.records.map(function (text) { return parse('mx', text).value; }).filter(function (value) { return value.host; })
      .sort(function (a, b) { return a.preference - b.preference; }).slice(0, 10);
  };

  Look.prototype.mx = function () {
    var domain = this.request.domain;
    var servers = this.servers('mx');
    if (!servers) return;
    var answer = this.ask('MX', domain);
    if (!answer.records.length) { this.issue('mx', domain, 'missing', answer, domain + ' has no MX record.'); return; }
    var all = answer.records.map(function (text) { return parse('mx', text); });
    var nulls = all.filter(function (reading) { return reading.value.host === ''; });
    if (nulls.length && all.length > nulls.length) this.issue('mx', domain, 'null-beside-others', answer, 'One MX record says that the domain takes no mail, and others name mail servers.');
    if (nulls.some(function (reading) { return reading.value.preference !== 0; })) this.issue('mx', domain, 'null-preference', answer, 'The preference of a null MX is 0.');
    var seen = [];
    var withIPv6 = 0;
    var isOpen = false;
    for (var index = 0; index < servers.length; index += 1) {
      var host = servers[index].host;
      if (seen.indexOf(host) >= 0) { this.issue('mx', host, 'listed-twice', answer, host + ' is in two MX records.'); continue; }
      seen.push(host);
      if (isIP4(host) || isIP6(host)) { this.issue('mx', host, 'target-is-address', answer, 'The MX record names ' + host + ' instead of a host.'); continue; }
      if (!isName(host)) { this.issue('mx', host, 'target-missing', answer, quoted(host) + ' is no host, so it has no address.'); continue; }
      var four = this.ask('A', host);
      var six = this.ask('AAAA', host);
      if (!four || !six) { isOpen = true; continue; }
      if (this.fails('mx', host, four) || this.fails('mx', host, six)) continue;
      if (four.aliases.length) this.issue('mx', host, 'target-is-alias', four, host + ' is a CNAME of ' + four.aliases[0] + '.');
      if (!four.records.length && !six.records.length) this.issue('mx', host, 'target-missing', four, host + ' has no address.');
      if (six.records.length) withIPv6 += 1;
    }
    if (isOpen) { this.pending('mx', domain); return; }
    if (seen.length && !withIPv6 && this.isFine('mx')) this.issue('mx', domain, 'no-ipv6', answer, 'None of the mail servers has an IPv6 address.');
    if (this.isFine('mx')) this.add('mx', domain, 'fine', null, answer, seen.length ? seen.length + (seen.length === 1 ? ' mail server.' : ' mail servers.') : 'A null MX: the domain takes no mail.');
  };

  /** The name by which an address is looked up backwards (RFC 1035 section 3.5, RFC 3596 section 2.5). */
  function reverse(address) {
    if (isIP4(address)) return address.split('.').reverse().join('.') + '.in-addr.arpa';
    var halves = address.toLowerCase().split('::');
    var left = halves[0] ? halves[0].split(':') : [];
    var right = halves.length > 1 && halves[1] ? halves[1].split(':') : [];
    while (left.length + right.length < 8) left.push('0');
    return left.concat(right).map(function (group) { return ('0000' + group).slice(-4); }).join('').split('').reverse().join('.') + '.ip6.arpa';
  }

  Look.prototype.ptr = function () {
    var addresses = (this.request.addresses || []).slice(0, 4);
    if (!addresses.length) {
      var servers = this.servers('ptr');
      if (!servers) return;
      for (var server = 0; server < servers.length && server < 2; server += 1) {
        var found = this.ask('A', servers[server].host);
        if (!found) { this.pending('ptr', this.request.domain); return; }
        if (this.fails('ptr', servers[server].host, found)) continue;
        addresses = addresses.concat(found.records.slice(0, 1));
      }
    }
    for (var index = 0; index < addresses.length; index += 1) {
      var address = addresses[index];
      if (!isIP4(address) && !isIP6(address)) continue;
      var answer = this.ask('PTR', reverse(address));
      if (!answer) { this.pending('ptr', address); continue; }
      if (this.fails('ptr', address, answer)) continue;
      if (!answer.records.length) { this.issue('ptr', address, 'missing', answer, address + ' has no PTR record.'); continue; }
      if (answer.records.length > 1) this.issue('ptr', address, 'multiple', answer, address + ' has ' + answer.records.length + ' PTR records.');
      // One name that leads back is enough (RFC 8601 section 3).
      var isConfirmed = false;
      var open = 0;
      var back = null;
      for (var number = 0; number < answer.records.length && number < 5; number += 1) {
        var named = this.ask(isIP4(address) ? 'A' : 'AAAA', answer.records[number]);
        if (!named) open += 1;
        else if (named.records.indexOf(address) >= 0) isConfirmed = true;
        else if (!back || failures[named.status]) back = named;
      }
      if (open) { this.pending('ptr', address); continue; }
      if (!isConfirmed && this.fails('ptr', address, back)) continue;
      if (!isConfirmed) this.issue('ptr', address, 'not-confirmed', back, answer.records[0] + ' does not lead back to ' + address + '.');
      else if (answer.records.length === 1) this.add('ptr', address, 'fine', null, answer, address + ' is ' + answer.records[0] + ', which leads back.');
    }
  };

  // Transport security

  Look.prototype.rpt = function () {
    var name = '_smtp._tls.' + this.request.domain;
    var record = this.only('tls-rpt', name, function (answer) { this.issue('tls-rpt', name, 'missing', answer, name + ' has no record, so nobody reports failures of TLS.'); }, 'multiple');
    if (!record) return;
    var faults = broken(parse('tls-rpt', record.text));
    if (faults.length) this.issue('tls-rpt', name, 'invalid', record.answer, faults[0].text);
    else this.add('tls-rpt', name, 'fine', null, record.answer, 'Reports have an address.');
  };

  Look.prototype.sts = function () {
    var domain = this.request.domain;
    var name = '_mta-sts.' + domain;
    var record = this.only('mta-sts', name, function (answer) { this.issue('mta-sts', name, 'missing', answer, name + ' has no record that begins with v=STSv1.'); }, 'multiple');
    if (!record) return;
    var faults = broken(parse('mta-sts', record.text));
    if (faults.length) { this.issue('mta-sts', name, 'invalid', record.answer, faults[0].text); return; }
    if (!this.request.can.policyFile) {
      this.add('mta-sts', name, 'unverifiable', null, record.answer, 'The record is right. A browser cannot read the policy file at https://mta-sts.' + domain + '/.well-known/mta-sts.txt.');
      return;
    }
    var file = this.ask('POLICY', domain);
    if (!file) { this.pending('mta-sts', name); return; }
    if (this.fails('mta-sts', name, file)) return;
    if (file.status !== 'ok') { this.issue('mta-sts', name, 'policy-unreachable', file, file.text || 'The policy file cannot be fetched.'); return; }
    if (!/^text\/plain\s*(;|$)/i.test(file.type)) this.issue('mta-sts', name, 'policy-wrong-type', file, 'The media type of the policy file is ' + quoted(file.type) + ' instead of text/plain.');
    var policy = parse('mta-sts-policy', file.text);
    if (broken(policy).length) { this.issue('mta-sts', name, 'policy-invalid', file, broken(policy)[0].text); return; }
    if (policy.value.mode !== 'enforce') this.issue('mta-sts', name, 'policy-not-enforced', file, 'The mode of the policy is ' + policy.value.mode + '.');
    var servers = this.servers('mta-sts');
    if (!servers) return;
    servers.forEach(function (server) {
      var isNamed = policy.value.mx.some(function (pattern) {
        return pattern === server.host || pattern.slice(0, 2) === '*.' && server.host.split('.').slice(1).join('.') === pattern.slice(2);
      });
      if (!isNamed && policy.value.mode !== 'none') this.issue('mta-sts', name, 'mx-not-covered', file, 'The policy does not name ' + server.host + '.');
    }, this);
    if (this.isFine('mta-sts')) this.add('mta-sts', name, 'fine', null, record.answer, 'The policy is enforced and names all mail servers.');
  };

  Look.prototype.bimi = function () {
    var domain = this.request.domain;
    var name = 'default._bimi.' + domain;
    var record = this.only('bimi', name, function (answer) { this.issue('bimi', name, 'missing', answer, name + ' has no record. BIMI is optional.'); }, 'invalid');
    if (!record) return;
    var reading = parse('bimi', record.text);
    if (broken(reading).length) { this.issue('bimi', name, 'invalid', record.answer, broken(reading)[0].text); return; }
    if (reading.value.hasLogo && !reading.value.hasCertificate) this.issue('bimi', name, 'no-certificate', record.answer, 'The record has a logo, and no certificate in a=.');
    var found = this.policyOf(domain);
    if (!found) { this.pending('bimi', name); return; }
    if (found.record && this.fails('bimi', found.record.question, found.record.answer)) return;
    var policy = found.record && found.record.reading && found.record.reading.value;
    if (!policy || policy.isTesting || policy.policy === 'none' || policy.subdomains === 'none') this.issue('bimi', name, 'weak-dmarc', record.answer, 'BIMI needs a DMARC policy of quarantine or reject, for subdomains too.', 'dmarc/only-watches');
    if (this.isFine('bimi')) this.add('bimi', name, 'fine', null, record.answer, 'The record names a logo and a certificate.');
  };

  Look.prototype.tlsa = function () {
    var servers = this.servers('tlsa');
    if (!servers) return;
    for (var index = 0; index < servers.length && index < 3; index += 1) {
      var name = '_25._tcp.' + servers[index].host;
      if (!isName(name)) continue;
      var answer = this.ask('TLSA', name);
      if (!answer) { this.pending('tlsa', name); continue; }
      if (this.fails('tlsa', name, answer)) continue;
      if (!answer.records.length) { this.issue('tlsa', name, 'missing', answer, name + ' has no TLSA record. DANE is optional.'); continue; }
      if (answer.secure === false && this.request.can.dnssec) { this.issue('tlsa', name, 'zone-not-signed', answer, 'The answer is not secured by DNSSEC, so mail servers ignore the record.'); continue; }
      var usable = answer.records.filter(function (text) { return !broken(parse('tlsa', text)).length; });
      if (!usable.length) this.issue('tlsa', name, 'invalid', answer, broken(parse('tlsa', answer.records[0]))[0].text);
      else if (this.request.can.connect) this.matches(name, servers[index].host, answer);
      else this.add('tlsa', name, 'fine', null, answer, 'A usable TLSA record. Whether it matches the certificate shows a connection alone.');
    }
  };

  Look.prototype.matches = function (name, host, answer) {
    var server = this.ask('SMTP', host);
    if (!server) { this.pending('tlsa', name); return; }
    if (server.records.indexOf('tlsa-mismatch') >= 0) this.issue('tlsa', name, 'mismatch', answer, 'No TLSA record matches the certificate of ' + host + '.');
    else this.add('tlsa', name, server.status === 'ok' ? 'fine' : 'unverifiable', null, answer, server.status === 'ok' ? 'A TLSA record matches the certificate.' : 'The mail server did not answer.');
  };

  /** What connections to the mail servers showed: `records` are the ids of what is wrong. */
  Look.prototype.smtp = function () {
    if (!this.request.can.connect) return;
    var servers = this.servers('smtp');
    if (!servers) return;
    for (var index = 0; index < servers.length && index < 3; index += 1) {
      var host = servers[index].host;
      var answer = this.ask('SMTP', host);
      if (!answer) { this.pending('smtp', host); continue; }
      if (answer.status === 'refused') { this.add('smtp', host, 'unverifiable', null, answer, answer.text); continue; }
      var own = answer.records.filter(function (id) { return Object.prototype.hasOwnProperty.call(states, 'smtp/' + id); });
      for (var number = 0; number < own.length; number += 1) this.issue('smtp', host, own[number], answer, answer.text || states['smtp/' + own[number]].text + '.');
      if (!own.length) this.add('smtp', host, 'fine', null, answer, 'STARTTLS with a certificate for ' + host + '.');
    }
  };

  Look.prototype.caa = function () {
    var domain = this.request.domain;
    // The nearest domain that has any decides (RFC 8659 section 3).
    var answer;
    for (var name = domain; name; name = name.split('.').slice(1).join('.')) {
      answer = this.ask('CAA', name);
      if (!answer) { this.pending('caa', domain); return; }
      if (this.fails('caa', name, answer)) return;
      if (answer.records.length) break;
    }
    if (!answer.records.length) { this.issue('caa', domain, 'missing', this.ask('CAA', domain), domain + ' has no CAA record. CAA is optional.'); return; }
    for (var index = 0; index < answer.records.length; index += 1) {
      var faults = broken(parse('caa', answer.records[index]));
      if (faults.length) { this.issue('caa', domain, 'invalid', answer, faults[0].text); return; }
    }
    this.add('caa', domain, 'fine', null, answer, 'CAA says who may issue certificates' + (name === domain ? '.' : ', by ' + name + '.'));
  };

  Look.prototype.dns = function () {
    var domain = this.request.domain;
    var servers = this.ask('NS', domain);
    var start = this.ask('SOA', domain);
    if (!servers || !start) { this.pending('dns', domain); return; }
    if (this.fails('dns', domain, servers) || this.fails('dns', domain, start)) return;
    if (servers.records.length === 1) this.issue('dns', domain, 'few-name-servers', servers, 'The domain has one name server; two are the least (RFC 1034 section 4.1).');
    var value = start.records.length ? parse('soa', start.records[0]).value : {};
    if (value.expire !== undefined) {
      var isOutside = value.expire < 604800 || value.expire > 7257600 || value.minimum > 86400 || value.refresh < 1200 || value.retry > value.refresh;
      if (isOutside) this.issue('dns', domain, 'soa-range', start, 'Usual are refresh from 1200, retry below it, expire from 604800 and at most 86400 for answers that there is nothing.');
    }
    if (this.isFine('dns')) this.add('dns', domain, 'fine', null, servers, servers.records.length ? servers.records.length + ' name servers.' : 'The domain has no zone of its own.');
  };

  /**
   * What is known of a domain by the answers that there are, and the questions that are still open. It is called again with each
   * answer; the same answers give the same results.
   */
  function evaluate(request, answers) {
    var look = new Look({ domain: request.domain, selectors: request.selectors, only: request.only, addresses: request.addresses, can: request.can || {} }, answers);
    var names = { mx: 'mx', spf: 'spf', dkim: 'dkim', dmarc: 'dmarc', 'tls-rpt': 'rpt', 'mta-sts': 'sts', bimi: 'bimi', ptr: 'ptr', smtp: 'smtp', tlsa: 'tlsa', caa: 'caa', dns: 'dns' };
    kinds.forEach(function (kind) {
      if (!request.only || request.only.indexOf(kind) >= 0) look[names[kind]]();
    });
    // What is wrong comes first, in the order in which to fix it: the kinds are in that order. What is optional comes last but for
    // what is fine.
    var ranks = { issue: 0, failed: 1, unverifiable: 2, pending: 3, fine: 4, skipped: 5 };
    var results = look.results.map(function (result, index) { return { result: result, index: index }; });
    function rank(result) { return ranks[result.state] + (result.id && states[result.id].isOptional ? 2.5 : 0); }
    results.sort(function (a, b) { return rank(a.result) - rank(b.result) || a.index - b.index; });
    return { needs: look.needs, results: results.map(function (item) { return item.result; }), isComplete: look.needs.length === 0 };
  }

  /** What is wrong with selectors that a reader names; null where nothing is. More than ten would be a list to try. */
  function selectorsFault(list) {
    if (list.length > mostSelectors) return 'There are ' + list.length + ' selectors; name ' + mostSelectors + ' at most.';
    var wrong = list.filter(function (text) { return !isName(text) || /\.$/.test(text); });
    return wrong.length ? quoted(wrong[0]) + ' is no selector; it is what follows s= in the header DKIM-Signature, such as s1.' : null;
  }

  /** The domain that a reader means, in ASCII; or why there is none. `toASCII` turns a name with other letters into one of ASCII. */
  function domainOf(text, toASCII) {
    var name = String(text).replace(/[\u3002\uff0e\uff61]/g, '.').trim();
    if (name.length > 500) return { fault: 'That is too long for a domain.' };
    name = name.replace(/^mailto:/i, '').replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[\/?#].*$/, '').replace(/^.*@/, '').replace(/:\d+$/, '').replace(/\.+$/, '').replace(/^\*\./, '');
    if (!name) return { fault: 'Type a domain, such as example.com.' };
    if (/[\s"'<>()\\,;]/.test(name)) return { fault: 'A domain has no spaces and no such marks: type it like example.com.' };
    if (/[^\0-\x7f]/.test(name)) name = toASCII(name);
    name = name.toLowerCase();
    var selector = /^([a-z0-9._-]+)\._domainkey\.(.+)$/.exec(name);
    if (selector) name = selector[2];
    name = name.replace(/^(default\._bimi|_dmarc|_mta-sts|mta-sts|_smtp\._tls|_25\._tcp|_domainkey)\./, '');
    if (isIP4(name) || isIP6(name) || name.charAt(0) === '[') return { fault: 'That is an IP address; type a domain, such as example.com.' };
    if (name.indexOf('.') < 0) return { fault: 'A domain has a dot: type it whole, such as example.com.' };
    if (!isName(name) || /\.\d+$/.test(name)) return { fault: 'That is no domain: its parts have letters, digits and hyphens, 63 at most, and the last one has a letter.' };
    return { domain: name, selector: selector ? selector[1] : null };
  }

  return { states: states, selectors: selectors, kinds: kinds, kindOf: kindOf, parse: parse, evaluate: evaluate, domainOf: domainOf, selectorsFault: selectorsFault };
})();
if (typeof module !== 'undefined') module.exports = guidesRecords;
