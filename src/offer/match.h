/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_MATCH_H
#define OFFER_MATCH_H

#include <maillage/index.h>
#include <maillage/offer.h>

/**
 * @file
 * How alike two entries are: what is compared, and the score.
 *
 * Everything is indexed by *rank*: entries in an order that depends on their contents
 * alone, so that neither ties nor rounding depend on the order of rows.
 */

/** Words seen so far, and how many texts hold each. */
typedef struct {
  mlg_arena *arena;
  mlg_index index;
  size_t n, capacity, n_texts;
  struct mlg_word_count {
    size_t texts, last; /* the last text that counted it, from 1 */
  } * counts;
} mlg_vocabulary;

/** A set of words, in order of their numbers. */
typedef struct {
  size_t n;
  size_t *words;
} mlg_bag;

mlg_status mlg_vocabulary_init(mlg_vocabulary *vocabulary, mlg_arena *arena, size_t expected);

/** The words of a folded text. */
mlg_status mlg_bag_read(mlg_vocabulary *vocabulary, const char *folded, mlg_bag *bag);

/** What words weigh, by number: rare ones more (inverse document frequency). */
double *mlg_vocabulary_weights(const mlg_vocabulary *vocabulary);

/**
 * How far two bags overlap by weight, 0 to 1: the mean of what they share over both and of
 * what they share over the lighter, so that a longer name is still like a shorter one.
 */
double mlg_bag_likeness(const double *weights, const mlg_bag *a, const mlg_bag *b);

/** A kind of organisation that a name says ("CCAS", "bibliothèque"…); 0: not said. */
typedef size_t mlg_name_kind;

/**
 * Splits a folded name: its kind, and the words that tell it apart, without those of the kind,
 * of the commune and of the grammar. `typology` (codes by "|") speaks where the name does not.
 */
mlg_status mlg_name_read(mlg_arena *arena, const char *folded, const char *commune,
                         const char *typology, mlg_name_kind *kind, char **words);

/** A street and a number in it. */
typedef struct {
  mlg_bag street;  /* Its words, without "rue" and grammar. */
  size_t way;      /* "rue", "place"…; 0: not said. */
  bool small;      /* A way whose middle is near all of it. */
  unsigned number; /* 0: none. */
} mlg_address;

mlg_status mlg_address_read(mlg_vocabulary *vocabulary, const char *folded, mlg_address *address);

typedef enum {
  MLG_ADDRESS_UNKNOWN, /* one is blank */
  MLG_ADDRESS_OTHER,   /* two streets */
  MLG_ADDRESS_NUMBERS, /* one street, two numbers */
  MLG_ADDRESS_STREET,  /* one street, a number missing */
  MLG_ADDRESS_SAME,
} mlg_address_relation;

mlg_address_relation mlg_address_compare(const double *weights, const mlg_address *a,
                                         const mlg_address *b);

/** What is compared of an entry. Texts are "" when unknown. */
typedef struct {
  size_t entry;
  bool has_position, itinerant;
  mlg_point at;
  mlg_name_kind kind;
  mlg_bag name;
  mlg_address address;
  const char *commune; /* code, else folded name */
  const char *siret, *phone;
} mlg_features;

typedef struct {
  size_t n;
  mlg_features *features; /* by rank */
  const double *weights;
  double same_site_m;
} mlg_comparison;

/** By what rows say, so that their order in the files changes nothing. */
int mlg_entry_compare(const mlg_entry *a, const mlg_entry *b);

/** Those entries that take part in merging. */
mlg_status mlg_comparison_make(mlg_arena *arena, const mlg_directory *directory,
                               const mlg_offer_rules *rules, mlg_comparison *comparison);

/** Compares two ranks; `kind` is left to the caller, `a` and `b` are entries. */
mlg_match mlg_match_score(const mlg_comparison *comparison, size_t a, size_t b);

/** Whether the places alone make one roof of two ranks compared so. */
bool mlg_match_one_roof(const mlg_match *match);

/** Whether they may belong to one group (of one organisation, or of one roof). */
bool mlg_match_bearable(const mlg_comparison *comparison, size_t a, size_t b, bool one_roof);

/** One organisation from this score on; worth a look from the second. */
extern const double MLG_MATCH_JOINS, MLG_MATCH_WORTH_A_LOOK;
/** No pair is looked for beyond, without a key in common. */
extern const double MLG_MATCH_RADIUS_M;

/** A pair of ranks, a < b. */
typedef struct {
  size_t a, b;
} mlg_pair;

/** Pairs worth comparing, each once: near each other, or with a key in common. */
mlg_status mlg_match_pairs(mlg_arena *arena, const mlg_comparison *comparison, mlg_pair **pairs,
                           size_t *n);

#endif
