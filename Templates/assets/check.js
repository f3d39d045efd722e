/* guides: compact */
// The page that checks the records of a domain: it asks the site's resolver (DNS over HTTPS, RFC 8484), hands the answers to
// records.js, and shows what that finds, each result with the section that fixes it. Nothing is asked before the reader says so.
(function () {
  const strings = /* strings */ {};
  const form = document.querySelector('form.check');
  const list = document.querySelector('.checked');
  const said = document.querySelector('.check-state');
  const resolver = form.dataset.resolver;
  /** The run that is shown: an earlier one that still waits for answers shows nothing more. */
  let run = 0;
  let issues = null;

  const types = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, DS: 43, TLSA: 52, CAA: 257 };
  const names = Object.fromEntries(Object.entries(types).map(([name, number]) => [number, name]));
  const codes = { 2: 'servfail', 3: 'nxdomain', 5: 'refused' };

  function make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function fill(text, values) {
    const form = typeof text === 'string' ? text : text[new Intl.PluralRules(strings.language).select(values.count)] ?? text.other;
    return form.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  }

  // DNS

  /** A question in wire format (RFC 1035 section 4), with the AD bit, which asks whether the answer was validated. */
  function query(name, type) {
    const bytes = [0, 0, 1, 32, 0, 1, 0, 0, 0, 0, 0, 0];
    for (const label of name ? name.split('.') : []) {
      const letters = new TextEncoder().encode(label);
      bytes.push(letters.length, ...letters);
    }
    bytes.push(0, type >> 8, type & 255, 0, 1);
    return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  /** Reads an answer. Whatever is no message, or another one's answer, throws. */
  function read(buffer, asked, type) {
    const view = new DataView(buffer);
    const bytes = new Uint8Array(buffer);
    let at = 12;
    const refuse = () => { throw new Error('malformed'); };
    if (view.byteLength < 12 || !(view.getUint8(2) & 128) || view.getUint8(2) & 2) refuse();
    /** A name with its pointers followed (section 4.1.4): each leads back, so there are never more steps than bytes. */
    function nameAt(start) {
      const labels = [];
      let place = start;
      let end = -1;
      let length = 0;
      for (;;) {
        const count = view.getUint8(place);
        if (count >= 192) {
          const target = view.getUint16(place) & 16383;
          if (end < 0) end = place + 2;
          if (target >= place) refuse();
          place = target;
        } else if (count > 63) {
          refuse();
        } else {
          place += 1 + count;
          length += 1 + count;
          if (length > 255 || place > view.byteLength) refuse();
          if (count === 0) return { name: labels.join('.').toLowerCase(), end: end < 0 ? place : end };
          labels.push(Array.from(bytes.subarray(place - count, place), (byte) => (byte > 32 && byte < 127 && byte !== 46 && byte !== 92
            ? String.fromCharCode(byte) : `\\${`${byte}`.padStart(3, '0')}`)).join(''));
        }
      }
    }
    function dataAt(kind, start, end) {
      const part = bytes.subarray(start, end);
      const hex = (from) => Array.from(bytes.subarray(from, end), (byte) => byte.toString(16).padStart(2, '0')).join('');
      switch (kind) {
        case 'TXT': {
          const strings = [];
          for (let place = start; place < end; place += 1 + bytes[place]) strings.push(bytes.subarray(place + 1, Math.min(end, place + 1 + bytes[place])));
          const joined = new Uint8Array(strings.reduce((sum, string) => sum + string.length, 0));
          let offset = 0;
          for (const string of strings) { joined.set(string, offset); offset += string.length; }
          return new TextDecoder().decode(joined);
        }
        case 'MX': return `${view.getUint16(start)} ${nameAt(start + 2).name || '.'}`;
        case 'A': return Array.from(part).join('.');
        case 'AAAA': {
          const groups = Array.from({ length: 8 }, (_, index) => view.getUint16(start + 2 * index).toString(16));
          return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
        }
        case 'TLSA': return `${bytes[start]} ${bytes[start + 1]} ${bytes[start + 2]} ${hex(start + 3)}`;
        case 'DS': return `${view.getUint16(start)} ${bytes[start + 2]} ${bytes[start + 3]} ${hex(start + 4)}`;
        case 'CAA': {
          const count = bytes[start + 1];
          const text = new TextDecoder();
          return `${bytes[start]} ${text.decode(bytes.subarray(start + 2, start + 2 + count))} "${text.decode(bytes.subarray(start + 2 + count, end))}"`;
        }
        case 'SOA': {
          const first = nameAt(start);
          const second = nameAt(first.end);
          return [first.name, second.name, ...Array.from({ length: 5 }, (_, index) => view.getUint32(second.end + 4 * index))].join(' ');
        }
        default: return nameAt(start).name;
      }
    }
    for (let left = view.getUint16(4); left > 0; left -= 1) at = nameAt(at).end + 4;
    const records = [];
    const aliases = {};
    for (let left = view.getUint16(6); left > 0; left -= 1) {
      const owner = nameAt(at);
      const kind = names[view.getUint16(owner.end)];
      const start = owner.end + 10;
      at = start + view.getUint16(owner.end + 8);
      if (at > view.byteLength) refuse();
      if (kind === 'CNAME') aliases[owner.name] = nameAt(start).name;
      if (kind && types[kind] === type) records.push({ owner: owner.name, text: dataAt(kind, start, at) });
    }
    // Only what belongs to the name that was asked for, or to one that it is an alias of.
    const chain = [asked];
    while (type !== types.CNAME && aliases[chain[chain.length - 1]] && chain.length < 12) chain.push(aliases[chain[chain.length - 1]]);
    const own = records.filter((record) => chain.includes(record.owner)).map((record) => record.text);
    const code = view.getUint8(3) & 15;
    const status = code ? codes[code] ?? 'servfail' : own.length ? 'ok' : 'nodata';
    return { status, records: own, aliases: chain.slice(1), secure: Boolean(view.getUint8(3) & 32) };
  }

  async function ask(question) {
    const [kind, name] = question.split(' ');
    if (!types[kind]) return { status: 'unverifiable', records: [] };
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 8000);
    try {
      const answer = await fetch(`${resolver}?dns=${query(name, types[kind])}`, {
        headers: { Accept: 'application/dns-message' }, credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error', signal: stop.signal,
      });
      if (!answer.ok) return { status: 'refused', records: [] };
      const bytes = await answer.arrayBuffer();
      try {
        return read(bytes, name, types[kind]);
      } catch {
        return { status: 'malformed', records: [] };
      }
    } catch {
      return { status: stop.signal.aborted ? 'timeout' : 'refused', records: [] };
    } finally {
      clearTimeout(timer);
    }
  }

  // What readers see

  const words = {
    fine: strings['check-fine'], issue: strings['check-issue'], unverifiable: strings['check-unverifiable'], failed: strings['check-failed'],
    skipped: strings['check-skipped'], pending: strings['check-pending'],
  };

  const isOptional = (result) => result.state === 'issue' && Boolean(guidesRecords.states[result.id].isOptional);

  /** English sentences of records.js, on a site of any language. */
  const english = (name, text) => make(name, { lang: 'en', dir: 'ltr' }, text);

  function copier(label, text) {
    const button = make('button', { type: 'button' }, label);
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(await text());
        said.textContent = strings['check-copied'];
      } catch {
        said.textContent = strings['copy-failed'];
      }
    };
    return button;
  }

  /** The result and the section that fixes it, for an assistant. */
  async function paired(result, issue) {
    const lines = [`# ${result.kind}: ${words[result.state]}`, '', result.detail, '', `- ${result.question}`, ...result.answer.map((text) => `- \`${text.replace(/`/g, "'")}\``)];
    if (!issue) return `${lines.join('\n')}\n`;
    const twin = await fetch(issue.markdown).then((answer) => (answer.ok ? answer.text() : '')).catch(() => '');
    return `${lines.join('\n')}\n\n${new URL(issue.markdown, location)}\n\n${twin}`;
  }

  function entry(result) {
    const issue = result.state === 'issue' ? issues.states[result.id] : null;
    const item = make('li', { class: isOptional(result) ? 'suggestion' : result.state });
    item.append(make('p', { class: 'head' }, make('strong', {}, result.kind.toUpperCase()), ' ', make('span', {}, isOptional(result) ? strings['check-suggestion'] : words[result.state])));
    if (issue) item.append(make('h2', {}, make('a', { href: issue.url }, issue.title)));
    if (result.detail) item.append(english('p', result.detail));
    if (result.after && issues.states[result.after]) {
      item.append(make('p', {}, fill(strings['check-after'], { title: issues.states[result.after].title })));
    }
    if (issue && issue.steps.length) item.append(make('ol', {}, ...issue.steps.map((step) => make('li', {}, step))));
    if (result.question) {
      const answer = result.answer.length ? result.answer.join('\n') : strings['check-no-answer'];
      const details = make('details', {}, make('summary', {}, result.question), make('pre', { tabindex: '0', dir: 'ltr' }, make('code', {}, answer)));
      if (result.answer.length) details.append(copier(strings['check-copy-answer'], async () => answer));
      item.append(details);
    }
    if (result.state === 'issue') item.append(copier(strings['check-copy'], () => paired(result, issue)));
    return item;
  }

  function show(results, state) {
    const isShown = (result) => result.state !== 'skipped' && result.state !== 'pending';
    // What is open stays open while more answers come.
    const open = new Set([...list.querySelectorAll('details[open] > summary')].map((summary) => summary.textContent));
    list.replaceChildren(...results.filter(isShown).map(entry));
    for (const summary of list.querySelectorAll('summary')) if (open.has(summary.textContent)) summary.parentElement.open = true;
    said.textContent = state;
  }

  async function check(request) {
    run += 1;
    const own = run;
    const answers = {};
    const asked = new Set();
    // The root zone is signed: where its answer is not marked as validated, no other answer says whether a zone is signed.
    const root = await ask('SOA ');
    request.can.dnssec = Boolean(root.secure);
    issues ??= await fetch(form.dataset.issues).then((answer) => answer.json()).catch(() => ({ states: {} }));
    await new Promise((resolve, reject) => {
      let waiting = 0;
      const queue = [];
      function step() {
        if (own !== run) { resolve(); return; }
        const found = guidesRecords.evaluate(request, answers);
        for (const question of found.needs) {
          if (!asked.has(question)) { asked.add(question); queue.push(question); }
        }
        while (queue.length && waiting < 6) send(queue.shift());
        const done = Object.keys(answers).length;
        const count = found.results.filter((result) => result.state === 'issue' && !isOptional(result)).length;
        show(found.results, waiting ? fill(strings['check-progress'], { count: done, total: asked.size })
          : count ? fill(strings['check-found'], { count }) : strings['check-nothing']);
        if (!waiting) resolve();
      }
      function send(question) {
        waiting += 1;
        ask(question).then((answer) => { answers[question] = answer; waiting -= 1; step(); }).catch(reject);
      }
      step();
    });
  }

  /** A name as DNS has it: browsers know how (IDNA). */
  function ascii(name) {
    try { return new URL(`http://${name}`).hostname; } catch { return ''; }
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    const meant = guidesRecords.domainOf(form.elements.domain.value, ascii);
    const selectors = form.elements.selector.value.split(/[\s,]+/).filter(Boolean);
    const fault = meant.fault || guidesRecords.selectorsFault(selectors);
    if (fault) {
      list.replaceChildren();
      said.replaceChildren(english('span', fault));
      form.elements[meant.fault ? 'domain' : 'selector'].focus();
      return;
    }
    form.elements.domain.value = meant.domain;
    if (meant.selector) selectors.push(meant.selector);
    const only = new URLSearchParams(location.search).get('only');
    check({
      domain: meant.domain, selectors, only: only ? only.split(',') : null, can: { policyFile: false, connect: false, dnssec: true }, addresses: [],
    }).catch(() => { said.textContent = strings['check-broken']; });
  };
  form.hidden = false;
  // The commands scroll on small screens.
  for (const block of document.querySelectorAll('main > pre')) block.tabIndex = 0;
  // An address may fill the field in; the reader starts the check.
  const given = new URLSearchParams(location.search).get('domain');
  if (given) form.elements.domain.value = given;
})();
