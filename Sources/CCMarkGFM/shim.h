// node.h shows the node itself: its bytes can be read where they are, and a block's `content` tells
// where each inline came from. It belongs to the same package, and version, as the library.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/node.h>
