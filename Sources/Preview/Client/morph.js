// Keeps the page as it is in the files: it is changed in place, so that scroll, selection and what is open stay as they are.

/** Whether the page's own scripts made an element; those that are not kept they make again once the page has changed. */
const isAdded = (node) => node.nodeType === 1
  && (node.dataset.added !== undefined || node.dataset.kept !== undefined);

/** What tells a node from others, as it is in the file; whether a fold is open is the reader's business. */
const key = (node) => (node.nodeType === 1
  ? node.outerHTML.replaceAll(' open=""', '').replaceAll(' aria-current="true"', '')
    .replace(/<button data-added="".*?<\/button>/gs, '')
  : node.nodeType + node.data);

/** The id that a node has in the file; that of a heading is on its first element. */
const idOf = (node) => node.id || /^H\d$/.test(node.nodeName) && node.firstElementChild?.id || '';

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
      const at = rest.findIndex((old) => old.nodeName === next.nodeName && idOf(old) === idOf(next));
      if (at >= 0) {
        for (const old of rest.splice(0, at)) old.remove();
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

/** The longest common subsequence of two lists between their ends, as pairs of indices. */
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

/** The page as it was last read: its text, and whether it is the page of an address that is not there. */
let shown = null;
let isGone = false;

/** Takes the addresses of styles that changed; their names hold a hash, such as `style.1a2b3c.css`. */
function refreshStyles(next) {
  const name = (href) => href?.replace(/\.[0-9a-f]+\./, '.');
  for (const link of document.head.querySelectorAll('link[rel="stylesheet"]')) {
    const now = [...next.head.querySelectorAll('link[rel="stylesheet"]')]
      .find((other) => name(other.getAttribute('href')) === name(link.getAttribute('href')));
    if (now && now.getAttribute('href') !== link.getAttribute('href')) {
      link.setAttribute('href', now.getAttribute('href'));
    }
  }
}

/** Changes the document into the next one, and returns the elements that changed. */
function change(next) {
  document.title = next.title;
  refreshStyles(next);
  const held = scrollY > 0 ? heldElement() : null;
  const top = held?.getBoundingClientRect().top;
  const morph = new Morph();
  for (const name of ['lang', 'dir', 'class']) {
    const value = next.documentElement.getAttribute(name);
    if (value === null) document.documentElement.removeAttribute(name);
    else document.documentElement.setAttribute(name, value);
  }
  morph.node(document.body, next.body);
  const moved = held?.isConnected ? held.getBoundingClientRect().top - top : 0;
  // A call that moves nothing would still end the scrolling to a part that the address names.
  if (moved !== 0) scrollBy({ top: moved, behavior: 'instant' });
  return [...morph.changed].filter((element) => element.isConnected);
}

/**
 * Asks for the page again and shows it. Returns the elements that changed, and whether the page is gone; then the document
 * stays as it was.
 */
export async function refreshPage() {
  const answer = await fetch(location.href, { cache: 'no-cache', headers: { Accept: 'text/html' } });
  if (answer.redirected && answer.ok) {
    location.replace(answer.url + location.hash);
    return { changed: [], isGone };
  }
  const text = await answer.text();
  const isMissing = answer.status === 404;
  isGone = isMissing && shown !== null && !shown.isMissing;
  if (isGone || shown?.text === text) return { changed: [], isGone };
  shown = { text, isMissing };
  const next = new DOMParser().parseFromString(text, 'text/html');
  // A page of the site and one of the preview in its place have other styles and scripts.
  if (next.documentElement.dataset.preview !== document.documentElement.dataset.preview) {
    location.reload();
    return { changed: [], isGone };
  }
  return { changed: change(next), isGone };
}
