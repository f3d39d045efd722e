/* guides: compact */
// What pages can do beside being read. Everything works without it.
(function () {
  const root = document.documentElement;
  const own = document.currentScript.dataset;
  /** The words of the site's language, which the theme puts here. */
  const strings = /* strings */ {};
  const calm = matchMedia('(prefers-reduced-motion: reduce)');

  // The theme: the system's, light or dark, one after the other.

  const themes = { system: strings['theme-system'], light: strings['theme-light'], dark: strings['theme-dark'] };

  function showTheme(theme) {
    const shown = themes[theme] ? theme : 'system';
    if (shown === 'system') delete root.dataset.theme; else root.dataset.theme = shown;
    const button = document.querySelector('button.theme');
    if (button) {
      button.dataset.theme = shown;
      button.title = themes[shown];
      button.setAttribute('aria-label', themes[shown]);
    }
    // A picture for the dark theme knows the system's alone.
    for (const source of document.querySelectorAll('picture source')) {
      source.media = shown === 'system' ? 'screen and (prefers-color-scheme: dark)' : shown === 'dark' ? 'screen' : 'not all';
    }
  }

  function switchTheme() {
    const names = Object.keys(themes);
    const theme = names[(names.indexOf(root.dataset.theme ?? 'system') + 1) % names.length];
    try {
      if (theme === 'system') localStorage.removeItem('theme'); else localStorage.setItem('theme', theme);
    } catch { /* it holds for this page then */ }
    showTheme(theme);
    tell(themes[theme]);
  }

  addEventListener('storage', (event) => { if (event.key === 'theme') showTheme(event.newValue); });

  // Copying, with a word on how it went, for everybody.

  const status = document.createElement('p');
  status.className = 'status';
  status.setAttribute('role', 'status');
  root.append(status);

  function tell(text) {
    status.textContent = text;
    clearTimeout(status.timer);
    status.timer = setTimeout(() => { status.textContent = ''; }, 2500);
  }

  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(await text);
      tell(done);
    } catch {
      tell(strings['copy-failed']);
    }
  }

  function button(name, label, action) {
    const element = document.createElement('button');
    element.dataset.added = '';
    element.type = 'button';
    element.className = name;
    element.title = label;
    element.setAttribute('aria-label', label);
    element.addEventListener('click', action);
    return element;
  }

  const short = (text) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

  /** Adds what only a script can do. The preview replaces parts of a page, so it may be called again. */
  function add() {
    showTheme(root.dataset.theme);
    for (const old of document.querySelectorAll('[data-added]')) old.remove();
    for (const block of document.querySelectorAll('.body pre')) {
      block.before(button('copy', strings['copy-code'], () => copy(block.innerText, strings['code-copied'])));
    }
    // Commands and records are copied, once a section; names, hosts and answers of servers are read.
    let known = new Set();
    for (const part of document.querySelectorAll('.body :is(h2, h3), .body :is(p, li) > code.long')) {
      const text = part.textContent;
      if (part.localName !== 'code') { known = new Set(); continue; }
      if (known.has(text) || !/\s|=.*;/.test(text) || /^\d{3}[ -]/.test(text)) continue;
      known.add(text);
      part.after(button('copy inline', strings['copy-text'].replace('{text}', () => short(text)), () => copy(text, strings['code-copied'])));
    }
    for (const { id, parentNode: heading } of document.querySelectorAll('.body :is(h2, h3) > [id]:first-child')) {
      const address = `${location.origin}${location.pathname}#${id}`;
      const label = strings['copy-link'].replace('{heading}', () => heading.textContent);
      heading.after(button('link', label, () => copy(address, strings['link-copied'])));
    }
    document.querySelectorAll('.table').forEach((frame, at) => {
      const scrolls = frame.scrollWidth > frame.clientWidth;
      for (const [name, value] of [['tabindex', '0'], ['role', 'region'], ['aria-label', strings['table-number'].replace('{number}', at + 1)]]) {
        if (scrolls) frame.setAttribute(name, value); else frame.removeAttribute(name);
      }
    });
    for (const block of document.querySelectorAll('.body pre')) {
      if (block.scrollWidth > block.clientWidth) block.tabIndex = 0; else block.removeAttribute('tabindex');
    }
    addMenu();
    followContents();
  }

  // The page as Markdown: a menu in the place of the line with the links.

  let showMenu = () => {};
  document.addEventListener('click', (event) => { if (!event.target.closest?.('.menu')) showMenu(false); });

  function addMenu() {
    const line = document.querySelector('.agents');
    if (!line) return;
    const make = (name, text, action = () => {}) => {
      const element = button(name, text, action);
      element.textContent = text;
      element.removeAttribute('title');
      return element;
    };
    const list = document.createElement('ul');
    const toggle = make('', strings['copy-page'], () => showMenu(list.hidden));
    showMenu = (isShown) => {
      list.hidden = !isShown;
      toggle.setAttribute('aria-expanded', String(isShown));
    };
    showMenu(false);
    for (const one of [make('copy-twin', strings['copy-as-markdown']), ...line.querySelectorAll('a')]) {
      list.appendChild(document.createElement('li')).append(one.cloneNode(true));
    }
    const close = () => { showMenu(false); toggle.focus(); };
    list.addEventListener('click', close);
    const menu = document.createElement('div');
    menu.className = 'menu';
    menu.dataset.added = '';
    menu.append(toggle, list);
    menu.addEventListener('keydown', (event) => {
      if (list.hidden) return;
      if (event.key === 'Escape') close();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const all = [...menu.querySelectorAll('a, button')];
      all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
    });
    menu.addEventListener('focusout', (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) showMenu(false);
    });
    line.after(menu);
    line.hidden = true;
  }

  // Lists beside the text: open where there is room for them. The contents have a mark at the part that is read.

  const wide = matchMedia('(min-width: 68rem)');
  const widest = matchMedia('(min-width: 80rem)');
  const openContents = () => {
    for (const [name, room] of [['.contents', wide], ['.siblings', widest]]) {
      const list = document.querySelector(`${name} details`);
      if (list) list.open = room.matches;
    }
    const current = document.querySelector('.siblings [aria-current]');
    const box = current?.closest('.siblings');
    if (box && widest.matches) box.scrollTop = current.offsetTop - box.clientHeight / 2;
  };
  for (const room of [wide, widest]) room.addEventListener('change', openContents);
  let watch = null;

  function followContents() {
    watch?.disconnect();
    const links = [...document.querySelectorAll('.contents a')];
    if (links.length === 0) return;
    const parts = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    const mark = () => {
      const line = parseFloat(getComputedStyle(root).scrollPaddingTop) + 8;
      let current = -1;
      parts.forEach((part, at) => { if (part && part.getBoundingClientRect().top <= line) current = at; });
      if (scrollY > 0 && scrollY + innerHeight >= root.scrollHeight - 2) current = parts.length - 1;
      links.forEach((link, at) => {
        if (at !== current) { link.removeAttribute('aria-current'); return; }
        if (link.hasAttribute('aria-current')) return;
        link.setAttribute('aria-current', 'true');
        const box = link.closest('.contents');
        if (!wide.matches) return;
        const [inner, outer] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
        if (inner.top < outer.top || inner.bottom > outer.bottom) {
          box.scrollTop += inner.top - outer.top - outer.height / 2;
        }
      });
    };
    watch = new IntersectionObserver(mark, { rootMargin: '-80px 0px 0px 0px', threshold: [0, 1] });
    for (const part of parts) if (part) watch.observe(part);
    mark();
  }

  // On paper a link says where it leads: from the site's own address, and not where its text or the page says it.

  addEventListener('beforeprint', () => {
    const site = document.querySelector('link[rel="canonical"]')?.href;
    for (const link of document.querySelectorAll(':is(.body, .further) a[href]')) {
      const url = site ? link.href.replace(location.origin, new URL(site).origin) : link.href;
      const isSaid = link.hash && link.pathname === location.pathname || link.textContent.includes(url.replace(/^\w+:\/*|\/$/g, ''));
      link.dataset.url = isSaid ? '' : ` (\u2066${url}\u2069)`;
    }
  });

  // The search is loaded when somebody looks for something.

  let loading = null;
  const load = (address) => new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  const search = () => (loading ??= Promise.all([load(own.ranking), load(own.search)])
    .then(() => window.guidesSearch(own.index, calm))
    .catch((error) => { loading = null; throw error; }));

  /** Leads to the field of the search. */
  function ask(event) {
    event.preventDefault();
    const field = document.querySelector('.search-page input');
    if (field) { field.focus(); return; }
    // What is typed while the search is on its way belongs into its field.
    let typed = '';
    const keep = (key) => {
      if (key.key.length > 1) return;
      key.preventDefault();
      typed += key.key;
    };
    addEventListener('keydown', keep, true);
    search().then((ready) => ready.open(typed), () => { location.href = document.querySelector('a.search-open').href; })
      .then(() => removeEventListener('keydown', keep, true));
  }

  const isTyping = (element) => element.closest('input, textarea, select, [contenteditable]') !== null;

  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey ? event.key !== 'k' : event.key !== '/' || event.altKey) return;
    // A key that is pressed in the preview's own parts reaches us from their host.
    if (isTyping(event.composedPath()[0])) return;
    ask(event);
  });

  addEventListener('click', (event) => {
    const target = event.target.closest?.('a.search-open, button.theme, button.copy-twin');
    if (!target) return;
    if (target.matches('.theme')) { switchTheme(); return; }
    if (target.matches('.copy-twin')) {
      const twin = document.querySelector('.agents a[type="text/markdown"]').href;
      copy(fetch(twin).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status))), strings['markdown-copied']);
      return;
    }
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    ask(event);
  });

  function start() {
    openContents();
    add();
    const page = document.querySelector('.search-page');
    if (page) search().then((ready) => ready.mount(page)).catch(() => { page.innerHTML = document.querySelector('noscript').textContent; });
    const near = document.querySelector('.near');
    if (near) search().then((ready) => ready.suggest(near)).catch(() => {});
  }

  document.addEventListener('guides:refreshed', add);
  start();
}());
