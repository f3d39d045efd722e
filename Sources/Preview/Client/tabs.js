// The tabs of the bar: what the tool knows of a guide.

import { count, drawFinding, make, memory, showCarets } from './parts.js';

/** Where a keyword comes from: the front matter, or a file of the site. */
const origins = { own: 'keywords', derived: 'other fields', site: 'site.yml', term: 'terms.yml' };

/** What a keyword is to a guide. */
const claims = {
  owned: () => 'Only this guide is about it.',
  contested: (others) => `Other guides are about it too: ${others}.`,
  promised: (others) => `The guide never says it.${others ? ` About it: ${others}.` : ''}`,
  mentioned: (others) => (others ? `Mentioned. About it: ${others}.` : 'Mentioned. No guide is about it.'),
};

function table(heads, rows) {
  return make('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': heads[0].name },
    make('table', {},
      make('thead', {}, make('tr', {}, ...heads.map(({ name, kind }) => make('th', { scope: 'col', class: kind }, name)))),
      make('tbody', {}, ...rows.map(([head, ...cells]) => make('tr', {}, make('th', { scope: 'row' }, head),
        ...cells.map((cell, index) => make('td', { class: heads[index + 1].kind }, cell)))))));
}

/** The tabs by name. Each has a label, and draws its content into a box. */
export const tabs = {
  findings: {
    label: ({ guide }) => `Findings ${guide.findings.length || ''}`,
    draw: (box, { guide, checked, token }) => {
      box.append(guide.findings.length === 0
        ? make('p', {}, checked ? 'Nothing is wrong with this guide.' : 'The checks are running.')
        : make('ol', {}, ...guide.findings.map((item) => drawFinding(item, { leads: true, token }))));
      showCarets(box);
    },
  },
  twin: {
    label: () => 'Twin',
    draw: (box, { guide }) => load(box, guide.twin, 'text', (text) => [
      make('p', {}, `${count(guide.characters, 'character')}, about ${count(guide.tokens, 'token')}. `,
        make('a', { href: guide.twin }, 'Open')),
      make('pre', { class: 'twin', tabindex: '0' }, text)]),
  },
  sections: {
    label: () => 'Issues',
    draw: (box, { guide }) => {
      if (guide.issues.length === 0) { box.append(make('p', {}, 'This guide has no issues to fix.')); return; }
      const card = make('div', { class: 'card' });
      const show = () => { memory.write({ section: choice.value }); card.replaceChildren(); drawSection(card, choice.value); };
      const choice = make('select', { onchange: show, 'aria-label': 'Issue' },
        ...guide.issues.map(({ id, title }) => make('option', { value: id }, title)));
      if (guide.issues.some(({ id }) => id === memory.read().section)) choice.value = memory.read().section;
      box.append(choice, card);
      drawSection(card, choice.value);
    },
  },
  keywords: {
    label: () => 'Keywords',
    draw: (box) => load(box, `/_guides/keywords?path=${encodeURIComponent(location.pathname)}`, 'json', ({ keywords }) => {
      const isSaid = ({ count: times }) => times > 0;
      const rows = [...keywords.filter(isSaid), ...keywords.filter((row) => !isSaid(row))];
      return [
        make('p', {}, 'What this guide can be found by, and whether its title, summary and text say it.'),
        table([{ name: 'Keyword' }, { name: 'Comes from', kind: 'text' }, { name: 'Times', kind: 'number' },
          { name: 'Found in', kind: 'text' }, { name: 'Meaning', kind: 'text' }],
        rows.map((row) => [row.keyword, origins[row.origin], String(row.count), row.places.join(', '),
          claims[row.state](row.competing.join(', '))]))];
    }),
  },
  links: {
    label: ({ guide }) => `Links here ${guide.linkedFrom.length || ''}`,
    draw: (box, { guide }) => {
      const yes = (is) => (is ? 'yes' : '');
      if (guide.linkedFrom.length === 0) { box.append(make('p', {}, 'No guide links here.')); return; }
      box.append(make('p', {}, 'Guides that lead here: by links in their text, as a resource, or as a related guide.'),
        table([{ name: 'Guide' }, { name: 'Links', kind: 'number' }, { name: 'Resource' }, { name: 'Related' }],
        guide.linkedFrom.map(({ title, page, inText, isResource, isRelated }) => [
          make('a', { href: page }, title), inText > 0 ? String(inText) : '', yes(isResource), yes(isRelated)])));
    },
  },
  drafts: {
    label: ({ drafts }) => `Drafts ${drafts.length || ''}`,
    draw: (box, { drafts }) => {
      box.append(drafts.length === 0 ? make('p', {}, 'There are no drafts.')
        : make('ul', {}, ...drafts.map(({ title, file, editor, page }) => make('li', {},
          page ? make('a', { href: page }, title) : title, ' ', make('a', { href: editor }, file)))));
    },
  },
};

/** What addresses gave, until the site changes. */
let fetched = {};

/** Forgets what was fetched, since the site has changed. */
export function forget() { fetched = {}; }

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
