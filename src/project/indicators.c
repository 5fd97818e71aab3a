/* SPDX-License-Identifier: Apache-2.0 */
/* Folders of indicator files. */
#include "project/indicator.h"

#include <dirent.h>
#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  size_t n, capacity;
  mlg_indicator *items;
} indicator_list;

size_t mlg_indicator_find(const mlg_indicator *indicators, size_t count, const char *id) {
  size_t i = 0;
  while (i < count && strcmp(indicators[i].id, id) != 0) i++;
  return i;
}

static bool is_indicator_file(const char *name) {
  size_t length = strlen(name);
  return name[0] != '.' && length > 5 && strcmp(name + length - 5, ".yaml") == 0;
}

/* What matters most comes first in every output; ties by file name. */
static int by_order(const void *a, const void *b) {
  const mlg_indicator *one = a, *other = b;
  if (one->order != other->order) return one->order < other->order ? -1 : 1;
  return strcmp(one->file, other->file);
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the indicator files of a folder, sorted; none when there is no folder. */
static mlg_status list_files(mlg_arena *arena, const char *folder, const char ***names, size_t *n) {
  size_t capacity = 0;
  *names = NULL;
  *n = 0;
  DIR *directory = opendir(folder);
  if (directory == NULL) return MLG_OK;
  bool room = true;
  for (struct dirent *entry; room && (entry = readdir(directory)) != NULL;) {
    if (!is_indicator_file(entry->d_name)) continue;
    const char *name = mlg_arena_strdup(arena, entry->d_name);
    room = name != NULL && MLG_ROOM(arena, *names, *n, capacity);
    if (room) (*names)[(*n)++] = name;
  }
  closedir(directory);
  if (*n > 1) qsort(*names, *n, sizeof **names, by_name);
  return room ? MLG_OK : MLG_FAILURE;
}

static mlg_status keep(mlg_arena *arena, mlg_yaml *yaml, const mlg_indicator *read,
                       indicator_list *list) {
  size_t held = mlg_indicator_find(list->items, list->n, read->id);
  if (held < list->n && list->items[held].lacks != NULL) {
    list->items[held] = *read; /* a project may make its own of one it has not the data for */
    return MLG_OK;
  }
  if (held < list->n) {
    mlg_yaml_reject(yaml, NULL, MLG_F_INDICATOR_DUPLICATE, read->id, NULL);
    return MLG_OK;
  }
  if (!MLG_ROOM(arena, list->items, list->n, list->capacity)) return MLG_FAILURE;
  list->items[list->n++] = *read;
  return MLG_OK;
}

static mlg_status read_file(mlg_arena *arena, const mlg_settings *kept, const char *path,
                            const mlg_project *project, mlg_findings *findings,
                            indicator_list *list) {
  mlg_yaml yaml;
  mlg_indicator indicator = {0};
  MLG_HAVE(path);
  MLG_TRY(mlg_yaml_open(&yaml, arena, kept, path, mlg_path_name(path), findings));
  yaml_node_t *root = mlg_yaml_root(&yaml);
  if (root != NULL) mlg_indicator_read(&yaml, root, project, &indicator);
  mlg_status status = MLG_OK;
  indicator.path = path;
  indicator.text = yaml.text;
  if (!yaml.rejected) status = keep(arena, &yaml, &indicator, list);
  mlg_yaml_close(&yaml);
  return yaml.rejected ? MLG_REJECTED : status;
}

mlg_status mlg_indicators_read(mlg_arena *arena, const char *folder, const mlg_project *project,
                               mlg_findings *findings, mlg_indicator **indicators, size_t *count) {
  const char **names;
  size_t n;
  bool rejected = false;
  indicator_list list = {*count, *count, *indicators};
  MLG_TRY(list_files(arena, folder, &names, &n));
  for (size_t i = 0; i < n; i++) {
    const char *path = mlg_arena_printf(arena, "%s/%s", folder, names[i]);
    mlg_status status = read_file(arena, NULL, path, project, findings, &list);
    if (status == MLG_FAILURE) return status;
    rejected |= status != MLG_OK;
  }
  if (list.n > 1) qsort(list.items, list.n, sizeof *list.items, by_order);
  *indicators = list.items;
  *count = list.n;
  return rejected ? MLG_REJECTED : MLG_OK;
}

/* Two files may share a name (the project's and a shipped one): each is read by itself. */
mlg_status mlg_indicators_restore(mlg_arena *arena, const mlg_settings *kept,
                                  const mlg_project *project, mlg_findings *findings,
                                  mlg_indicator **indicators, size_t *count) {
  indicator_list list = {0};
  for (size_t i = 0; i < kept->n; i++) {
    const mlg_settings one = {1, &kept->items[i]};
    if (strncmp(one.items->file, "indicateurs/", strlen("indicateurs/")) == 0)
      MLG_TRY(read_file(arena, &one, one.items->file, project, findings, &list));
  }
  *indicators = list.items;
  *count = list.n;
  return MLG_OK;
}
