// The search as readers see it: a dialog on every page, and a page of its own. ranking.js finds, this shows.
window.guidesSearch = function (address, calm) {
  'use strict';
  /** The words of the site's language, which the theme puts here. */
  const strings = /* strings */ {};
  let index = null;
  const files = {};

  async function read(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  async function find(query, most) {
    index ??= read(address).catch((error) => { index = null; throw error; });
    const known = await index;
    for (;;) {
      const step = guidesRanking.search(known, files, query, most);
      if (!step.needs) return step;
      await Promise.all(step.needs.map(async (name) => {
        files[name] = await read(`${known.folder}${name}.json`);
      }));
    }
  }

  function make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  /** A text with what was asked for marked in it. Texts are never read as HTML. */
  function marked(text, places) {
    const parts = [];
    let at = 0;
    for (const [start, end] of places) {
      parts.push(text.slice(at, start), make('mark', {}, text.slice(start, end)));
      at = end;
    }
    parts.push(text.slice(at));
    return parts;
  }

  /** A text with values in the place of its placeholders, in the form for a number where it has several. */
  function fill(text, values) {
    const form = typeof text === 'string' ? text : text[new Intl.PluralRules(strings.language).select(values.count)] ?? text.other;
    return form.replace(/\{(\w+)\}/g, (all, name) => (name === 'count' ? grouped(values.count) : values[name] ?? all));
  }

  /** A number with marks between groups of three digits, from five digits on. */
  const grouped = (number) => (number < 10000 ? number : `${number}`.replace(/\B(?=(\d{3})+$)/g, () => strings['group-mark']));

  function summary({ hits, count, isCut }) {
    const text = count <= hits.length ? strings['result-count'] : isCut ? strings['top-results-of-more'] : strings['top-results'];
    return fill(text, { shown: hits.length, count });
  }

  const kinds = [strings['found-guide'], strings['found-issue'], strings['found-term'], strings['found-category']];
  const kindsIn = [strings['found-guide'], strings['found-issue-in'], strings['found-term-in']];

  function entry(hit, groups) {
    const [title, note] = [hit.title, hit.note].map((text) => guidesRanking.marks(groups, text));
    const from = make('small', {}, hit.guide === '' ? kinds[hit.kind] : fill(kindsIn[hit.kind], { guide: hit.guide }));
    const item = make('li', {},
      make('a', { href: hit.url },
        make('strong', {}, ...marked(hit.title, title)),
        from,
        make('span', {}, ...marked(hit.note, note))));
    for (const [text, anchor] of guidesRanking.parts(groups, hit.headings)) {
      item.append(make('a', { href: `${hit.url}#${anchor}`, class: 'part' }, ...marked(text, guidesRanking.marks(groups, text))));
    }
    return item;
  }

  let count = 0;

  /** A field with its results, in `box`. */
  function field(box, most, changed) {
    count += 1;
    const input = make('input', {
      type: 'search', id: `search-field-${count}`, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
      placeholder: strings['search-hint'], maxlength: '2000',
    });
    const label = make('label', { for: input.id, class: 'unseen' }, strings['search']);
    const list = make('ol', { class: 'results', 'aria-label': strings['search-results'] });
    const status = make('p', { class: 'found', role: 'status' });
    box.append(label, input, status, list);
    let latest = 0;

    async function show() {
      const query = input.value.trim();
      latest += 1;
      const own = latest;
      changed?.(query);
      if (query === '') { list.replaceChildren(); status.textContent = ''; return; }
      try {
        const result = await find(query, most);
        if (own !== latest) return;
        const hits = result.fits ? result.hits : result.hits.slice(0, 3);
        list.replaceChildren(...hits.map((hit) => entry(hit, result.groups)));
        status.textContent = result.hits.length === 0 ? strings['no-results'] : result.fits ? summary(result) : strings['nothing-fits'];
      } catch {
        if (own === latest) status.textContent = strings['search-failed'];
      }
    }

    input.addEventListener('input', show);
    box.addEventListener('keydown', (event) => {
      const links = [...list.querySelectorAll('a')];
      const at = links.indexOf(document.activeElement);
      if (event.key === 'Enter' && document.activeElement === input && links.length > 0) {
        event.preventDefault();
        links[0].click();
        return;
      }
      const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
      if (to === undefined || links.length === 0) return;
      event.preventDefault();
      const target = to < 0 ? input : links[Math.min(to, links.length - 1)];
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: 'nearest', behavior: calm.matches ? 'instant' : 'smooth' });
    });
    return { input, show };
  }

  let dialog = null;

  function close() {
    // The focus would stay in the field until the next frame, and keys with it.
    dialog.field.input.blur();
    dialog.close();
  }

  function open() {
    if (!dialog) {
      dialog = make('dialog', { class: 'search', 'aria-label': strings['search'] });
      const box = make('div');
      const button = make('button', { type: 'button', class: 'close' }, strings['close']);
      button.addEventListener('click', close);
      dialog.append(box, button);
      // Beside the body, which the preview brings up to date.
      document.documentElement.append(dialog);
      dialog.field = field(box, 8);
      dialog.addEventListener('click', (event) => {
        if (event.target === dialog || event.target.closest('a')) close();
      });
      dialog.addEventListener('keydown', (event) => { if (event.key === 'Escape') { event.preventDefault(); close(); } });
    }
    if (!dialog.open) dialog.showModal();
    dialog.field.input.focus();
    dialog.field.input.select();
    find('', 1).catch(() => {});
  }

  /** Marks what is in a box, so that the preview leaves it there when it brings the page up to date. */
  function keep(box) { for (const part of box.children) part.dataset.kept = ''; }

  function mount(box) {
    const asked = () => new URLSearchParams(location.search).get('q') ?? '';
    const { input, show } = field(box, 30, (query) => {
      if (query !== asked()) history.replaceState(null, '', query === '' ? location.pathname : `?q=${encodeURIComponent(query)}`);
    });
    keep(box);
    input.value = asked();
    show();
    input.focus();
  }

  /** Pages with a name like the one that was asked for. */
  async function suggest(box) {
    let path = location.pathname;
    try { path = decodeURIComponent(path); } catch { /* then as it is */ }
    const words = path.split('/').pop().replace(/\.(md|html)$/, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
    if (words === '') return;
    const found = await find(words, 3);
    if (found.hits.length === 0) return;
    box.append(make('h2', {}, strings['did-you-mean']), make('ol', { class: 'results' }, ...found.hits.map((hit) => entry(hit, found.groups))));
    keep(box);
  }

  return { open, mount, suggest };
};
