// Ranks what can be found. No browser is needed for it: `guides check` runs this very file over Content/queries.yml.
// Plain ECMAScript 5, for the engine that the tool has.
var guidesRanking = (function () {
  'use strict';

  var longest = 32;
  /** Marks, symbols and spaces beyond ASCII are no letters; everything else there is. */
  var letters = /[0-9a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u0669\u066e-\u06d3\u06d5-\u0963\u0966-\u096f\u0971-\u1fff\u2070-\u209f\u20d0-\u218f\u2440-\u24ff\u2c00-\u2fff\u3005-\u3007\u3040-\u30fa\u30fc-\uffff]+/g;

  /** Scripts that put no space between words (Thai, Lao, Burmese, Khmer, Han, kana), and Hangul, whose words have endings. */
  var unspaced = '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3';
  var runs = new RegExp('[' + unspaced + ']+|[^' + unspaced + ']+', 'g');
  var isUnspaced = new RegExp('^[' + unspaced + ']');

  /** A text as the index has it: in compatibility form, without accents, in small letters. */
  function fold(text) {
    if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
    return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().normalize('NFC');
  }

  /**
   * The words of a folded text: `text`, where it is, and whether it is by itself; what a mark such as a hyphen
   * binds, joined; and `pieces`, which are found beside them: any two letters of a script without spaces, and words such as
   * c++ and f# with their signs.
   */
  function cut(folded) {
    var words = [];
    var compounds = [];
    var pieces = [];
    var parts = 0;
    var joined = '';
    var end = -1;
    var match;
    function isBinding(at) { return at >= 0 && '-.\'_'.indexOf(folded.charAt(at)) >= 0; }
    function isLetter(at) { letters.lastIndex = 0; return at >= 0 && letters.test(folded.charAt(at)); }
    function close() {
      if (parts > 1 && joined.length <= longest) compounds.push(joined);
      parts = 0;
      joined = '';
    }
    function add(text, start) {
      if (parts > 0 && start !== end && !(start === end + 1 && isBinding(end))) close();
      end = start + text.length;
      var isPieced = isUnspaced.test(text);
      words.push({
        text: text.slice(0, longest), start: start, end: end, isPieced: isPieced,
        isAlone: parts === 0 && !isLetter(end) && !/[+#]/.test(folded.charAt(end)) && !(isBinding(end) && isLetter(end + 1)),
      });
      parts += 1;
      joined += text;
      if (isPieced) {
        for (var at = 0; at < text.length - 1 || at === 0; at += 1) {
          var piece = text.slice(at, at + 2);
          pieces.push({ text: piece, start: start + at, end: start + at + piece.length, weight: 1 / Math.sqrt(text.length) });
        }
        return;
      }
      var signs = /^[+#]{1,2}/.exec(folded.slice(end, end + 2));
      if (signs && text.length < longest - 1 && !isLetter(end + signs[0].length)) {
        pieces.push({ text: text + signs[0], start: start, end: end + signs[0].length, weight: 1 });
      }
    }
    letters.lastIndex = 0;
    while ((match = letters.exec(folded))) {
      var next = letters.lastIndex;
      var start = match.index;
      match[0].match(runs).forEach(function (run) { add(run, start); start += run.length; });
      letters.lastIndex = next;
    }
    close();
    return { words: words, compounds: compounds, pieces: pieces, isOpen: end === folded.length };
  }

  /** The place of the first of the sorted words that is not before `text`. */
  function lowerBound(words, text) {
    var low = 0;
    var high = words.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (words[middle] < text) low = middle + 1; else high = middle;
    }
    return low;
  }

  function place(words, text) {
    var at = lowerBound(words, text);
    return words[at] === text ? at : -1;
  }

  /** How many letters differ (one inserted, left out, changed, or two swapped); more than `most` counts as `most + 1`. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    var before = null;
    var last = [];
    var j;
    for (j = 0; j <= b.length; j += 1) last[j] = j;
    for (var i = 1; i <= a.length; i += 1) {
      var row = [i];
      var least = i;
      for (j = 1; j <= b.length; j += 1) {
        var same = a.charAt(i - 1) === b.charAt(j - 1);
        var cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (before && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1)) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        row[j] = cost;
        least = Math.min(least, cost);
      }
      if (least > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  /** What the index is read into once. */
  function open(index) {
    if (index.list) return index;
    index.list = index.words.split(' ');
    // Without a prototype: somebody may look for "constructor".
    index.isCommon = Object.create(null);
    index.common.split(' ').forEach(function (word) { index.isCommon[word] = true; });
    index.names = Object.create(null);
    index.near = Object.create(null);
    for (var at = 0; at < index.forms.length; at += 2) {
      var form = index.forms[at];
      index.names[form] = (index.names[form] || []).concat(index.forms[at + 1].split(' '));
    }
    return index;
  }

  /** The words of the index that a word which is not there is a slip of, with how well they fit. */
  function misspelled(index, word) {
    var found = {};
    var most = word.length > 7 ? 2 : 1;
    function look(first) {
      for (var other = lowerBound(index.list, first); other < index.list.length; other += 1) {
        var near = index.list[other];
        if (near.charAt(0) !== first) return;
        if (Math.abs(near.length - word.length) > most) continue;
        var steps = distance(word, near, most);
        if (steps <= most) found[other] = steps === 1 ? 0.7 : 0.45;
      }
    }
    // The index is sorted: words that begin alike are beside each other.
    look(word.charAt(0));
    if (word.charAt(1) !== word.charAt(0)) look(word.charAt(1));
    return found;
  }

  /** The words of the index that a word of a query may mean, with how well they fit, from 0 to 1. */
  function meanings(index, word, mayGrow) {
    var found = {};
    var any = false;
    function add(at, quality) {
      any = true;
      if (!(found[at] >= quality)) found[at] = quality;
    }
    var exact = place(index.list, word);
    if (exact >= 0) add(exact, 1);
    if (word.length === 1) {
      // Of a script without spaces a letter is found in the pieces that have it.
      index.list.forEach(function (other, at) {
        if (isUnspaced.test(word) && other.length === 2 && other.indexOf(word) >= 0) add(at, 0.8);
      });
      return found;
    }
    var isNumber = /^[0-9]+$/.test(word);
    if (!isNumber && word.length > 2) {
      var stem = word.replace(/(ies|ing|ed|es|s|y)$/, '');
      if (stem.length > 2) {
        for (var at = lowerBound(index.list, stem); at < index.list.length && index.list[at].indexOf(stem) === 0; at += 1) {
          if (/^(|s|es|ed|ing|y|ies|e)$/.test(index.list[at].slice(stem.length))) add(at, 0.9);
        }
      }
    }
    if (mayGrow && word.length > 1 || !any && word.length > 3 && !isNumber) {
      var longer = [];
      for (var next = lowerBound(index.list, word); next < index.list.length && index.list[next].indexOf(word) === 0; next += 1) {
        longer.push(next);
      }
      longer.sort(function (a, b) { return index.list[a].length - index.list[b].length || a - b; });
      longer.slice(0, 40).forEach(function (at) { add(at, 0.35 + 0.45 * word.length / index.list[at].length); });
    }
    if (!any && !isNumber && word.length > 3) {
      var similar = index.near[word] || (index.near[word] = misspelled(index, word));
      Object.keys(similar).forEach(function (at) { add(Number(at), similar[at]); });
    }
    return found;
  }

  /** What a query asks for: groups of words of the index, one for each thing that it says. */
  function plan(index, query) {
    var cutQuery = cut(fold(query));
    var words = cutQuery.words;
    var said = words.filter(function (word) {
      return (word.text.length > 1 || word.isAlone || word.isPieced) && !index.isCommon[word.text];
    });
    var groups = [];
    var seen = Object.create(null);
    function group(text, mayGrow, weight) {
      if (seen[text]) return;
      seen[text] = true;
      var found = meanings(index, text, mayGrow);
      if (Object.keys(found).length > 0) groups.push({ words: found, weight: weight });
    }
    function add(word) {
      // One letter of many says little, and so does a run of words of which the pieces say more.
      if (word.isPieced && word.text.length > 1) exactly(word.text, 1);
      else group(word.text, cutQuery.isOpen && word === words[words.length - 1], word.text.length > 1 ? 1 : 0.5);
    }
    said.forEach(add);
    cutQuery.pieces.forEach(function (piece) { exactly(piece.text, piece.weight); });
    // Where nothing else is known, common words are asked for as they are.
    if (groups.length === 0) words.forEach(add);
    function exactly(text, weight) {
      var at = place(index.list, text);
      if (at < 0 || seen[text]) return;
      seen[text] = true;
      var found = {};
      found[at] = 1;
      groups.push({ words: found, weight: weight });
    }
    cutQuery.compounds.forEach(function (text) { exactly(text, 1); });
    words.forEach(function (word, first) {
      var joined = word.text;
      var phrase = word.text;
      for (var last = first; last < words.length && last < first + 7; last += 1) {
        if (last > first) {
          joined += words[last].text;
          phrase += ' ' + words[last].text;
          if (last < first + 3 && joined.length <= longest) exactly(joined, 0.7);
        }
        if (index.names[phrase]) {
          index.names[phrase].forEach(function (name) { exactly(name, 0.8); });
        }
      }
    });
    return groups;
  }

  /** The name of the file that has a word's entries. */
  function fileOf(index, word) {
    var low = 0;
    var high = index.starts.length;
    while (high - low > 1) {
      var middle = (low + high) >> 1;
      if (index.starts[middle] <= word) low = middle; else high = middle;
    }
    return low;
  }

  /** Entries by how well they fit what a plan asks for; `isCut` where a list of the index leaves some of a word's out. */
  function rank(index, groups, files) {
    // By entry: what all groups say of it, how much of the query that is, and what one group says.
    var scores = new Float64Array(index.entries);
    var said = new Float64Array(index.entries);
    var best = new Float64Array(index.entries);
    var found = [];
    var all = 0;
    var isCut = false;
    function listOf(word) {
      var file = fileOf(index, word);
      return files[index.lists[file]][word - index.starts[file]];
    }
    groups.forEach(function (group) {
      var own = [];
      var most = 0;
      var words = Object.keys(group.words);
      // A query with a known word does not mean a longer one, however rare.
      var least = 0;
      words.forEach(function (key) {
        if (group.words[key] === 1) least = Math.max(least, listOf(Number(key))[0]);
      });
      words.forEach(function (key) {
        var list = listOf(Number(key));
        isCut = isCut || list[0] >= list.length;
        var rarity = Math.log(1 + index.entries / Math.max(least, list[0])) * group.weight;
        most = Math.max(most, rarity);
        var whole = group.words[key] * rarity;
        var entry = 0;
        for (var at = 1; at < list.length; at += 1) {
          var item = list[at];
          entry += item >> 4;
          var score = whole * (item & 15) / 15;
          if (score > best[entry]) {
            if (best[entry] === 0) own.push(entry);
            best[entry] = score;
          }
        }
      });
      all += most;
      for (var at = 0; at < own.length; at += 1) {
        var entry = own[at];
        if (said[entry] === 0) found.push(entry);
        scores[entry] += best[entry];
        said[entry] += most;
        best[entry] = 0;
      }
    });
    var ranked = found.map(function (entry) {
      return { entry: entry, score: scores[entry] * (0.4 + 0.6 * said[entry] / all) };
    }).sort(function (a, b) { return b.score - a.score || a.entry - b.entry; });
    return { entries: ranked, isCut: isCut };
  }

  /**
   * One step of a search: either the names of files that are needed for it, or what was found, the best first, each as
   * {kind, title, url, note, guide, headings}; kind is 0 for a guide, 1 for an issue and 2 for a term; headings are those of
   * a guide, each followed by its anchor. `count` is how many there are, at least.
   *
   * @param index what search.json holds
   * @param files what was loaded so far, by name
   */
  function search(index, files, query, most) {
    open(index);
    var groups = plan(index, query);
    var needs = {};
    function need(name) { if (!files[name]) needs[name] = true; }
    groups.forEach(function (group) {
      Object.keys(group.words).forEach(function (word) { need(index.lists[fileOf(index, Number(word))]); });
    });
    if (Object.keys(needs).length > 0) return { needs: Object.keys(needs) };
    var ranked = rank(index, groups, files);
    var hits = ranked.entries.slice(0, most);
    hits.forEach(function (hit) { need(index.blocks[Math.floor(hit.entry / index.size)]); });
    if (Object.keys(needs).length > 0) return { needs: Object.keys(needs) };
    return {
      count: ranked.entries.length,
      isCut: ranked.isCut,
      hits: hits.map(function (hit) {
        var shown = files[index.blocks[Math.floor(hit.entry / index.size)]][hit.entry % index.size];
        return {
          kind: shown[0], title: shown[1], url: shown[2], note: shown[3], score: hit.score,
          guide: shown[0] === 1 ? shown[4] : '', headings: shown[0] === 0 ? shown[4] : [],
        };
      }),
    };
  }

  /** Up to two headings of a guide that say most of what is asked for: [text, anchor]. */
  function parts(index, groups, headings) {
    var found = [];
    for (var at = 0; at < headings.length; at += 2) {
      var score = marks(index, groups, headings[at]).length;
      if (score > 0) found.push({ part: [headings[at], headings[at + 1]], score: score, at: at });
    }
    return found.sort(function (a, b) { return b.score - a.score || a.at - b.at; }).slice(0, 2)
      .map(function (one) { return one.part; });
  }

  /** Where a text says what is asked for: [start, end] of each word. */
  function marks(index, groups, text) {
    // Folding makes several letters of one, or none: for each it is kept where it was.
    var folded = '';
    var places = [];
    for (var i = 0; i < text.length; i += 1) {
      var letter = fold(text.charAt(i));
      for (var j = 0; j < letter.length; j += 1) places.push(i);
      folded += letter;
    }
    var found = cut(folded);
    var all = [];
    found.words.concat(found.pieces).filter(function (word) {
      var at = place(index.list, word.text);
      return at >= 0 && groups.some(function (group) { return group.words[at] >= 0; });
    }).sort(function (a, b) { return a.start - b.start || b.end - a.end; }).forEach(function (word) {
      var last = all[all.length - 1];
      var end = places[word.end - 1] + 1;
      if (last && places[word.start] < last[1]) last[1] = Math.max(last[1], end); else all.push([places[word.start], end]);
    });
    return all;
  }

  return {
    search: search,
    cut: function (text) { return cut(fold(text)); },
    /** Up to two headings of a hit that say most of what a query asks for: [text, anchor]. */
    parts: function (index, query, headings) {
      return headings.length > 0 ? parts(index, plan(open(index), query), headings) : [];
    },
    /** Where each of some texts says what a query asks for. */
    marks: function (index, query, texts) {
      var groups = plan(open(index), query);
      return texts.map(function (text) { return marks(index, groups, text); });
    },
  };
}());
