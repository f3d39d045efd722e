// The bar, and the panel of errors above it: what the tool knows of the page. They are in a shadow tree, so that the site's
// styles and the preview's own do not meet.

import { count, drawFinding, flash, lead, make, memory, showCarets } from './parts.js';
import { forget, tabs } from './tabs.js';

/** Whether this is one of the preview's own pages, which are under no guide's address. */
export const isOwnPage = location.pathname.startsWith('/_guides');

const host = document.createElement('guides-preview');
const root = host.attachShadow({ mode: 'open' });
const pill = make('button', { class: 'pill', hidden: true, type: 'button' });
const live = make('div', { class: 'pills', 'aria-live': 'polite' }, pill);
const offline = make('div', { class: 'offline', role: 'status', hidden: true });
const panel = make('section', { class: 'panel', 'aria-label': 'Errors', hidden: true });
const bar = make('section', { class: 'bar', 'aria-label': 'Preview' });
const dock = make('div', { class: 'dock' }, offline, panel, bar);
root.append(...['preview.css', 'findings.css'].map((name) => make('link', { rel: 'stylesheet', href: `/_guides/${name}` })),
  live, dock);

let state = null;
let isGone = false;
let panelIsSmall = false;

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
      forget();
      drawBar();
    }
  }
  if (isGone && state) drawPanel();
}

function drawPanel() {
  const { failure } = state;
  const more = state.errorCount - state.errors.length;
  // What the bar lists is not said twice.
  const isListed = (item) => shownTab() === 'findings' && state.guide.findings.some(
    ({ id, file, line, column }) => id === item.id && file === item.file && line === item.line && column === item.column);
  const errors = state.errors.filter((item) => !isListed(item));
  const isEmpty = errors.length === 0 && more === 0 && !failure;
  // The preview's own pages list errors themselves.
  const isSaid = isOwnPage || state.isStandIn || (isEmpty && !(state.isHeld && state.errorCount > 0));
  panel.hidden = !isGone && !failure && isSaid;
  dock.classList.toggle('whole', !panel.hidden);
  if (panel.hidden) { panel.replaceChildren(); return; }
  const title = isGone ? 'This page no longer exists. This is its last version.'
    : failure ? 'The site cannot be read.'
      : `${count(state.errorCount, 'error')}${state.isHeld ? '. This page shows its last good version.' : ''}`;
  panel.replaceChildren(make('header', {}, make('h2', {}, title), isEmpty ? '' : make('button', {
    type: 'button', 'aria-expanded': String(!panelIsSmall),
    onclick: () => { panelIsSmall = !panelIsSmall; drawPanel(); panel.querySelector('button').focus(); },
  }, panelIsSmall ? 'Show' : 'Hide')));
  if (panelIsSmall || isEmpty) return;
  panel.append(
    failure ? make('p', {}, failure) : '',
    make('ol', {}, ...errors.map(
      (item) => drawFinding(item, { leads: item.page === location.pathname, token: state.token }))),
    more > 0 ? make('p', {}, `${count(more, 'more error')} not shown. guides check lists all of them.`) : '');
  showCarets(panel);
}

const tabNames = () => Object.keys(tabs).filter((name) => state.guide || name === 'drafts');

/** The tab that was chosen last, or the first one where the page has no such tab. */
function chosenTab() {
  const { tab = 'findings' } = memory.read();
  return tabNames().includes(tab) ? tab : tabNames()[0];
}

/** The tab whose content is shown; null while the bar is closed. */
const shownTab = () => (memory.read().open ? chosenTab() : null);

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

function drawBar() {
  const { open = false } = memory.read();
  const chosen = chosenTab();
  const focused = root.activeElement?.dataset?.name;
  const toggle = make('button', { class: 'toggle', type: 'button', 'data-name': 'toggle', 'aria-expanded': String(open),
    'aria-keyshortcuts': 'Alt+P', title: `${open ? 'Close' : 'Open'} (${isMac ? '⌥P' : 'Alt+P'})`,
    onclick: () => { memory.write({ open: !open }); drawBar(); } },
  open ? '▾ ' : '▴ ', 'Preview ',
  ...['error', 'warning', 'note'].filter((name) => state.counts[name] > 0)
    .map((name) => make('span', { class: `count ${name}` }, count(state.counts[name], name))),
  state.checked ? '' : make('span', { class: 'count' }, 'checking'));
  const head = make('header', {}, toggle);
  bar.classList.toggle('open', open);
  bar.replaceChildren(head);
  if (open) {
    const box = make('div', { class: 'box', role: 'tabpanel', id: 'box', tabindex: '0', 'aria-labelledby': `tab-${chosen}` });
    const list = make('div', { role: 'tablist', 'aria-label': 'What to show', onkeydown: walkTabs },
      ...tabNames().map((name) => make('button', {
        role: 'tab', type: 'button', id: `tab-${name}`, 'data-name': name, 'aria-controls': 'box',
        'aria-selected': String(name === chosen), tabindex: name === chosen ? '0' : '-1',
        onclick: () => { memory.write({ tab: name }); drawBar(); root.getElementById(`tab-${name}`).focus(); },
      }, tabs[name].label(state))));
    head.append(list, make('nav', { 'aria-label': 'Preview pages' },
      state.guide ? make('a', { href: state.guide.editor }, 'Edit') : '',
      make('a', { href: '/_guides/' }, 'Overview'), make('a', { href: '/_guides/changed' }, 'Changed')));
    for (const notice of state.notices) box.append(make('p', { class: 'notice' }, notice));
    bar.append(box);
    const content = make('div');
    box.append(content);
    tabs[chosen].draw(content, state);
    // On narrow windows the list of tabs scrolls.
    list.scrollLeft = list.querySelector('[aria-selected="true"]').offsetLeft - list.offsetLeft - list.clientWidth / 3;
  }
  if (focused) root.querySelector(`[data-name="${focused}"]`)?.focus();
  drawPanel();
}

function walkTabs(event) {
  const all = [...root.querySelectorAll('[role="tab"]')];
  const at = all.indexOf(root.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  all[(to + all.length) % all.length].click();
}

/** Where the focus was before the keyboard opened the bar. */
let former = null;

function openByKey() {
  former = document.activeElement === host ? null : document.activeElement;
  memory.write({ open: true });
  drawBar();
  root.querySelector('[aria-selected="true"]').focus();
}

/** Closes the bar, and gives the focus back if the bar had it. */
function closeByKey() {
  const hadFocus = bar.contains(root.activeElement);
  memory.write({ open: false });
  drawBar();
  if (!hadFocus) return;
  if (former?.isConnected && former !== document.body) former.focus(); else root.querySelector('.toggle').focus();
  former = null;
}

bar.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && memory.read().open) closeByKey();
});

const isTyping = (element) => Boolean(element.closest?.('input, textarea, select, [contenteditable]'));

addEventListener('keydown', (event) => {
  // With the option key of a Mac, P types π.
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !['p', 'π'].includes(event.key)) return;
  // Where somebody types, the key is theirs; and while a dialog is open, nothing else can have the focus.
  if (state === null || isTyping(event.composedPath()[0]) || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  if (memory.read().open) closeByKey(); else openByKey();
});

// The page gets as much room at its end as the bar and the panel cover, and what has the focus scrolls clear of them.
new ResizeObserver(() => {
  const height = `${dock.offsetHeight + 8}px`;
  host.style.setProperty('--dock', height);
  document.documentElement.style.paddingBottom = height;
  document.documentElement.style.scrollPaddingBottom = height;
}).observe(dock);

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
