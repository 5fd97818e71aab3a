/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/schema.h>

#include "load/coherence.h"
#include "load/load_internal.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

/* A schema being read. */
typedef struct {
  mlg_arena *arena;
  mlg_findings *findings;
  const char *file;
  const char *field; /* the one being read, NULL outside fields */
} reader;

/* jansson forgets places once the text is parsed: the field is named instead. */
static mlg_status reject(const reader *in, const char *what) {
  return mlg_report(in->findings, (mlg_finding){.code = MLG_F_SCHEMA_UNREADABLE,
                                                .file = in->file,
                                                .column = in->field,
                                                .value = what});
}

static mlg_status leave_out(const reader *in, const char *key, const char *value) {
  const char *what = value == NULL ? key : mlg_arena_printf(in->arena, "%s: %s", key, value);
  MLG_HAVE(what);
  return mlg_report(in->findings, (mlg_finding){.code = MLG_F_SCHEMA_UNCHECKED,
                                                .file = in->file,
                                                .column = in->field,
                                                .value = what});
}

/* The text of a string or a number; NULL for anything else. */
static const char *text_of(const reader *in, const json_t *value) {
  if (json_is_string(value)) return mlg_arena_strdup(in->arena, json_string_value(value));
  if (!json_is_number(value)) return NULL;
  return mlg_arena_printf(in->arena, "%.15g", json_number_value(value));
}

/* Texts of an array whose items are texts, numbers, or objects with a "value". */
static mlg_status read_texts(const reader *in, const char *key, const json_t *array, size_t *n,
                             const char ***texts) {
  if (!json_is_array(array)) return reject(in, key);
  *texts = MLG_NEW(in->arena, const char *, json_array_size(array));
  MLG_HAVE(*texts);
  for (*n = 0; *n < json_array_size(array); ++*n) {
    const json_t *item = json_array_get(array, *n);
    (*texts)[*n] = text_of(in, json_is_object(item) ? json_object_get(item, "value") : item);
    if ((*texts)[*n] == NULL) return reject(in, key);
  }
  return MLG_OK;
}

static mlg_status read_bound(const reader *in, const char *key, const json_t *value,
                             mlg_schema_bound *bound) {
  bound->text = text_of(in, value);
  bound->number = json_is_number(value) ? json_number_value(value) : NAN;
  return bound->text == NULL ? reject(in, key) : MLG_OK;
}

static mlg_status read_flag(const reader *in, const char *key, const json_t *value, bool *flag) {
  *flag = json_is_true(value);
  return json_is_boolean(value) ? MLG_OK : reject(in, key);
}

static mlg_status read_constraint(const reader *in, const char *key, const json_t *value,
                                  mlg_schema_field *field) {
  if (strcmp(key, "required") == 0) return read_flag(in, key, value, &field->required);
  if (strcmp(key, "unique") == 0) return read_flag(in, key, value, &field->unique);
  if (strcmp(key, "minimum") == 0) return read_bound(in, key, value, &field->minimum);
  if (strcmp(key, "maximum") == 0) return read_bound(in, key, value, &field->maximum);
  if (strcmp(key, "enum") == 0)
    return read_texts(in, key, value, &field->n_allowed, &field->allowed);
  if (strcmp(key, "pattern") != 0) return leave_out(in, key, NULL);
  if (!json_is_string(value)) return reject(in, key);
  field->pattern = text_of(in, value);
  MLG_HAVE(field->pattern);
  return MLG_OK;
}

static mlg_status read_constraints(const reader *in, json_t *constraints, mlg_schema_field *field) {
  if (constraints != NULL && !json_is_object(constraints)) return reject(in, "constraints");
  const char *key;
  json_t *value;
  json_object_foreach(constraints, key, value) MLG_TRY(read_constraint(in, key, value, field));
  return MLG_OK;
}

/* A type that is not known, or written in a way that is not, is not checked: any text will do. */
static mlg_status read_type(const reader *in, const json_t *object, mlg_schema_field *field) {
  static const char *const TYPES[MLG_SCHEMA_TYPE_COUNT] = {
      [MLG_SCHEMA_TEXT] = "string",       [MLG_SCHEMA_NUMBER] = "number",
      [MLG_SCHEMA_INTEGER] = "integer",   [MLG_SCHEMA_DATE] = "date",
      [MLG_SCHEMA_GEOPOINT] = "geopoint",
  };
  const char *type = json_string_value(json_object_get(object, "type"));
  const char *format = json_string_value(json_object_get(object, "format"));
  const char *group = json_string_value(json_object_get(object, "groupChar"));
  if (format != NULL && strcmp(format, "default") != 0) return leave_out(in, "format", format);
  if (group != NULL) return leave_out(in, "groupChar", group);
  if (json_is_false(json_object_get(object, "bareNumber")))
    return leave_out(in, "bareNumber", "false");
  if (type == NULL || strcmp(type, "any") == 0) return MLG_OK;
  for (mlg_schema_type i = 0; i < MLG_SCHEMA_TYPE_COUNT; i++)
    if (strcmp(TYPES[i], type) == 0) {
      field->type = i;
      return MLG_OK;
    }
  return leave_out(in, "type", type);
}

static mlg_status read_field(reader *in, const json_t *object, mlg_schema_field *field) {
  const char *name = json_string_value(json_object_get(object, "name"));
  const char *mark = json_string_value(json_object_get(object, "decimalChar"));
  if (name == NULL || *name == '\0') return reject(in, "fields: name");
  *field = (mlg_schema_field){.name = mlg_arena_strdup(in->arena, name), .decimal_mark = "."};
  MLG_HAVE(field->name);
  in->field = field->name;
  field->title = text_of(in, json_object_get(object, "title"));
  field->description = text_of(in, json_object_get(object, "description"));
  if (mark != NULL && strlen(mark) != 1) return reject(in, "decimalChar");
  if (mark != NULL) field->decimal_mark[0] = *mark;
  MLG_TRY(read_type(in, object, field));
  return read_constraints(in, json_object_get(object, "constraints"), field);
}

static mlg_status read_fields(reader *in, const json_t *array, mlg_schema *schema) {
  size_t n = json_array_size(array);
  if (n == 0) return reject(in, "fields");
  schema->fields = MLG_NEW(in->arena, mlg_schema_field, n);
  MLG_HAVE(schema->fields);
  for (; schema->n_fields < n; schema->n_fields++) {
    in->field = NULL;
    MLG_TRY(
        read_field(in, json_array_get(array, schema->n_fields), &schema->fields[schema->n_fields]));
  }
  in->field = NULL;
  return MLG_OK;
}

/* One column that is a table's key is there in every row, once. */
static mlg_status read_key(const reader *in, const json_t *key, mlg_schema *schema) {
  if (json_array_size(key) > 1) return leave_out(in, "primaryKey", NULL);
  const char *name = json_string_value(json_is_array(key) ? json_array_get(key, 0) : key);
  if (key == NULL) return MLG_OK;
  for (size_t i = 0; name != NULL && i < schema->n_fields; i++)
    if (strcmp(schema->fields[i].name, name) == 0) {
      schema->fields[i].required = schema->fields[i].unique = true;
      return MLG_OK;
    }
  return reject(in, "primaryKey");
}

static mlg_status read_coherences(const reader *in, const json_t *array, mlg_schema *schema) {
  if (array == NULL) return MLG_OK;
  size_t n = json_array_size(array);
  schema->coherences = MLG_NEW(in->arena, mlg_coherence, n);
  MLG_HAVE(schema->coherences);
  for (; schema->n_coherences < n; schema->n_coherences++) {
    const char *wrong = NULL;
    MLG_TRY(mlg_coherence_read(in->arena, json_array_get(array, schema->n_coherences),
                               &schema->coherences[schema->n_coherences], &wrong));
    if (wrong != NULL) return reject(in, wrong);
  }
  return n == 0 ? reject(in, "maillage:coherences") : MLG_OK;
}

static mlg_status read_root(reader *in, const json_t *root, mlg_schema *schema) {
  static const char *const BLANK[] = {""};
  const char *match = json_string_value(json_object_get(root, "fieldsMatch"));
  const json_t *missing = json_object_get(root, "missingValues");
  schema->name = text_of(in, json_object_get(root, "name"));
  schema->title = text_of(in, json_object_get(root, "title"));
  schema->may_lack = match != NULL &&
                     (strcmp(match, "partial") == 0 || strcmp(match, "superset") == 0);
  schema->n_missing = 1;
  schema->missing = (const char **)BLANK;
  if (missing != NULL)
    MLG_TRY(read_texts(in, "missingValues", missing, &schema->n_missing, &schema->missing));
  MLG_TRY(read_fields(in, json_object_get(root, "fields"), schema));
  MLG_TRY(read_key(in, json_object_get(root, "primaryKey"), schema));
  MLG_TRY(read_coherences(in, json_object_get(root, "maillage:coherences"), schema));
  static const char *const OTHERS[] = {"uniqueKeys", "foreignKeys"};
  for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
    if (json_object_get(root, OTHERS[i]) != NULL) MLG_TRY(leave_out(in, OTHERS[i], NULL));
  return MLG_OK;
}

static mlg_status report_syntax(const reader *in, const json_error_t *error) {
  /* Without a line, the file itself could not be read; jansson would name its path. */
  if (error->line < 1)
    return mlg_report(in->findings, (mlg_finding){.code = MLG_F_FILE_UNREADABLE, .file = in->file});
  return mlg_report(in->findings,
                    (mlg_finding){.code = MLG_F_SCHEMA_UNREADABLE,
                                  .file = in->file,
                                  .line = (size_t)error->line,
                                  .column = mlg_arena_printf(in->arena, "%d", error->column),
                                  .value = error->text});
}

mlg_status mlg_schema_read(mlg_arena *arena, const char *path, const char *file,
                           mlg_findings *findings, mlg_schema *schema) {
  mlg_input_file input = {.arena = arena, .path = path, .file = file, .findings = findings};
  MLG_TRY(mlg_file_exists(&input));
  reader in = {.arena = arena, .findings = findings, .file = file};
  json_error_t error;
  json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
  if (root == NULL) return report_syntax(&in, &error);
  mlg_schema read = {.file = file};
  mlg_status status = read_root(&in, root, &read);
  json_decref(root);
  if (status == MLG_OK) *schema = read;
  return status;
}
