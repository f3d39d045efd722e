// The floor under any build of this kind: read each guide, parse it with cmark-gfm and the same extensions, render it,
// write the HTML and the source. Two threads, nothing else.
//   floor FOLDER-OF-GUIDES OUTPUT-FOLDER
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

static void save(const char *name, const char *ending, const char *bytes, size_t length) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s%s", target, name, ending);
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0 || write(file, bytes, length) != (ssize_t)length) {
    perror(path);
    exit(2);
  }
  close(file);
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
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
    const char *extensions[] = {"table", "strikethrough", "autolink", "tasklist"};
    for (int i = 0; i < 4; i++) {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    }
    cmark_parser_feed(parser, buffer, size);
    cmark_node *document = cmark_parser_finish(parser);
    char *html = cmark_render_html(document, CMARK_OPT_FOOTNOTES, cmark_parser_get_syntax_extensions(parser));
    save(names[index], ".html", html, strlen(html));
    save(names[index], "", buffer, size);
    free(html);
    cmark_node_free(document);
    cmark_parser_free(parser);
  }
  free(buffer);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fputs("usage: floor FOLDER OUTPUT\n", stderr);
    return 2;
  }
  source = argv[1];
  target = argv[2];
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
