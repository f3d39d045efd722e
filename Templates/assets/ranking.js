/* guides: compact */
// Ranks what can be found. No browser is needed for it: `guides check` runs this very file over Content/queries.yml.
// In the syntax of ECMAScript 5, for the engine that the tool has.
var guidesRanking = (function () {
  var longest = 32;
  /** Marks, symbols and spaces beyond ASCII are no letters; everything else there is. */
  var letters = /[0-9a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u0669\u066e-\u06d3\u06d5-\u0963\u0966-\u096f\u0971-\u1fff\u2070-\u209f\u20d0-\u218f\u2440-\u24ff\u2c00-\u2fff\u3005-\u3007\u3040-\u30fa\u30fc-\uffff]+/g;

  /** Scripts that put no space between words (Thai, Lao, Burmese, Khmer, Han, kana), and Hangul, whose words have endings. */
  var unspaced = '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3';
  var runs = new RegExp('[' + unspaced + ']+|[^' + unspaced + ']+', 'g');
  var isUnspaced = new RegExp('^[' + unspaced + ']');

  /** Accents, the points of Arabic and Hebrew, which readers leave out, and the selectors of forms of emoji. */
  var marksOfLetters = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\ufe00-\ufe0f]/g;

  /** A text as the index has it: in compatibility form, without accents, in small letters. */
  function fold(text) {
    if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
    return text.normalize('NFKD').replace(marksOfLetters, '').toLowerCase().replace(/\u03c2/g, '\u03c3').replace(/\u00df/g, 'ss').replace(/\u0671/g, '\u0627').replace(/\u2019/g, "'").replace(/\u2010/g, '-').normalize('NFC');
  }

  /**
   * The words of a folded text: `text`, where it is, and whether it is by itself; what marks such as hyphens bind, joined,
   * all of it and what one kind of mark binds, with the words from `first` to `end` that it is made of; and `pieces`, which are found beside them: any two letters of a script
   * without spaces, and words such as c++, f#, ~all and _dmarc with their signs.
   */
  function cut(folded) {
    // Emoji are no letters, and a letter right after one starts a word.
    folded = folded.replace(/[\ud83c-\ud83e][\udc00-\udfff]/g, '  ');
    var words = [];
    var compounds = [];
    var pieces = [];
    // The compound that is being read: its parts, and the mark between each and the next.
    var parts = [];
    var marks = [];
    var end = -1;
    var match;
    function isBinding(at) { return at >= 0 && '-.\'_='.indexOf(folded.charAt(at)) >= 0; }
    function isLetter(at) { letters.lastIndex = 0; return at >= 0 && letters.test(folded.charAt(at)); }
    function join(from, to) {
      var joined = parts.slice(from, to).join('');
      var first = words.length - parts.length + from;
      if (to - from > 1 && joined.length <= longest) compounds.push({ text: joined, first: first, end: first + to - from });
    }
    function close() {
      join(0, parts.length);
      for (var at = 0, start = 0; at < marks.length; at += 1) {
        if (at + 1 < marks.length && marks[at + 1] === marks[at]) continue;
        if (at + 1 - start < marks.length) join(start, at + 2);
        start = at + 1;
      }
      parts = [];
      marks = [];
    }
    function add(text, start) {
      var isBound = parts.length > 0 && (start === end || start === end + 1 && isBinding(end));
      if (isBound) marks.push(start === end ? '' : folded.charAt(end)); else close();
      end = start + text.length;
      var isPieced = isUnspaced.test(text);
      words.push({
        text: text.slice(0, longest), start: start, end: end, isPieced: isPieced,
        isAlone: parts.length === 0 && !isLetter(end) && !/[+#]/.test(folded.charAt(end)) && !(isBinding(end) && isLetter(end + 1)),
      });
      parts.push(text);
      if (isPieced) {
        for (var at = 0; at < text.length - 1 || at === 0; at += 1) {
          var piece = text.slice(at, at + 2);
          pieces.push({ text: piece, start: start + at, end: start + at + piece.length, weight: 1 / Math.sqrt(text.length) });
        }
        return;
      }
      if (text.length >= longest - 1) return;
      var signs = /^[+#]{1,2}/.exec(folded.slice(end, end + 2));
      if (signs && !isLetter(end + signs[0].length)) {
        pieces.push({ text: text + signs[0], start: start, end: end + signs[0].length, weight: 1 });
      }
      var sign = folded.charAt(start - 1);
      if (text.length > 1 && sign && '~+?-_'.indexOf(sign) >= 0 && !isLetter(start - 2) && !/[~+?_#-]/.test(folded.charAt(start - 2))) {
        pieces.push({ text: sign + text, start: start - 1, end: end, weight: 1 });
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
    var before = [];
    var last = [];
    var row = [];
    for (var at = 0; at <= b.length; at += 1) last[at] = at;
    for (var i = 1; i <= a.length; i += 1) {
      var letter = a.charCodeAt(i - 1);
      var least = row[0] = i;
      for (var j = 1; j <= b.length; j += 1) {
        var other = b.charCodeAt(j - 1);
        var cost = letter === other ? last[j - 1] : 1 + Math.min(last[j], row[j - 1], last[j - 1]);
        if (letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) cost = Math.min(cost, before[j - 2] + 1);
        row[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      var free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[b.length];
  }

  /** What the index is read into once. */
  function open(index) {
    if (index.list) return index;
    index.list = index.words.split(' ');
    index.firsts = index.more.split(' ');
    index.guideOf = index.issues.map(function () { return -1; });
    index.issues.forEach(function (count, guide) {
      for (var at = 0; at < count; at += 1) index.guideOf.push(guide);
    });
    // Without a prototype: somebody may look for "constructor".
    index.isCommon = Object.create(null);
    index.common.split(' ').forEach(function (word) { index.isCommon[word] = true; });
    index.names = Object.create(null);
    for (var at = 0; at < index.forms.length; at += 2) {
      var form = index.forms[at];
      index.names[form] = (index.names[form] || []).concat(index.forms[at + 1].split(' '));
    }
    return index;
  }

  /** Splits the words of a file once: of those that only texts have. */
  function read(file) {
    if (file && !file.list) file.list = file.words.split(' ');
    return file;
  }

  /** The number of the file that would have a word that only texts have; -1 for none. */
  function moreOf(index, word) {
    if (index.texts.length === 0) return -1;
    var at = lowerBound(index.firsts, word);
    return index.firsts[at] === word ? at : at - 1;
  }

  /** The name of the file that has the entries of a word of `index.list`. */
  function listOf(index, number) {
    var list = 0;
    while (index.starts[list + 1] <= number) list += 1;
    return list;
  }

  /** Where a word's entries are: the name of a file, and which of its lists; null for a word that no entry has. */
  function where(index, files, word) {
    var number = place(index.list, word);
    if (number >= 0) {
      var list = listOf(index, number);
      return { file: index.lists[list], at: number - index.starts[list] };
    }
    var more = moreOf(index, word);
    var file = more >= 0 && read(files[index.texts[more]]);
    var at = file ? place(file.list, word) : -1;
    return at >= 0 ? { file: index.texts[more], at: at } : null;
  }

  function has(index, files, word) { return where(index, files, word) !== null; }

  /** Calls back with each word that starts with `start`: of the index, and of the file where `word` would be. */
  function each(index, files, start, word, call) {
    var more = moreOf(index, word);
    var file = more >= 0 && read(files[index.texts[more]]);
    [index.list, file ? file.list : []].forEach(function (list) {
      for (var at = lowerBound(list, start); at < list.length && list[at].indexOf(start) === 0; at += 1) call(list[at]);
    });
  }

  /** The words that a word which is not there is a slip of, with how well they fit: of those that begin as it does. */
  function misspelled(index, files, word, found) {
    var most = word.length > 7 ? 2 : 1;
    function look(start) {
      each(index, files, start, word, function (near) {
        var steps = distance(word, near, most);
        if (steps <= most) found[near] = steps === 1 ? 0.7 : 0.45;
      });
    }
    look(word.charAt(0));
    if (word.charAt(1) !== word.charAt(0)) look(word.charAt(1) + word.charAt(0));
  }

  function stem(word) {
    var stem = word.replace(/(ies|ing|ed|es|s|y)$/, '');
    return word.length > 2 && stem.length > 2 && !/^[0-9]+$/.test(word) ? stem : word;
  }

  /** The words of the index that a word of a query may mean, with how well they fit, from 0 to 1. Pasted texts have no slips. */
  function meanings(index, files, word, mayGrow, mayErr) {
    var found = Object.create(null);
    var any = false;
    function add(other, quality) {
      any = true;
      if (!(found[other] >= quality)) found[other] = quality;
    }
    if (has(index, files, word)) add(word, 1);
    if (word.length === 1) {
      // Of a script without spaces a letter is found in the pieces that have it.
      if (isUnspaced.test(word)) {
        index.list.forEach(function (other) {
          if (other.length === 2 && other.indexOf(word) >= 0) add(other, 0.6);
        });
      }
      return found;
    }
    var isNumber = /^[0-9]+$/.test(word);
    var root = stem(word);
    if (!isNumber && word.length > 2) {
      each(index, files, root, root, function (other) {
        var ending = other.slice(root.length);
        if (/^(|s|es|ed|ing|y|ies|e)$/.test(ending)) add(other, 0.8);
        else if (/^(er|ers|ion|ions|or|ors|ment|ments|able|ation|ations|ly|ings|ive)$/.test(ending)) add(other, 0.6);
      });
    }
    if (mayGrow || !any && word.length > 3 && !isNumber) {
      var longer = [];
      each(index, files, word, word, function (other) { longer.push(other); });
      longer.sort(function (a, b) { return a.length - b.length || (a < b ? -1 : 1); });
      longer.slice(0, 40).forEach(function (other) { add(other, 0.35 + 0.45 * word.length / other.length); });
    }
    if (!any && mayErr && !/[0-9]/.test(word) && word.length > 3) misspelled(index, files, word, found);
    return found;
  }

  /**
   * What a query asks for: groups of words, one for each thing that it says, or the files that are needed to tell. A
   * group without words is of a word that no entry has.
   */
  function plan(index, files, query, takesCommon) {
    var cutQuery = cut(fold(query));
    var words = cutQuery.words;
    var asked = [];
    var seen = Object.create(null);
    function ask(text, weight, isExact, mayGrow, counts) {
      if (seen[text]) return;
      seen[text] = true;
      asked.push({ text: text, weight: weight, isExact: isExact, mayGrow: mayGrow, counts: counts });
    }
    function add(word, at) {
      // One letter of many says little, and so does a run of words of which the pieces say more.
      var isExact = word.isPieced && word.text.length > 1;
      ask(word.text, isBound[at] || word.text.length < 2 ? 0.5 : 1, isExact, cutQuery.isOpen && word === words[words.length - 1]);
    }
    // What a known compound says its words say no second time.
    var isBound = [];
    cutQuery.compounds.forEach(function (compound) {
      if (!has(index, files, compound.text)) return;
      for (var at = compound.first; at < compound.end; at += 1) isBound[at] = true;
    });
    words.forEach(function (word, at) {
      if (takesCommon || (word.text.length > 1 || word.isAlone || word.isPieced) && !index.isCommon[word.text]) add(word, at);
    });
    cutQuery.pieces.forEach(function (piece) { ask(piece.text, piece.weight, true, false, isUnspaced.test(piece.text)); });
    cutQuery.compounds.forEach(function (compound) { if (!index.isCommon[compound.text]) ask(compound.text, 1, true, false, true); });
    words.forEach(function (word, first) {
      var joined = word.text;
      var phrase = word.text;
      for (var last = first; last < words.length && last < first + 7; last += 1) {
        if (last > first) {
          joined += words[last].text;
          phrase += ' ' + words[last].text;
          if (last < first + 3 && joined.length <= longest) ask(joined, 0.4, true);
        }
        if (index.names[phrase]) index.names[phrase].forEach(function (name) { ask(name, 0.8, true); });
      }
    });
    var needs = Object.create(null);
    asked.forEach(function (one) {
      [one.text, one.isExact ? one.text : stem(one.text)].forEach(function (text) {
        var more = one.isExact && place(index.list, text) >= 0 ? -1 : moreOf(index, text);
        if (more >= 0 && !files[index.texts[more]]) needs[index.texts[more]] = true;
      });
    });
    if (Object.keys(needs).length > 0) return { needs: Object.keys(needs) };
    var groups = [];
    asked.forEach(function (one) {
      var found;
      if (one.isExact) {
        // A code that no entry has counts, and so does a pair of letters; other joined words do not.
        if (!has(index, files, one.text) && !one.counts) return;
        found = Object.create(null);
        if (has(index, files, one.text)) found[one.text] = 1;
      } else {
        found = meanings(index, files, one.text, one.mayGrow, words.length < 25);
      }
      var fit = Object.keys(found).reduce(function (most, word) { return Math.max(most, found[word]); }, 0);
      groups.push({ words: found, weight: one.weight, fit: fit });
    });
    // Where nothing else is known, common words are asked for as they are.
    if (!takesCommon && !groups.some(function (group) { return group.fit > 0; })) return plan(index, files, query, true);
    return { groups: groups };
  }

  /** How much a word tells that some entries have; a little less than proportional to its surprise, by measurement. */
  function rarityOf(index, entries) { return Math.pow(Math.log(1 + index.entries / entries), 0.8); }

  /** Entries by how well they fit what a plan asks for; `isCut` where a list of the index leaves some of a word's out. */
  function rank(index, files, groups) {
    // By entry: what all groups say of it, how much of the query that is, and what one group says.
    var scores = new Float64Array(index.entries);
    var said = new Float64Array(index.entries);
    var best = new Float64Array(index.entries);
    var found = [];
    var all = 0;
    var unknown = 0;
    var isCut = false;
    groups.forEach(function (group) {
      var own = [];
      var most = 0;
      var lists = Object.keys(group.words).map(function (word) {
        var place = where(index, files, word);
        var file = files[place.file];
        return { fit: group.words[word], list: (file.lists || file)[place.at] };
      });
      // A slip may be another word as well.
      if (group.fit < 0.6) unknown += (1 - group.fit) * rarityOf(index, 1) * group.weight;
      // A query with a known word does not mean another form of it, however rare.
      var least = 0;
      lists.forEach(function (one) { if (one.fit >= 0.8) least = Math.max(least, one.list[0]); });
      lists.forEach(function (one) {
        var list = one.list;
        isCut = isCut || list[0] >= list.length;
        var rarity = rarityOf(index, Math.max(least, list[0])) * group.weight;
        most = Math.max(most, rarity);
        var whole = one.fit * rarity;
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
      group.rarity = most;
      all += most;
      for (var at = 0; at < own.length; at += 1) {
        var entry = own[at];
        if (said[entry] === 0) found.push(entry);
        scores[entry] += best[entry];
        said[entry] += most;
        best[entry] = 0;
      }
    });
    found.forEach(function (entry) { scores[entry] *= 0.6 + 0.4 * said[entry] / all; });
    var ranked = found.map(function (entry) {
      // An issue of a guide that is about what is asked for is more likely meant than one that only has the words. What is
      // named by just these words is meant itself.
      var guide = index.guideOf[entry];
      var more = guide >= 0 ? 0.35 * scores[guide] : scores[entry] > 0.9 * all ? 0.4 * scores[entry] : 0;
      return { entry: entry, score: scores[entry] + more, said: said[entry] / (all + unknown) };
    }).sort(function (a, b) { return b.score - a.score || a.entry - b.entry; });
    return { entries: ranked, isCut: isCut };
  }

  function categories(index) {
    var entries = [];
    for (var at = index.entries - index.categories; at < index.entries; at += 1) entries.push({ entry: at, score: 0, said: 1 });
    return { entries: entries, isCut: false };
  }

  /**
   * One step of a search: either the names of files that are needed for it, or what was found, the best first, each as
   * {kind, title, url, note, guide, headings}; kind is 0 for a guide, 1 for an issue, 2 for a term and 3 for a category; headings are those of
   * a guide, each followed by its anchor. `count` is how many there are, at least; `fits` whether the best of them says
   * most of what is asked for, or says a part of it clearly; `groups` is what is asked for.
   *
   * @param index what search.json holds
   * @param files what was loaded so far, by name
   */
  function search(index, files, query, most) {
    open(index);
    // Before anything is asked for, the categories are shown, which are the last entries.
    var isAsked = /\S/.test(query);
    var step = isAsked ? plan(index, files, query) : { groups: [] };
    if (step.needs) return step;
    var needs = Object.create(null);
    function need(name) { if (!files[name]) needs[name] = true; }
    step.groups.forEach(function (group) {
      Object.keys(group.words).forEach(function (word) { need(where(index, files, word).file); });
    });
    if (Object.keys(needs).length > 0) return { needs: Object.keys(needs) };
    var ranked = isAsked ? rank(index, files, step.groups) : categories(index);
    var hits = ranked.entries.slice(0, Math.max(most, 8));
    hits.forEach(function (hit) { need(index.blocks[Math.floor(hit.entry / index.size)]); });
    if (Object.keys(needs).length > 0) return { needs: Object.keys(needs) };
    var asked = plain(query);
    var shown = hits.map(function (hit, at) {
      var entry = files[index.blocks[Math.floor(hit.entry / index.size)]][hit.entry % index.size];
      // A guide or an issue that is named just so comes first.
      var isNamed = asked && entry[0] < 2 && (plain(entry[1]) === asked || entry[2].split(/[\/#]/).pop() === asked);
      return {
        kind: entry[0], title: entry[1], url: entry[2], note: entry[3], score: hit.score,
        guide: entry[0] === 1 ? entry[4] : '', headings: entry[0] === 0 ? entry[4] : [], at: isNamed ? at - most - 8 : at,
      };
    }).sort(function (a, b) { return a.at - b.at; }).slice(0, most);
    return {
      count: ranked.entries.length,
      isCut: ranked.isCut,
      fits: !isAsked || hits.some(function (hit) { return hit.said >= 0.7 || hit.score >= 0.65 * rarityOf(index, 1); }),
      groups: step.groups,
      hits: shown,
    };
  }

  /** Up to two headings of a guide that say most of what is asked for: [text, anchor]. */
  function parts(groups, headings) {
    var found = [];
    for (var at = 0; at < headings.length; at += 2) {
      var score = marks(groups, headings[at]).length;
      if (score > 0) found.push({ part: [headings[at], headings[at + 1]], score: score, at: at });
    }
    return found.sort(function (a, b) { return b.score - a.score || a.at - b.at; }).slice(0, 2)
      .map(function (one) { return one.part; });
  }

  /**
   * The sentence of some texts that says most of what is asked for: {text, marks, at}, where `at` is the index of its text and
   * marks are its own; null where none says anything.
   */
  function sentence(groups, texts) {
    var best = null;
    texts.forEach(function (text, at) {
      (text.match(/[^.!?\u3002\uff01\uff1f]+(?:[.!?](?=\S)[^.!?\u3002\uff01\uff1f]*)*[.!?\u3002\uff01\uff1f]*\s*/g) || []).forEach(function (piece) {
        var found = marks(groups, piece);
        if (found.length > 0 && (!best || found.said > best.marks.said)) best = { text: piece, marks: found, at: at };
      });
    });
    if (best && best.text.length > 220) {
      // From a word shortly before the first mark on; the page shows two lines of it.
      var first = best.marks[0][0];
      var from = Math.max(best.text.lastIndexOf(' ', first - 30) + 1, first - 150);
      var cut = (from ? '\u2026' : '') + best.text.slice(from, from + 220) + '\u2026';
      best = { text: cut, marks: marks(groups, cut), at: best.at };
    }
    return best;
  }

  /** Where a text says what is asked for: [start, end] of each word. `said` is what of it is said, by rarity. */
  function marks(groups, text) {
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
    all.said = 0;
    var seen = [];
    // A compound is from the start of its first word to the end of its last one.
    var compounds = found.compounds.map(function (one) {
      return { text: one.text, start: found.words[one.first].start, end: found.words[one.end - 1].end };
    });
    found.words.concat(found.pieces, compounds).filter(function (word) {
      var is = false;
      groups.forEach(function (group, number) {
        if (!group.words[word.text]) return;
        is = true;
        if (!seen[number]) all.said += group.rarity;
        seen[number] = true;
      });
      return is;
    }).sort(function (a, b) { return a.start - b.start || b.end - a.end; }).forEach(function (word) {
      var last = all[all.length - 1];
      var end = places[word.end - 1] + 1;
      if (last && places[word.start] < last[1]) last[1] = Math.max(last[1], end); else all.push([places[word.start], end]);
    });
    return all;
  }

  /** A text as an address has it. */
  function plain(text) { return fold(text).replace(/[^0-9a-z\u0080-\uffff]+/g, '-').replace(/^-|-$/g, ''); }

  /**
   * Up to three pages whose addresses are near one that does not exist, the nearest first: {title, url}. Slips are forgiven by
   * the length of the address, and an address is near as well if one of the two has all words of the other.
   *
   * @param names the site's addresses without its path, each followed by the title and the address that answers it
   * @param path what was asked for, without the site's path
   */
  function near(names, path) {
    path = path.replace(/(\.(md|html?))?\/*$/, '');
    var whole = plain(path);
    var last = plain(path.split('/').pop());
    var found = [];
    for (var at = 0; at < names.length; at += 3) {
      var name = plain(names[at]);
      var most = name.length < 3 ? 0 : name.length < 6 ? 1 : Math.min(4, Math.max(2, Math.floor(name.length / 6)));
      var steps = Math.min(distance(whole, name, most), distance(last, name, most));
      var score = steps <= most ? 2 - steps / name.length : shared(last.split('-'), name.split('-'));
      if (score > 0) found.push({ title: names[at + 1], url: names[at + 2], score: score, at: at });
    }
    var seen = Object.create(null);
    return found.sort(function (a, b) { return b.score - a.score || a.at - b.at; })
      .filter(function (one) { return !seen[one.url] && (seen[one.url] = true); }).slice(0, 3);
  }

  /** The share of words that two lists have in common, if one has all of the other, or most of several; else 0. */
  function shared(a, b) {
    var both = a.filter(function (word) { return b.indexOf(word) >= 0; });
    var least = Math.min(a.length, b.length);
    var share = least / Math.max(a.length, b.length);
    if (both.length === least && share >= 0.4 && !/^(\w\w?|the|and|for|guides?|docs|index|www)$/.test(both.join('-'))) return share;
    return both.length > 1 && both.length >= 0.6 * a.length ? 0.3 : 0;
  }

  return {
    search: search,
    near: near,
    cut: function (text) { return cut(fold(text)); },
    parts: parts,
    marks: marks,
    sentence: sentence,
    rarity: rarityOf,
  };
}());
