/* SPDX-License-Identifier: Apache-2.0 */
#include "document/asset.h"
#include "document/report.h"

#include <libxml/parser.h>
#include <maillage/text.h>
#include <string.h>

/* Cartes: the run's own maps, put into the page as they are drawn. */

#define TEXT(chars) ((const char *)(chars))

/* ---- one name space for all maps: their ids begin with the map's number ---- */

typedef struct {
  mlg_report_page *page;
  size_t number;
} renaming;

/* "url(#x)" becomes "url(#carte-3-x)"; NULL when the value names nothing. */
static char *renamed_link(const renaming *r, const char *value) {
  if (strncmp(value, "url(#", 5) != 0) return NULL;
  return mlg_arena_printf(r->page->arena, "url(#carte-%zu-%s", r->number, value + 5);
}

/* "a b" becomes "carte-3-a carte-3-b". */
static char *renamed_list(const renaming *r, const char *value) {
  char *text = mlg_arena_strdup(r->page->arena, "");
  while (*value != '\0' && text != NULL) {
    size_t length = strcspn(value, " ");
    if (length > 0)
      text = mlg_arena_printf(r->page->arena, "%s%scarte-%zu-%.*s", text, *text != '\0' ? " " : "",
                              r->number, (int)length, value);
    value += length + strspn(value + length, " ");
  }
  return text;
}

static void rename_attribute(const renaming *r, xmlAttrPtr attribute) {
  xmlNodePtr held = attribute->children;
  if (held == NULL || held->content == NULL) return;
  const char *name = TEXT(attribute->name), *value = TEXT(held->content);
  bool named = strcmp(name, "id") == 0 || strcmp(name, "aria-labelledby") == 0;
  char *changed = named ? renamed_list(r, value) : renamed_link(r, value);
  if (changed != NULL) xmlNodeSetContent((xmlNodePtr)attribute, (const xmlChar *)changed);
  if (named && changed == NULL) r->page->html.failed = true;
}

/* Drawings are a few levels deep: recursion follows the tree. */
static void rename_all(const renaming *r, xmlNodePtr element) {
  for (xmlAttrPtr a = element->properties; a != NULL; a = a->next) rename_attribute(r, a);
  for (xmlNodePtr child = element->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE) rename_all(r, child);
}

/* ---- one map ---- */

/* The page sets the size; the drawing keeps its proportions. */
static void put_drawing(mlg_report_page *page, xmlNodePtr parent, xmlNodePtr svg, size_t number) {
  xmlNodePtr figure = mlg_html_add(&page->html, parent, "figure");
  xmlNodePtr copy = mlg_html_copy(&page->html, figure, svg);
  if (copy == NULL) return;
  rename_all(&(renaming){page, number}, copy);
  xmlUnsetProp(copy, (const xmlChar *)"width");
  xmlUnsetProp(copy, (const xmlChar *)"height");
}

/* Bytes: heavier drawings, of thousands of zones each, make a page that browsers open with pain. */
static const size_t HEAVIEST = 4000000;

/* The picture is beside the page; what it shows is not copied into it. */
static void put_link(mlg_report_page *page, xmlNodePtr parent, const char *name) {
  char *picture =
      mlg_arena_printf(page->arena, "cartes/%.*s.png", (int)(strlen(name) - strlen(".svg")), name);
  xmlNodePtr figure = mlg_html_add(&page->html, parent, "figure");
  xmlNodePtr said = mlg_html_text(
      &page->html, figure, "p", mlg_french_spaces(page->arena, "Trop de zones pour cette page : "));
  mlg_html_set(&page->html, mlg_html_text(&page->html, said, "a", picture), "href", picture);
}

static mlg_status put_text(mlg_report_page *page, xmlNodePtr parent, const char *name,
                           const char *text, size_t number) {
  if (strlen(text) > HEAVIEST) {
    put_link(page, parent, name);
    return MLG_OK;
  }
  xmlDocPtr drawing = xmlReadMemory(text, (int)strlen(text), NULL, "UTF-8",
                                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (drawing == NULL)
    return mlg_report(page->findings, (mlg_finding){.code = MLG_F_ASSET_MISSING, .value = name});
  put_drawing(page, parent, xmlDocGetRootElement(drawing), number);
  xmlFreeDoc(drawing);
  return MLG_OK;
}

static mlg_status put_map(mlg_report_page *page, xmlNodePtr parent, const char *name,
                          size_t number) {
  mlg_arena arena = {0};
  char *text;
  mlg_status status = mlg_asset_read(&arena, page->maps, name, page->findings, &text);
  if (status == MLG_OK) status = put_text(page, parent, name, text, number);
  mlg_arena_free(&arena);
  return status;
}

mlg_status mlg_report_maps(mlg_report_page *page, xmlNodePtr parent) {
  const char **names;
  size_t n;
  MLG_TRY(mlg_asset_list(page->arena, page->maps, ".svg", &names, &n));
  xmlNodePtr section = mlg_report_section(page, parent, "cartes", "Cartes");
  mlg_html_text(
      &page->html, section, "p",
      mlg_french_spaces(
          page->arena,
          n > 0 ? "Les mêmes, en PNG, SVG et PDF, sont dans le dossier « cartes » : à coller "
                  "dans un diaporama. Leurs chiffres sont dans les tableaux."
                : "Le projet ne demande aucune carte."));
  xmlNodePtr grid = mlg_html_add(&page->html, section, "div");
  mlg_html_set(&page->html, grid, "class", "planches");
  for (size_t i = 0; i < n; i++) MLG_TRY(put_map(page, grid, names[i], i + 1));
  return MLG_OK;
}
