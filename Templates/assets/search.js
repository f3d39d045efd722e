/* guides: compact */
// The search as readers see it: a dialog on every page, and a page of its own. ranking.js finds, this shows.
window.guidesSearch = function (address, calm) {
  /** The words of the site's language, which the theme puts here. */
  const strings = /* strings */ {};
  let index = null;
  const files = {};

  // Styles that only the search needs. They are there before it shows anything.
  const style = make('link', { rel: 'stylesheet', href: /* asset */ 'search-styles.css' });
  const styled = new Promise((resolve) => { style.onload = style.onerror = resolve; });
  document.head.prepend(style);

  async function read(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  const open = () => (index ??= read(address).catch((error) => { index = null; throw error; }));

  async function find(query, most) {
    const known = await open();
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

  function summary({ hits, count, isCut, fits }) {
    if (hits.length === 0) return strings['no-results'];
    if (!fits) return strings['nothing-fits'];
    const text = count <= hits.length ? strings['result-count'] : isCut ? strings['top-results-of-more'] : strings['top-results'];
    return fill(text, { shown: hits.length, count });
  }

  const kinds = [strings['found-guide'], strings['found-issue'], strings['found-term'], strings['found-category']];
  const kindsIn = [strings['found-guide'], strings['found-issue-in'], strings['found-term-in'], ''];

  // What a page says of the query, read from the very page, which the reader may open next.

  const pages = new Map();

  /** The blocks of a page's body: {text, id}, where `id` is that of the heading above; none of a page that cannot be had. */
  function blocksOf(path) {
    if (!pages.has(path)) {
      pages.set(path, fetch(path).then((answer) => (answer.ok ? answer.text() : '')).then((html) => {
        const body = new DOMParser().parseFromString(html, 'text/html').querySelector('.body');
        const blocks = [];
        let id = '';
        for (const block of body?.querySelectorAll('h2, h3, p, li, tr, pre, summary') ?? []) {
          if (/^H/.test(block.localName.toUpperCase())) { id = block.firstChild?.id ?? ''; continue; }
          if (block.closest('ul.issues')) continue;
          const text = block.localName === 'tr' ? [...block.children].map((cell) => cell.textContent.trim()).join(' · ')
            // What is within an item in blocks of its own is read by itself.
            : [...block.childNodes].map((node) => (node.matches?.('p, ul, ol, pre, div, blockquote') ? ' ' : node.textContent)).join('');
          blocks.push({ text: text.trim().replace(/\s+/g, ' '), id });
        }
        return blocks;
      }));
      // It may be there the next time.
      pages.get(path).catch(() => { pages.delete(path); });
    }
    return pages.get(path);
  }

  /** Shows the sentence that says most of the query instead of a hit's summary, where that says less. */
  async function showSentence(hit, groups, box) {
    const [path, anchor] = hit.url.split('#');
    const blocks = (await blocksOf(path).catch(() => [])).filter((block) => hit.kind === 0 || block.id === anchor);
    const found = guidesRanking.sentence(groups, blocks.map((block) => block.text));
    if (found && found.marks.said > guidesRanking.marks(groups, hit.note).said) box.replaceChildren(...marked(found.text, found.marks));
  }

  let count = 0;

  /**
   * The links of one hit: to it, and to up to two of its headings.
   *
   * @param rest waits until the reader stops to type; whether the hit is still shown then
   */
  function options(hit, groups, rest) {
    const [title, note] = [hit.title, hit.note].map((text) => guidesRanking.marks(groups, text));
    const kind = hit.guide === '' ? kinds[hit.kind] : fill(kindsIn[hit.kind], { guide: hit.guide });
    const text = make('span', { id: `search-note-${count += 1}` }, ...marked(hit.note, note));
    const link = make('a', { href: hit.url, 'aria-label': `${hit.title}, ${kind}`, 'aria-describedby': text.id },
      make('strong', {}, ...marked(hit.title, title)), ' ', make('small', {}, kind), text);
    // A term and a category have no text but what is shown.
    if (hit.kind < 2 && groups.some((group) => group.fit > 0)) rest.then((isShown) => isShown && showSentence(hit, groups, text));
    return [link, ...guidesRanking.parts(groups, hit.headings).map(([part, anchor]) => make('a', {
      href: `${hit.url}#${anchor}`, class: 'part', 'aria-label': `${part}, ${hit.title}`,
    }, ...marked(part, guidesRanking.marks(groups, part))))];
  }

  /** Whether a key belongs to an input method (its code is 229); Safari ends the composition before the key that confirms it. */
  const isComposing = (event) => event.keyCode === 229;

  /** A field with its results, in `box`. The focus stays in the field; arrows choose among the results. */
  function field(box, most, changed) {
    const id = `search-${count += 1}`;
    const input = make('input', {
      type: 'search', id, role: 'combobox', 'aria-expanded': 'false', 'aria-controls': `${id}-list`, 'aria-autocomplete': 'list',
      autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', placeholder: strings['search-hint'], maxlength: '2000',
    });
    const label = make('label', { for: id, class: 'unseen' }, strings['search']);
    const list = make('div', { class: 'results', role: 'listbox', id: `${id}-list`, 'aria-label': strings['search-results'] });
    const status = make('p', { class: 'found', role: 'status' });
    box.append(label, input, status, list);
    let latest = 0;
    /** What is done of the latest query. */
    let shown;

    const links = () => [...list.children];

    function choose(at) {
      const all = links();
      all.forEach((link, number) => link.setAttribute('aria-selected', String(number === at)));
      if (all[at]) {
        input.setAttribute('aria-activedescendant', all[at].id);
        all[at].scrollIntoView({ block: 'nearest', behavior: calm.matches ? 'instant' : 'smooth' });
      } else {
        input.removeAttribute('aria-activedescendant');
      }
    }

    async function show() {
      const query = input.value.trim();
      latest += 1;
      const own = latest;
      changed?.(query);
      try {
        const result = await find(query, most);
        if (own !== latest) return;
        const hits = result.fits ? result.hits : result.hits.slice(0, 3);
        const rest = new Promise((end) => { setTimeout(() => end(own === latest), 250); });
        list.replaceChildren(...hits.flatMap((hit) => options(hit, result.groups, rest)));
        links().forEach((link, at) => {
          for (const [name, value] of [['role', 'option'], ['id', `${id}-${at}`], ['tabindex', '-1']]) link.setAttribute(name, value);
        });
        status.textContent = query === '' ? '' : summary(result);
        input.setAttribute('aria-expanded', String(hits.length > 0));
        choose(query === '' ? -1 : 0);
      } catch {
        if (own !== latest) return;
        list.replaceChildren();
        status.textContent = strings['search-failed'];
      }
    }

    input.addEventListener('input', () => { shown = show(); });
    input.addEventListener('keydown', (event) => {
      if (isComposing(event)) return;
      const at = () => links().findIndex((link) => link.getAttribute('aria-selected') === 'true');
      if (event.key === 'Enter') {
        event.preventDefault();
        // The results of what was typed last may still be on their way.
        Promise.resolve(shown).then(() => links()[at()]?.click());
        return;
      }
      const count = links().length;
      const to = { ArrowDown: at() + 1, ArrowUp: at() < 0 ? count - 1 : at() - 1 }[event.key];
      if (to === undefined || count === 0) return;
      event.preventDefault();
      choose((to + count) % count);
    });
    return { input, show };
  }

  let dialog = null;

  function close() {
    // The focus would stay in the field until the next frame, and keys with it.
    dialog.field.input.blur();
    dialog.close();
    const opener = dialog.opener;
    (opener?.isConnected && opener !== document.body ? opener : document.querySelector('a.search-open'))?.focus({ preventScroll: true });
  }

  /** Opens the dialog. `typed` is what was typed for it already. */
  function openDialog(typed) {
    if (!dialog) {
      dialog = make('dialog', { class: 'search', 'aria-label': strings['search'] });
      const box = make('div', { role: 'search' });
      const button = make('button', { type: 'button', class: 'close', 'aria-keyshortcuts': 'Escape' }, strings['close']);
      button.addEventListener('click', close);
      dialog.append(box);
      dialog.field = field(box, 8);
      dialog.field.input.after(button);
      box.append(make('p', { class: 'keys', 'aria-hidden': 'true' }, strings['search-keys']));
      // Beside the body, which the preview brings up to date.
      document.documentElement.append(dialog);
      dialog.addEventListener('click', (event) => {
        if (event.target === dialog || event.target.closest('a')) close();
      });
      dialog.addEventListener('keydown', (event) => { if (event.key === 'Escape' && !isComposing(event)) { event.preventDefault(); close(); } });
    }
    if (!dialog.open) {
      dialog.opener = document.activeElement;
      dialog.showModal();
    }
    const input = dialog.field.input;
    input.focus();
    input.select();
    if (typed) input.value = typed;
    input.dispatchEvent(new Event('input'));
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

  /** Pages whose addresses are near the one that was asked for. */
  async function suggest(box) {
    let path = location.pathname;
    // What cannot be decoded is taken as it is.
    try { path = decodeURIComponent(path); } catch {}
    const known = await open();
    // The folder of the index, `assets/search/`, is below the site's path.
    const site = known.folder.slice(0, -14);
    const near = guidesRanking.near(await read(`${known.folder}${known.names}.json`), path.startsWith(site) ? path.slice(site.length) : path);
    if (near.length === 0) return;
    box.append(make('h2', {}, strings['did-you-mean']), make('ul', { class: 'results' },
      ...near.map(({ title, url }) => make('li', {}, make('a', { href: url }, make('strong', {}, title))))));
    keep(box);
  }

  return styled.then(() => ({ open: openDialog, mount, suggest }));
};
