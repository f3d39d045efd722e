#ifndef GUIDES_DNS_H
#define GUIDES_DNS_H

#include <ldns/ldns.h>
#include <unbound.h>

#endif
