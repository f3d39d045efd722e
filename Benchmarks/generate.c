// Writes a synthetic site: N guides of about 7 KB with links, tables, code and issues, always the same for one N.
//   generate N FOLDER
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WORDS = 4000, TERMS = 200 };

static uint64_t state;
static char words[WORDS][16];

static uint32_t next(uint32_t below) {
  state = state * 6364136223846793005ULL + 1442695040888963407ULL;
  return (uint32_t)((state >> 33) % below);
}

// Few words are frequent and most are rare, as in real text.
static const char *word(void) {
  uint32_t a = next(WORDS), b = next(WORDS), c = next(WORDS);
  uint32_t least = a < b ? a : b;
  return words[least < c ? least : c];
}

// A word of the guide's own subject.
static const char *subject(uint32_t guide) { return words[(guide * 37 + next(60)) % WORDS]; }

static void sentence(FILE *f, uint32_t guide, uint32_t guides, int mayLink) {
  uint32_t length = 8 + next(8);
  for (uint32_t i = 0; i < length; i++) {
    const char *w = next(4) == 0 ? subject(guide) : word();
    if (i == 0) {
      fputc(w[0] - 32, f);
      fputs(w + 1, f);
    } else {
      fputs(w, f);
    }
    if (mayLink && next(90) == 0) fprintf(f, " [%s %s](guide-%u.md)", word(), word(), (guide + 1 + next(guides - 1)) % guides);
    if (next(80) == 0) fprintf(f, " TERM%u", next(TERMS));
    if (next(50) == 0) fprintf(f, " `%s=%s`", word(), word());
    if (i + 1 < length) fputs(next(9) == 0 ? ", " : " ", f);
  }
  fputs(". ", f);
}

static void paragraph(FILE *f, uint32_t guide, uint32_t guides, uint32_t sentences) {
  for (uint32_t i = 0; i < sentences; i++) sentence(f, guide, guides, 1);
  fputs("\n\n", f);
}

static void folder(const char *path) {
  if (mkdir(path, 0755) != 0 && errno != EEXIST) {
    perror(path);
    exit(2);
  }
}

static FILE *create(const char *root, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", root, name);
  FILE *f = fopen(path, "w");
  if (!f) {
    perror(path);
    exit(2);
  }
  return f;
}

static void guide(const char *root, uint32_t n, uint32_t guides, uint32_t categories) {
  char name[64];
  snprintf(name, sizeof name, "Content/guides/guide-%u.md", n);
  FILE *f = create(root, name);
  const char *one = subject(n), *two = word(), *three = subject(n), *four = word();
  fprintf(f, "---\ntitle: %s %s and %s %u\n", subject(n), word(), word(), n);
  fprintf(f, "summary: How %s %s keeps %s %s in number %u of the guides", one, two, three, four, n);
  // The guides that explain a term say so, soon.
  uint32_t every = guides / TERMS, term = every && n % every == 0 && n / every < TERMS ? n / every : TERMS;
  if (term < TERMS) fprintf(f, ", with TERM%u", term);
  fprintf(f, ".\nkeywords: [%s %s, %s %s]\n", one, two, three, four);
  fprintf(f, "category: category-%u\nupdated: 2026-%02u-%02u\n", n % categories, 1 + next(12), 1 + next(28));
  if (next(2)) fprintf(f, "related: [guide-%u]\n", next(guides));
  fprintf(f, "resources:\n  - guide: guide-%u\n    note: Read it after this one.\n", (n + 1) % guides);
  fprintf(f, "  - title: RFC %u\n    url: https://www.rfc-editor.org/rfc/rfc%u\n    note: The standard.\n---\n\n",
          1000 + n, 1000 + n);
  if (term < TERMS) fprintf(f, "TERM%u comes first. ", term);
  paragraph(f, n, guides, 5);
  paragraph(f, n, guides, 6);
  for (uint32_t i = 1; i <= 6; i++) {
    fprintf(f, "%u. ", i);
    sentence(f, n, guides, 1);
    fputc('\n', f);
  }
  fputc('\n', f);
  for (int section = 0; section < 3; section++) {
    fprintf(f, "## Part %d %s %s\n\n", section, subject(n), word());
    paragraph(f, n, guides, 4);
    if (section == 0) {
      fputs("| record | value | *note* |\n| --- | :-: | --: |\n", f);
      for (int row = 0; row < 6; row++) fprintf(f, "| %s | `v=%s` | %s %s |\n", word(), word(), word(), word());
      fputc('\n', f);
    }
    if (section == 1) {
      fputs("```sh\n", f);
      for (int line = 0; line < 5; line++) fprintf(f, "%s --%s %s # [no](link.md)\n", word(), word(), word());
      fputs("```\n\n", f);
    }
    if (section == 2) {
      fputs("> ", f);
      sentence(f, n, guides, 0);
      fputs("\n\n", f);
    }
  }
  fputs("## Fix Common Issues\n\n", f);
  for (int issue = 0; issue < 5; issue++) {
    fprintf(f, "### Missing %s %s Record %u-%d\n\nA checker found no `TXT` record. ", subject(n), word(), n, issue);
    sentence(f, n, guides, 1);
    fputs("\n\n", f);
    for (uint32_t i = 1; i <= 4; i++) {
      fprintf(f, "%u. ", i);
      sentence(f, n, guides, 0);
      fputs(i == 4 ? "Run the checker again.\n" : "\n", f);
    }
    fputc('\n', f);
  }
  fclose(f);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fputs("usage: generate N FOLDER\n", stderr);
    return 2;
  }
  uint32_t guides = (uint32_t)atoi(argv[1]);
  const char *root = argv[2];
  uint32_t categories = guides / 200 < 5 ? 5 : guides / 200;
  const char *syllables[] = {"ba", "der", "fi", "gol", "hu", "jan", "ke", "lom", "mi", "nur", "po", "quen", "ri", "sta", "tu", "vel"};
  for (uint32_t i = 0; i < WORDS; i++) {
    snprintf(words[i], sizeof words[i], "%s%s%s", syllables[i % 16], syllables[(i / 16) % 16], syllables[(i / 256) % 16]);
  }
  state = 20261120;
  char path[4096];
  folder(root);
  snprintf(path, sizeof path, "%s/Content", root);
  folder(path);
  snprintf(path, sizeof path, "%s/Content/guides", root);
  folder(path);
  FILE *f = create(root, "Content/site.yml");
  fputs("name: Synthetic Guides\nsummary: Guides that nobody reads.\nbase-url: https://example.com\n"
        "keywords: [one guide, two guide]\nagent-notes: [One note., Another note.]\ncategories:\n", f);
  for (uint32_t i = 0; i < categories; i++) fprintf(f, "  - {id: category-%u, title: Category %u, summary: Number %u.}\n", i, i, i);
  fclose(f);
  f = create(root, "Content/terms.yml");
  for (uint32_t i = 0; i < TERMS; i++) fprintf(f, "- term: TERM%u\n  guide: guide-%u\n", i, i * (guides / TERMS));
  fclose(f);
  for (uint32_t i = 0; i < guides; i++) guide(root, i, guides, categories);
  return 0;
}
