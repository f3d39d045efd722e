// What the bar, its tabs and the panel of errors are made of.

/** What is remembered from page to page. */
export const memory = {
  read: () => {
    try { return JSON.parse(localStorage.getItem('guides-preview')) ?? {}; } catch { return {}; }
  },
  write: (change) => {
    try { localStorage.setItem('guides-preview', JSON.stringify({ ...memory.read(), ...change })); } catch {}
  },
};

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** An element with properties, listeners (`on…`) and children. Texts are never read as HTML. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

export const count = (number, one, many = one + 's') => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

export function flash(element) {
  if (!calm.matches) element.animate([{ backgroundColor: '#f5d76e88' }, {}], { duration: 900 });
}

export function lead(element) {
  element.scrollIntoView({ block: 'center', behavior: calm.matches ? 'instant' : 'smooth' });
  element.animate([{ outline: '2px solid #d9822b' }, { outline: '2px solid #d9822b' }], { duration: 1500 });
}

/** What follows an element in the guide's text, without buttons and lists that scripts and the theme add. */
function following(element) {
  do { element = element.nextElementSibling; } while (element?.matches('[data-added], ul.issues'));
  return element;
}

/** The element that a finding is about: so many blocks after a heading. */
function elementAt(anchor) {
  const body = document.querySelector('.body') ?? document.querySelector('article') ?? document.body;
  const first = body.querySelector(':scope > :not([data-added], ul.issues)');
  let element = anchor.heading === '' ? first : document.getElementById(anchor.heading)?.closest('h1, h2, h3, h4, h5, h6');
  for (let step = 0; element && step < anchor.block; step++) element = following(element) ?? element;
  return element;
}

/** The source line of a finding with its number, and what is under it. */
function drawSource({ line, source, caret }) {
  const number = String(line);
  return make('pre', { tabindex: '0' }, make('i', {}, `${number} | `), `${source}\n`,
    make('i', {}, `${' '.repeat(number.length)} | `), make('em', {}, caret));
}

/** Scrolls source lines that are wider than their box to what is under them. */
export function showCarets(parent) {
  for (const pre of parent.querySelectorAll('.finding pre')) {
    const [box, caret] = [pre.getBoundingClientRect(), pre.querySelector('em').getBoundingClientRect()];
    if (caret.right > box.right - 8) pre.scrollLeft = caret.left - box.left - pre.clientWidth / 3;
  }
}

/** A finding as a compiler prints it. */
export function drawFinding(item, { leads, token }) {
  const page = item.page && item.page !== location.pathname ? make('a', { href: item.page }, 'page') : undefined;
  const words = leads && item.anchor
    ? make('button', { class: 'words', type: 'button', onclick: () => { const at = elementAt(item.anchor); if (at) lead(at); } },
      item.message)
    : make('span', { class: 'words' }, item.message);
  return make('li', { class: `finding ${item.severity}` },
    make('p', {}, make('b', {}, item.severity), ' ', words, ' ', make('code', {}, item.id)),
    item.source === '' ? undefined : drawSource(item),
    item.help === '' ? undefined : make('p', { class: 'help' }, item.help),
    make('p', { class: 'do' }, make('a', { href: item.editor }, `${item.file}:${item.line}:${item.column}`), page,
      item.isFixable ? make('button', { type: 'button', onclick: (event) => apply(item, token, event.target) }, 'Apply fix')
        : undefined));
}

async function apply(item, token, button) {
  button.disabled = true;
  const answer = await fetch('/_guides/apply', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Guides-Token': token },
    body: JSON.stringify({ id: item.id, file: item.file, line: item.line, column: item.column }),
  });
  const words = (await answer.text()).trim();
  button.replaceWith(make('span', { role: 'status' }, words));
}
