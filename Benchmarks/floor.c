// The floor under any build of this kind: read each guide, parse it with cmark-gfm and the same extensions, render it,
// write the HTML and the source. Two threads, nothing else.
//   floor FOLDER-OF-GUIDES OUTPUT-FOLDER [FILES BYTES]
// With FILES and BYTES it is the floor under a build that publishes so many files and bytes a guide and proves its pairs:
// each guide is parsed and rendered once more, as a twin has to be, and the further files are written, empty of meaning.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char **names;
static int count;
static const char *source, *target;
static atomic_int cursor;
static int files = 2;
static size_t bytes;

static void save(const char *name, const char *ending, const char *content, size_t length) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s%s", target, name, ending);
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0 || write(file, content, length) != (ssize_t)length) {
    perror(path);
    exit(2);
  }
  close(file);
}

/* The HTML of a guide, to be freed. */
static char *render(const char *text, size_t size) {
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
  const char *extensions[] = {"table", "strikethrough", "autolink", "tasklist"};
  for (int i = 0; i < 4; i++) {
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
  }
  cmark_parser_feed(parser, text, size);
  cmark_node *document = cmark_parser_finish(parser);
  char *html = cmark_render_html(document, CMARK_OPT_FOOTNOTES, cmark_parser_get_syntax_extensions(parser));
  cmark_node_free(document);
  cmark_parser_free(parser);
  return html;
}

static void *work(void *unused) {
  (void)unused;
  char *buffer = NULL;
  size_t capacity = 0;
  for (;;) {
    int index = atomic_fetch_add(&cursor, 1);
    if (index >= count) break;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", source, names[index]);
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) {
      perror(path);
      exit(2);
    }
    size_t size = (size_t)status.st_size;
    if (size > capacity) {
      capacity = size * 2;
      buffer = realloc(buffer, capacity);
    }
    if (read(file, buffer, size) != (ssize_t)size) exit(2);
    close(file);
    char *html = render(buffer, size);
    size_t length = strlen(html);
    save(names[index], ".html", html, length);
    save(names[index], "", buffer, size);
    free(html);
    if (files <= 2) continue;
    free(render(buffer, size));
    size_t left = bytes > length + size ? bytes - length - size : 0;
    size_t each = left / (size_t)(files - 2);
    if (each > capacity) {
      capacity = each;
      buffer = realloc(buffer, capacity);
    }
    for (int i = 2; i < files; i++) {
      char ending[32];
      snprintf(ending, sizeof ending, ".%d", i);
      save(names[index], ending, buffer, each);
    }
  }
  free(buffer);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 3 && argc != 5) {
    fputs("usage: floor FOLDER OUTPUT [FILES BYTES]\n", stderr);
    return 2;
  }
  source = argv[1];
  target = argv[2];
  if (argc == 5) {
    files = atoi(argv[3]);
    bytes = (size_t)atol(argv[4]);
  }
  cmark_gfm_core_extensions_ensure_registered();
  struct dirent **entries;
  int all = scandir(source, &entries, NULL, alphasort);
  names = calloc((size_t)all, sizeof *names);
  for (int i = 0; i < all; i++) {
    if (entries[i]->d_name[0] != '.') names[count++] = entries[i]->d_name;
  }
  pthread_t second;
  pthread_create(&second, NULL, work, NULL);
  work(NULL);
  pthread_join(second, NULL);
  return 0;
}
