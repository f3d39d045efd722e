// The preview's own script: it keeps a page as it is in the files, and shows what the tool knows of it.
// It is on no published page.

const memory = {
  read: () => {
    try { return JSON.parse(localStorage.getItem('guides-preview')) ?? {}; } catch { return {}; }
  },
  write: (change) => {
    try { localStorage.setItem('guides-preview', JSON.stringify({ ...memory.read(), ...change })); } catch {}
  },
};
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const isOwnPage = location.pathname.startsWith('/_guides');

/** An element with properties, listeners (`on…`) and children. Texts are never read as HTML. */
function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

const count = (number, one, many = one + 's') => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

// The page: changed in place, so that scroll, selection and what is open stay as they are.

/** Whether the page's own script made an element; it makes them again once the page has changed. */
const isAdded = (node) => node.nodeType === 1 && node.dataset.added !== undefined;

/** What tells a node from others, as it is in the file; whether a fold is open is the reader's business. */
const key = (node) => (node.nodeType === 1
  ? node.outerHTML.replaceAll(' open=""', '').replaceAll(' aria-current="true"', '')
    .replace(/<button data-added="".*?<\/button>/gs, '')
  : node.nodeType + node.data);

class Morph {
  changed = new Set();

  node(old, next) {
    if (key(old) === key(next)) return;
    if (old.nodeType !== 1) {
      if (old.data === next.data) return;
      old.data = next.data;
      if (next.data.trim() !== '') this.note(old.parentElement);
      return;
    }
    this.attributes(old, next);
    this.children(old, next);
  }

  note(element) { if (element) this.changed.add(element); }

  attributes(old, next) {
    const isKept = (name) => name === 'open' && old.localName === 'details';
    for (const { name, value } of next.attributes) {
      if (!isKept(name) && old.getAttribute(name) !== value) {
        old.setAttribute(name, value);
        this.note(old);
      }
    }
    for (const { name } of [...old.attributes]) {
      if (!isKept(name) && !next.hasAttribute(name)) old.removeAttribute(name);
    }
  }

  children(parent, next) {
    const olds = [...parent.childNodes].filter((node) => !isAdded(node));
    const news = [...next.childNodes];
    const oldKeys = olds.map(key);
    const newKeys = news.map(key);
    let start = 0;
    while (start < olds.length && start < news.length && oldKeys[start] === newKeys[start]) start++;
    let oldEnd = olds.length;
    let newEnd = news.length;
    while (oldEnd > start && newEnd > start && oldKeys[oldEnd - 1] === newKeys[newEnd - 1]) { oldEnd--; newEnd--; }
    let at = start;
    for (const [o, n] of [...common(oldKeys, newKeys, start, oldEnd, newEnd), [oldEnd, newEnd]]) {
      this.gap(parent, olds.slice(start, o), news.slice(at, n), olds[o] ?? null);
      start = o + 1;
      at = n + 1;
    }
  }

  /** Makes a few old nodes into a few new ones, all of them different. */
  gap(parent, olds, news, before) {
    const rest = [...olds];
    for (const next of news) {
      const place = rest.findIndex((old) => old.nodeName === next.nodeName && (old.id ?? '') === (next.id ?? ''));
      if (place >= 0) {
        for (const old of rest.splice(0, place)) old.remove();
        this.node(rest.shift(), next);
      } else {
        const added = document.importNode(next, true);
        parent.insertBefore(added, rest[0] ?? before);
        if (added.nodeType === 1) this.note(added);
        else if (added.data.trim() !== '') this.note(parent);
      }
    }
    for (const old of rest) {
      if (old.nodeType === 1) this.note(old.nextElementSibling ?? old.previousElementSibling ?? parent);
      old.remove();
    }
  }
}

/** The longest common subsequence of two lists between their ends, as pairs of places. */
function common(olds, news, start, oldEnd, newEnd) {
  const rows = oldEnd - start;
  const columns = newEnd - start;
  if (rows === 0 || columns === 0 || rows * columns > 1_000_000) return [];
  const width = columns + 1;
  const lengths = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      lengths[i * width + j] = olds[start + i] === news[start + j]
        ? lengths[(i + 1) * width + j + 1] + 1
        : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (olds[start + i] === news[start + j]) pairs.push([start + i++, start + j++]);
    else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i++;
    else j++;
  }
  return pairs;
}

/** Whether an element stays where it is while the page moves. */
function sticks(element) {
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    if (['sticky', 'fixed'].includes(getComputedStyle(at).position)) return true;
  }
  return false;
}

/** The first element that can be seen, by which the page is held in place. */
function heldElement() {
  const root = document.querySelector('main') ?? document.body;
  for (const element of root.querySelectorAll('p, li, h1, h2, h3, h4, pre, table, blockquote, dt, dd')) {
    const box = element.getBoundingClientRect();
    if (box.bottom > 0 && box.height > 0 && !sticks(element)) return element;
  }
  return null;
}

let shown = null;
let gone = false;

async function refreshPage() {
  const answer = await fetch(location.href, { cache: 'no-cache', headers: { Accept: 'text/html' } });
  if (answer.redirected && answer.ok) {
    location.replace(answer.url + location.hash);
    return;
  }
  const text = await answer.text();
  gone = answer.status === 404 && shown !== null && !shown.isMissing;
  if (gone) return;
  const isFirst = shown === null;
  if (shown?.text === text) return;
  shown = { text, isMissing: answer.status === 404 };
  const next = new DOMParser().parseFromString(text, 'text/html');
  document.title = next.title;
  for (const link of document.head.querySelectorAll('link[rel="stylesheet"]')) {
    const name = (href) => href?.replace(/\.[0-9a-f]+\./, '.');
    const now = [...next.head.querySelectorAll('link[rel="stylesheet"]')]
      .find((other) => name(other.getAttribute('href')) === name(link.getAttribute('href')));
    if (now && now.getAttribute('href') !== link.getAttribute('href')) {
      link.setAttribute('href', now.getAttribute('href'));
    }
  }
  const held = scrollY > 0 ? heldElement() : null;
  const top = held?.getBoundingClientRect().top;
  const morph = new Morph();
  for (const name of ['lang', 'dir', 'class']) {
    const value = next.documentElement.getAttribute(name);
    if (value === null) document.documentElement.removeAttribute(name);
    else document.documentElement.setAttribute(name, value);
  }
  morph.node(document.body, next.body);
  if (held?.isConnected) scrollBy({ top: held.getBoundingClientRect().top - top, behavior: 'instant' });
  if (!isFirst || morph.changed.size > 0) tellOfChanges([...morph.changed].filter((element) => element.isConnected));
}

function tellOfChanges(changed) {
  const boxes = changed.map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.height > 0).sort((a, b) => a[1].top - b[1].top);
  if (boxes.length === 0) return;
  const visible = boxes.filter(([, box]) => box.bottom > 0 && box.top < innerHeight);
  for (const [element] of visible) flash(element);
  if (visible.length > 0) { pill.hidden = true; return; }
  const above = boxes.filter(([, box]) => box.bottom <= 0);
  const [target] = above.length > 0 ? above[above.length - 1] : boxes[0];
  pill.textContent = above.length > 0 ? '↑ Changed above' : '↓ Changed below';
  pill.onclick = () => { pill.hidden = true; lead(target); };
  pill.hidden = false;
  clearTimeout(pill.timer);
  pill.timer = setTimeout(() => { pill.hidden = true; }, 8000);
}

function flash(element) {
  if (!calm.matches) element.animate([{ backgroundColor: '#f5d76e88' }, {}], { duration: 900 });
}

function lead(element) {
  element.scrollIntoView({ block: 'center', behavior: calm.matches ? 'instant' : 'smooth' });
  element.animate([{ outline: '2px solid #d9822b' }, { outline: '2px solid #d9822b' }], { duration: 1500 });
}

/** The element that a finding is about: so many blocks after a heading. */
function elementAt(anchor) {
  const body = document.querySelector('.body') ?? document.querySelector('article') ?? document.body;
  let element = anchor.heading === '' ? body.firstElementChild
    : document.getElementById(anchor.heading);
  for (let step = 0; step < anchor.block && element?.nextElementSibling; step++) element = element.nextElementSibling;
  return element;
}

// What the tool knows, in a shadow tree, so that the site's styles and the preview's own do not meet.

const host = document.createElement('guides-preview');
const root = host.attachShadow({ mode: 'open' });
const pill = make('button', { class: 'pill', hidden: true, type: 'button' });
const live = make('div', { class: 'pills', 'aria-live': 'polite' }, pill);
const offline = make('div', { class: 'offline', role: 'status', hidden: true });
const panel = make('section', { class: 'panel', 'aria-label': 'Errors', hidden: true });
const bar = make('section', { class: 'bar', 'aria-label': 'Preview' });
root.append(make('link', { rel: 'stylesheet', href: '/_guides/preview.css' }), live, offline, panel, bar);

let state = null;
// The overview lists what is wrong by itself.
let panelIsSmall = isOwnPage;
/** What a tab fetched, by tab and the state's number. */
let fetched = {};

async function refreshState() {
  const answer = await fetch(`/_guides/state?path=${encodeURIComponent(location.pathname)}`, { cache: 'no-cache' });
  if (!answer.ok) return;
  const next = await answer.json();
  if (JSON.stringify(next) === JSON.stringify(state)) return;
  state = next;
  fetched = {};
  drawPanel();
  drawBar();
}

/** A finding as a compiler prints it. */
function drawFinding(item, { leads }) {
  const place = `${item.file}:${item.line}:${item.column}`;
  const page = item.page && item.page !== location.pathname ? make('a', { href: item.page }, 'page') : undefined;
  const words = leads && item.anchor
    ? make('button', { class: 'words', type: 'button', onclick: () => { const at = elementAt(item.anchor); if (at) lead(at); } },
      item.message)
    : make('span', { class: 'words' }, item.message);
  return make('li', { class: `finding ${item.severity}` },
    make('p', {}, make('b', {}, item.severity), ' ', words, ' ', make('code', {}, item.id)),
    item.source === '' ? undefined : make('pre', {}, `${item.source}\n`, make('em', {}, item.caret)),
    item.help === '' ? undefined : make('p', { class: 'help' }, item.help),
    make('p', { class: 'do' }, make('a', { href: item.editor }, place), page,
      item.isFixable ? make('button', { type: 'button', onclick: (event) => apply(item, event.target) }, 'Apply fix') : undefined));
}

async function apply(item, button) {
  button.disabled = true;
  const answer = await fetch('/_guides/apply', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Guides-Token': state.token },
    body: JSON.stringify({ id: item.id, file: item.file, line: item.line, column: item.column }),
  });
  const words = (await answer.text()).trim();
  button.replaceWith(make('span', { role: 'status' }, words));
}

function drawPanel() {
  const failure = state.failure;
  panel.hidden = state.errorCount === 0 && !failure && !gone;
  if (panel.hidden) { panel.replaceChildren(); return; }
  const title = gone ? 'This page is gone; this is how it was.'
    : failure ? 'The site cannot be read.'
      : `${count(state.errorCount, 'error')}${state.isHeld ? '. This page is as it was before.' : ''}`;
  const more = state.errorCount - state.errors.length;
  panel.replaceChildren(
    make('header', {}, make('h2', {}, title),
      make('button', { type: 'button', 'aria-expanded': String(!panelIsSmall),
        onclick: () => { panelIsSmall = !panelIsSmall; drawPanel(); panel.querySelector('button').focus(); } },
      panelIsSmall ? 'Show' : 'Hide')));
  if (panelIsSmall) return;
  panel.append(
    failure ? make('p', {}, failure) : '',
    make('ol', {}, ...state.errors.map((item) => drawFinding(item, { leads: item.page === location.pathname }))),
    more > 0 ? make('p', {}, `and ${count(more, 'more error')}: `, make('a', { href: '/_guides/' }, 'overview')) : '');
}

const tabs = {
  findings: {
    label: () => `Findings ${state.guide.findings.length || ''}`,
    draw: (box) => {
      const list = state.guide.findings;
      box.append(list.length === 0
        ? make('p', {}, state.checked ? 'Nothing is wrong with this guide.' : 'The checks are running.')
        : make('ol', {}, ...list.map((item) => drawFinding(item, { leads: true }))));
    },
  },
  twin: {
    label: () => 'Twin',
    draw: (box) => load(box, state.guide.twin, 'text', (text) => [
      make('p', {}, `${count(state.guide.characters, 'character')}, about ${count(state.guide.tokens, 'token')}. `,
        make('a', { href: state.guide.twin }, 'Open')),
      make('pre', { class: 'twin', tabindex: '0' }, text)]),
  },
  sections: {
    label: () => 'Sections',
    draw: (box) => {
      if (state.guide.issues.length === 0) { box.append(make('p', {}, 'This guide has no issues to fix.')); return; }
      const card = make('div', { class: 'card' });
      const show = () => { memory.write({ section: choice.value }); card.replaceChildren(); drawSection(card, choice.value); };
      const choice = make('select', { onchange: show, 'aria-label': 'Issue' },
        ...state.guide.issues.map(({ id, title }) => make('option', { value: id }, title)));
      if (state.guide.issues.some(({ id }) => id === memory.read().section)) choice.value = memory.read().section;
      box.append(choice, card);
      drawSection(card, choice.value);
    },
  },
  keywords: {
    label: () => 'Keywords',
    draw: (box) => load(box, `/_guides/keywords?path=${encodeURIComponent(location.pathname)}`, 'json', (report) => [
      make('table', {},
        make('thead', {}, make('tr', {}, ...['Keyword', 'From', 'Stands in', 'Times', 'State', 'Also owned by']
          .map((name) => make('th', { scope: 'col' }, name)))),
        make('tbody', {}, ...report.keywords.map((row) => make('tr', {}, make('th', { scope: 'row' }, row.keyword),
          ...[row.origin, row.places.join(', '), String(row.count), row.state, row.competing.join(', ')]
            .map((text) => make('td', {}, text))))))]),
  },
  links: {
    label: () => `Links here ${state.guide.linkedFrom.length || ''}`,
    draw: (box) => {
      const says = { prose: 'links here from its text', related: 'lists this guide as related', resource: 'names this guide as a resource' };
      const list = state.guide.linkedFrom;
      box.append(list.length === 0 ? make('p', {}, 'No guide links here.')
        : make('ul', {}, ...list.map(({ title, page, kind }) => make('li', {}, make('a', { href: page }, title), ` ${says[kind]}`))));
    },
  },
  drafts: {
    label: () => `Drafts ${state.drafts.length || ''}`,
    draw: (box) => {
      box.append(state.drafts.length === 0 ? make('p', {}, 'There are no drafts.')
        : make('ul', {}, ...state.drafts.map(({ title, file, editor, page }) => make('li', {},
          page ? make('a', { href: page }, title) : title, ' ', make('a', { href: editor }, file)))));
    },
  },
};

/** Fills a box with what an address gives, once for each state. */
async function load(box, address, kind, draw) {
  fetched[address] ??= fetch(address, { cache: 'no-cache' }).then((answer) => (answer.ok ? answer[kind]() : Promise.reject(answer.status)));
  try {
    box.replaceChildren(...draw(await fetched[address]));
  } catch {
    box.replaceChildren(make('p', {}, 'This cannot be shown; the guide may have errors.'));
  }
}

function drawSection(box, id) {
  const address = `/_guides/section?path=${encodeURIComponent(location.pathname)}&id=${encodeURIComponent(id)}`;
  load(box, address, 'json', (card) => {
    const text = make('pre', { class: 'twin', tabindex: '0' });
    let at = 0;
    // Places count characters, as Unicode does.
    const letters = [...card.markdown];
    for (const { start, end, why } of card.marks) {
      text.append(letters.slice(at, start).join(''), make('mark', { title: why }, letters.slice(start, end).join('')));
      at = end;
    }
    text.append(letters.slice(at).join(''));
    const reasons = [...new Set(card.marks.map(({ why }) => why))];
    return [
      make('p', {}, `What an agent would lift: ${count(letters.length, 'character')}, about ${count(card.tokens, 'token')}.`),
      reasons.length === 0 ? make('p', {}, 'It leans on nothing outside itself.')
        : make('ul', { class: 'reasons' }, ...reasons.map((why) => make('li', {}, why))),
      text];
  });
}

function drawBar() {
  const names = Object.keys(tabs).filter((name) => state.guide || name === 'drafts');
  const { open = false, tab = 'findings' } = memory.read();
  const chosen = names.includes(tab) ? tab : names[0];
  const focused = root.activeElement?.dataset?.name;
  const toggle = make('button', { class: 'toggle', type: 'button', 'data-name': 'toggle', 'aria-expanded': String(open),
    onclick: () => { memory.write({ open: !open }); drawBar(); } },
  open ? '▾ ' : '▴ ', 'Preview ',
  ...['error', 'warning', 'note'].filter((name) => state.counts[name] > 0)
    .map((name) => make('span', { class: `count ${name}` }, count(state.counts[name], name))),
  state.checked ? '' : make('span', { class: 'count' }, 'checking'));
  const head = make('header', {}, toggle);
  bar.classList.toggle('open', open);
  bar.replaceChildren(head);
  host.style.setProperty('--bar', open ? '40vh' : '2rem');
  // So that the bar hides no part of the page for good.
  document.documentElement.style.paddingBottom = open ? '40vh' : '2.5rem';
  if (open) {
    const box = make('div', { class: 'box', role: 'tabpanel', id: 'box', 'aria-labelledby': `tab-${chosen}` });
    const list = make('div', { role: 'tablist', 'aria-label': 'What to show', onkeydown: walkTabs },
      ...names.map((name) => make('button', {
        role: 'tab', type: 'button', id: `tab-${name}`, 'data-name': name, 'aria-controls': 'box',
        'aria-selected': String(name === chosen), tabindex: name === chosen ? '0' : '-1',
        onclick: () => { memory.write({ tab: name }); drawBar(); root.getElementById(`tab-${name}`).focus(); },
      }, tabs[name].label())));
    head.append(list, make('nav', { 'aria-label': 'Preview pages' },
      state.guide ? make('a', { href: state.guide.editor }, 'Edit') : '',
      make('a', { href: '/_guides/' }, 'Overview'), make('a', { href: '/_guides/changed' }, 'Changed')));
    for (const notice of state.notices) box.append(make('p', { class: 'notice' }, notice));
    bar.append(box);
    const place = make('div');
    box.append(place);
    tabs[chosen].draw(place);
  }
  if (focused) root.querySelector(`[data-name="${focused}"]`)?.focus();
}

function walkTabs(event) {
  const all = [...root.querySelectorAll('[role="tab"]')];
  const at = all.indexOf(root.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  all[(to + all.length) % all.length].click();
}

bar.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !memory.read().open) return;
  memory.write({ open: false });
  drawBar();
  root.querySelector('.toggle').focus();
});

// Changes, as the server tells of them.

let running = false;
let again = false;

async function refresh() {
  again = true;
  if (running) return;
  running = true;
  while (again) {
    again = false;
    try {
      if (!isOwnPage) await refreshPage();
      await refreshState();
      if (gone) drawPanel();
      document.dispatchEvent(new Event('guides:refreshed'));
    } catch (error) {
      // Where the server is away, the stream says so, and starts this again.
      console.warn(error);
    }
  }
  running = false;
}

/** What the stream says: whether the server is away, and its last message where there is a new one. */
function hear({ isAway, data }) {
  if (isAway) offline.textContent = 'The preview does not answer. This page goes on by itself once it is back.';
  offline.hidden = !isAway;
  if (data !== null) refresh();
}

/** Ends the listening. */
let quit = () => {};

/** Listens by a worker that all tabs share: a browser has six connections for a host, and each stream keeps one. */
function listen() {
  if (!window.SharedWorker) { listenAlone(); return; }
  const worker = new SharedWorker('/_guides/events.js');
  worker.port.onmessage = (event) => hear(event.data);
  worker.onerror = listenAlone;
  quit = () => worker.port.postMessage('gone');
}

/** Listens by a stream of its own, which a tab that nobody sees gives up; it catches up when it is seen again. */
function listenAlone() {
  let events = null;
  const start = () => {
    if (events || document.hidden) return;
    events = new EventSource('/_guides/events');
    events.onopen = () => hear({ isAway: false, data: null });
    events.onmessage = ({ data }) => hear({ isAway: false, data });
    events.onerror = () => {
      hear({ isAway: true, data: null });
      if (events?.readyState === EventSource.CLOSED) { stop(); setTimeout(start, 1000); }
    };
  };
  const stop = () => { events?.close(); events = null; };
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : start()));
  quit = stop;
  start();
}

addEventListener('pagehide', () => quit());
// A page that the browser kept goes on where it was left.
addEventListener('pageshow', (event) => { if (event.persisted) listen(); });

document.documentElement.style.overflowAnchor = 'none';
document.documentElement.append(host);
listen();
