/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PROJECT_YAML_H
#define PROJECT_YAML_H

#include <maillage/finding.h>
#include <maillage/project.h>
#include <stdbool.h>
#include <stddef.h>
#include <yaml.h>

/**
 * @file
 * A YAML file walked against a schema of ours. libyaml's document API keeps
 * every scalar as text with its exact place, so that `20,5`, `010` or `2019x`
 * are seen as they were written.
 *
 * A mistake is reported and the walk goes on, so that one reading names every
 * mistake; `rejected` remembers that there was one.
 */
typedef struct {
  mlg_arena *arena;
  mlg_findings *findings;
  const mlg_settings *kept; /* where files are read; NULL: on disk */
  const char *file;         /* for findings */
  const char *text;         /* all of it; arena-owned */
  size_t size;
  yaml_document_t document;
  bool rejected;
} mlg_yaml;

/* How a value is written, and the C type it is stored as. */
typedef enum {
  MLG_YAML_TEXT,     /* const char *, not empty */
  MLG_YAML_NUMBER,   /* double within [min, max] */
  MLG_YAML_INTEGER,  /* int within [min, max] */
  MLG_YAML_RANGE,    /* mlg_range: a number, or {valeur, min, max} */
  MLG_YAML_BOOLEAN,  /* bool: oui, non */
  MLG_YAML_TEXTS,    /* mlg_yaml_texts: a sequence of texts */
  MLG_YAML_NUMBERS,  /* mlg_yaml_numbers: a sequence of numbers within [min, max] */
  MLG_YAML_NODE,     /* yaml_node_t *: walked by the caller */
  MLG_YAML_MAPPING,  /* yaml_node_t *, a mapping */
  MLG_YAML_SEQUENCE, /* yaml_node_t *, a sequence */
} mlg_yaml_kind;

typedef struct {
  size_t n;
  const char **items;
} mlg_yaml_texts;

typedef struct {
  size_t n;
  double *items;
} mlg_yaml_numbers;

/* One key of a mapping: where its value goes in the target structure. */
typedef struct {
  const char *key;
  mlg_yaml_kind kind;
  bool required;
  size_t offset;
  double min, max; /* of numbers */
} mlg_yaml_field;

#define MLG_FIELD(type, member, name, kind_, required_)                                            \
  { .key = (name), .kind = (kind_), .required = (required_), .offset = offsetof(type, member) }
#define MLG_BOUNDED(type, member, name, kind_, required_, min_, max_)                              \
  {                                                                                                \
    .key = (name), .kind = (kind_), .required = (required_), .offset = offsetof(type, member),     \
    .min = (min_), .max = (max_)                                                                   \
  }

/* Reads `path` (named `file` in findings), among those kept if `kept` is not NULL;
 * mlg_yaml_close() it when MLG_OK. */
mlg_status mlg_yaml_open(mlg_yaml *yaml, mlg_arena *arena, const mlg_settings *kept,
                         const char *path, const char *file, mlg_findings *findings);
void mlg_yaml_close(mlg_yaml *yaml);

/* Whether a file that `yaml` names is there to be read. Of kept settings, all files are said to be:
 * those that matter were read when they were kept, the others may have gone since. */
bool mlg_yaml_readable(const mlg_yaml *yaml, const char *path);

/* The root of the document; NULL (reported) when it is no mapping. */
yaml_node_t *mlg_yaml_root(mlg_yaml *yaml);

/* Stores the values of a mapping into `target`; reports every key that is wrong. */
void mlg_yaml_walk(mlg_yaml *yaml, yaml_node_t *mapping, const mlg_yaml_field *fields, size_t n,
                   void *target);

/* Iterates over a mapping whose keys are free names: false when there is no i-th pair. */
bool mlg_yaml_pair(mlg_yaml *yaml, yaml_node_t *mapping, size_t i, const char **key,
                   yaml_node_t **key_node, yaml_node_t **value);

/* Rejects a free name given twice in a mapping. */
void mlg_yaml_distinct(mlg_yaml *yaml, yaml_node_t *mapping);
size_t mlg_yaml_count(const yaml_node_t *collection);
yaml_node_t *mlg_yaml_item(mlg_yaml *yaml, yaml_node_t *sequence, size_t i);

/* One value, outside a walk. `target` is left untouched when it is wrong. */
void mlg_yaml_read(mlg_yaml *yaml, yaml_node_t *node, const mlg_yaml_field *field, void *target);

/* Where a node stands. */
mlg_position mlg_yaml_position(const mlg_yaml *yaml, const yaml_node_t *node);

/* Reports a mistake at a node. */
void mlg_yaml_reject(mlg_yaml *yaml, const yaml_node_t *node, mlg_finding_code code,
                     const char *value, const char *expected);

/* "« near » ?" when a candidate is near `name`, else the list of candidates. */
const char *mlg_yaml_suggest(mlg_yaml *yaml, const char *name, const char *const *candidates,
                             size_t n);

/* A scalar's text; "" for anything else. */
const char *mlg_yaml_text(const yaml_node_t *node);

#define MLG_LENGTH(array) (sizeof(array) / sizeof *(array))

#endif
