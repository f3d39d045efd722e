// The table and the map of the overview, kept as they are sorted and filtered when the site changes; and the theme, which is
// that of the site.

import { showCarets } from './parts.js';

const root = document.documentElement;

// The theme as on the site's own pages: the system's, light or dark, one after the other.

const themes = { system: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' };

function showTheme() {
  const shown = root.dataset.theme ?? 'system';
  const button = document.querySelector('button.theme');
  if (!button) return;
  button.dataset.theme = shown;
  button.title = themes[shown];
  button.setAttribute('aria-label', themes[shown]);
}

function setTheme(theme) {
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme; else delete root.dataset.theme;
  showTheme();
}

const status = document.createElement('p');
status.className = 'status';
status.setAttribute('role', 'status');
root.append(status);

document.addEventListener('click', (event) => {
  if (!event.target.closest('button.theme')) return;
  const names = Object.keys(themes);
  const theme = names[(names.indexOf(root.dataset.theme ?? 'system') + 1) % names.length];
  try {
    if (theme === 'system') localStorage.removeItem('theme'); else localStorage.setItem('theme', theme);
  } catch { /* it holds for this page then */ }
  setTheme(theme);
  status.textContent = themes[theme];
  clearTimeout(status.timer);
  status.timer = setTimeout(() => { status.textContent = ''; }, 2500);
});
addEventListener('storage', (event) => { if (event.key === 'theme') setTheme(event.newValue); });
// A page in the place of one of the site is changed to what its file says, which has no state of the button.
document.addEventListener('guides:refreshed', () => { showTheme(); showCarets(document); });
showCarets(document);
showTheme();

const view = { column: null, descending: false };

function sort() {
  const table = document.getElementById('guides');
  if (!table || view.column === null) return;
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, index) => {
    if (index === view.column) head.setAttribute('aria-sort', view.descending ? 'descending' : 'ascending');
    else head.removeAttribute('aria-sort');
  });
  const isNumber = heads[view.column].classList.contains('number');
  const value = (row) => row.cells[view.column].textContent;
  const order = (a, b) => (isNumber ? Number(value(a)) - Number(value(b)) : value(a).localeCompare(value(b)));
  const rows = [...table.tBodies[0].rows].sort((a, b) => (view.descending ? order(b, a) : order(a, b)));
  table.tBodies[0].append(...rows);
}

function filter() {
  const table = document.getElementById('guides');
  if (!table) return;
  const words = document.getElementById('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  const faulty = document.getElementById('faulty').checked;
  let shown = 0;
  for (const row of table.tBodies[0].rows) {
    // The title, the category and the file; digits of counts are no words.
    const text = [0, 4, 9].map((column) => row.cells[column].textContent).join(' ').toLowerCase();
    const isFaulty = [...row.cells].slice(1, 4).some((cell) => cell.textContent !== '0');
    row.hidden = !words.every((word) => text.includes(word)) || (faulty && !isFaulty);
    if (!row.hidden) shown++;
  }
  document.getElementById('shown').textContent = `${shown} shown`;
}

document.addEventListener('click', (event) => {
  const head = event.target.closest('thead th');
  if (!head) return;
  view.descending = view.column === head.cellIndex && !view.descending;
  view.column = head.cellIndex;
  sort();
});
document.addEventListener('input', filter);

/** The links of the guide under the pointer or in focus stand out. */
function light(event) {
  const node = event.target.closest('[data-node]')?.dataset.node;
  for (const link of document.querySelectorAll('.map .link')) {
    link.classList.toggle('on', node !== undefined && (link.dataset.from === node || link.dataset.to === node));
  }
}
document.addEventListener('pointerover', light);
document.addEventListener('focusin', light);

// The map is wider than narrow windows, and its middle says more than its edge.
for (const map of document.querySelectorAll('.map')) map.scrollLeft = (map.scrollWidth - map.clientWidth) / 2;

let text = null;
document.addEventListener('guides:refreshed', async () => {
  if (!document.getElementById('guides')) return;
  const next = await (await fetch(location.href, { cache: 'no-cache' })).text();
  if (text !== null && next !== text) {
    const page = new DOMParser().parseFromString(next, 'text/html');
    const kept = document.getElementById('filter');
    const [value, isFaulty, isFocused] = [kept.value, document.getElementById('faulty').checked, document.activeElement === kept];
    document.querySelector('main').replaceWith(document.importNode(page.querySelector('main'), true));
    document.getElementById('filter').value = value;
    document.getElementById('faulty').checked = isFaulty;
    if (isFocused) document.getElementById('filter').focus();
    sort();
    filter();
    showCarets(document);
  }
  text = next;
});
filter();
