// The bar, and the panel over the page: what the tool knows of it. They are in a shadow tree, so that the site's styles and the
// preview's own do not meet.

const memory = {
  read: () => {
    try { return JSON.parse(localStorage.getItem('guides-preview')) ?? {}; } catch { return {}; }
  },
  write: (change) => {
    try { localStorage.setItem('guides-preview', JSON.stringify({ ...memory.read(), ...change })); } catch {}
  },
};
const calm = matchMedia('(prefers-reduced-motion: reduce)');
/** Whether this is one of the preview's own pages, which are under no guide's address. */
export const isOwnPage = location.pathname.startsWith('/_guides');

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

/** Lights up the elements that changed, or tells where they are. */
export function tellOfChanges(changed) {
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
  let element = anchor.heading === '' ? body.firstElementChild : document.getElementById(anchor.heading);
  for (let step = 0; step < anchor.block && element?.nextElementSibling; step++) element = element.nextElementSibling;
  return element;
}

const host = document.createElement('guides-preview');
const root = host.attachShadow({ mode: 'open' });
const pill = make('button', { class: 'pill', hidden: true, type: 'button' });
const live = make('div', { class: 'pills', 'aria-live': 'polite' }, pill);
const offline = make('div', { class: 'offline', role: 'status', hidden: true });
const panel = make('section', { class: 'panel', 'aria-label': 'Errors', hidden: true });
const bar = make('section', { class: 'bar', 'aria-label': 'Preview' });
root.append(make('link', { rel: 'stylesheet', href: '/_guides/preview.css' }), live, offline, panel, bar);

let state = null;
let isGone = false;
// The overview lists what is wrong by itself.
let panelIsSmall = isOwnPage;
/** What a tab fetched, by tab and the state's number. */
let fetched = {};

/**
 * Asks what the tool knows of the page, and shows it.
 *
 * @param isPageGone whether the page that is shown is no more.
 */
export async function refreshState(isPageGone) {
  isGone = isPageGone;
  const answer = await fetch(`/_guides/state?path=${encodeURIComponent(location.pathname)}`, { cache: 'no-cache' });
  if (answer.ok) {
    const next = await answer.json();
    if (JSON.stringify(next) !== JSON.stringify(state)) {
      state = next;
      fetched = {};
      drawPanel();
      drawBar();
    }
  }
  if (isGone && state) drawPanel();
}

/** A finding as a compiler prints it. */
function drawFinding(item, { leads }) {
  const where = `${item.file}:${item.line}:${item.column}`;
  const page = item.page && item.page !== location.pathname ? make('a', { href: item.page }, 'page') : undefined;
  const words = leads && item.anchor
    ? make('button', { class: 'words', type: 'button', onclick: () => { const at = elementAt(item.anchor); if (at) lead(at); } },
      item.message)
    : make('span', { class: 'words' }, item.message);
  return make('li', { class: `finding ${item.severity}` },
    make('p', {}, make('b', {}, item.severity), ' ', words, ' ', make('code', {}, item.id)),
    item.source === '' ? undefined : make('pre', {}, `${item.source}\n`, make('em', {}, item.caret)),
    item.help === '' ? undefined : make('p', { class: 'help' }, item.help),
    make('p', { class: 'do' }, make('a', { href: item.editor }, where), page,
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
  panel.hidden = state.errorCount === 0 && !failure && !isGone;
  if (panel.hidden) { panel.replaceChildren(); return; }
  const title = isGone ? 'This page no longer exists. This is its last version.'
    : failure ? 'The site cannot be read.'
      : `${count(state.errorCount, 'error')}${state.isHeld ? '. This page shows its last good version.' : ''}`;
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
        make('thead', {}, make('tr', {}, ...['Keyword', 'From', 'Found in', 'Times', 'State', 'Also owned by']
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
    // Marks count Unicode's characters.
    const letters = [...card.markdown];
    for (const { start, end, why } of card.marks) {
      text.append(letters.slice(at, start).join(''), make('mark', { title: why }, letters.slice(start, end).join('')));
      at = end;
    }
    text.append(letters.slice(at).join(''));
    const reasons = [...new Set(card.marks.map(({ why }) => why))];
    return [
      make('p', {}, `What an agent would fetch: ${count(letters.length, 'character')}, about ${count(card.tokens, 'token')}.`),
      reasons.length === 0 ? make('p', {}, 'It depends on nothing outside itself.')
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
    const content = make('div');
    box.append(content);
    tabs[chosen].draw(content);
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

/** Tells whether the server is away. */
export function showOffline(isAway) {
  if (isAway) offline.textContent = 'The preview is not responding. This page updates by itself once it is back.';
  offline.hidden = !isAway;
}

/** Puts the bar and the panel onto the page. */
export function openPanel() {
  document.documentElement.style.overflowAnchor = 'none';
  document.documentElement.append(host);
}
