/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report.h"
#include "document/asset.h"

#include <maillage/text.h>
#include <maillage/version.h>

/* The page as a whole: what it may load, its parts, what makes it move. */

/* Nothing may be fetched, and no script may run but those of the page: their mark comes from the
   inputs' digests, so that a text of theirs cannot know it. */
static const char *script_mark(const mlg_report_page *page) {
  const mlg_portrait *portrait = page->portrait;
  if (portrait->n_files > 0 && portrait->files[0].digest != NULL) return portrait->files[0].digest;
  return portrait->project->n_datasets > 0 ? portrait->digests[0] : "maillage";
}

static void add_meta(mlg_report_page *page, const char *key, const char *name, const char *text) {
  xmlNodePtr meta = mlg_html_add(&page->html, page->html.head, "meta");
  mlg_html_set(&page->html, meta, key, name);
  mlg_html_set(&page->html, meta, "content", text);
}

static mlg_status add_style(mlg_report_page *page, const char *name) {
  char *text;
  MLG_TRY(mlg_asset_read(page->arena, page->share, name, page->findings, &text));
  mlg_html_text(&page->html, page->html.head, "style", text);
  return MLG_OK;
}

static mlg_status add_head(mlg_report_page *page) {
  mlg_html *html = &page->html;
  xmlNodePtr meta = mlg_html_add(html, html->head, "meta");
  mlg_html_set(html, meta, "charset", "utf-8");
  add_meta(page, "http-equiv", "Content-Security-Policy",
           mlg_arena_printf(page->arena,
                            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                            "script-src 'nonce-%s'; base-uri 'none'; form-action 'none'",
                            script_mark(page)));
  add_meta(page, "name", "viewport", "width=device-width, initial-scale=1");
  add_meta(page, "name", "generator", "Maillage " MLG_VERSION);
  mlg_html_text(
      html, html->head, "title",
      mlg_arena_printf(page->arena, "%s" MLG_NBSP ": rapport", page->portrait->project->title));
  MLG_TRY(add_style(page, "leaflet/leaflet.css"));
  return add_style(page, "report/report.css");
}

static mlg_status add_script(mlg_report_page *page, const char *name) {
  char *text;
  MLG_TRY(mlg_asset_read(page->arena, page->share, name, page->findings, &text));
  xmlNodePtr script = mlg_html_text(&page->html, page->html.body, "script", text);
  mlg_html_set(&page->html, script, "nonce", script_mark(page));
  return MLG_OK;
}

/* Tables can be sorted without a map to explore. */
static mlg_status add_scripts(mlg_report_page *page) {
  char *json;
  if (!mlg_document_is_explored(page->portrait->territory))
    return add_script(page, "report/page.js");
  MLG_TRY(mlg_report_data(page, &json));
  xmlNodePtr data = mlg_html_text(&page->html, page->html.body, "script", json);
  mlg_html_set(&page->html, data, "type", "application/json");
  mlg_html_set(&page->html, data, "id", "donnees");
  MLG_TRY(add_script(page, "leaflet/leaflet.js"));
  MLG_TRY(add_script(page, "report/page.js"));
  MLG_TRY(add_script(page, "report/words.js"));
  MLG_TRY(add_script(page, "report/zone.js"));
  MLG_TRY(add_script(page, "report/legend.js"));
  return add_script(page, "report/map.js");
}

static void add_link(mlg_report_page *page, xmlNodePtr parent, const char *to, const char *text) {
  mlg_html_set(&page->html, mlg_html_text(&page->html, parent, "a", text), "href", to);
}

static void add_contents(mlg_report_page *page, xmlNodePtr header) {
  enum { COMPARED = 1 };
  static const char *const PARTS[][2] = {
      {"#essentiel", "L'essentiel"},      [COMPARED] = {"#comparaison", "Comparaison"},
      {"#explorer", "Carte à explorer"},  {"#cartes", "Cartes"},
      {"#tableaux", "Tableaux"},          {"#lieux", "Lieux"},
      {"#methode", "Méthode et limites"}, {"#sources", "Sources"},
      {"#constats", "Constats"}};
  xmlNodePtr nav = mlg_html_add(&page->html, header, "nav");
  mlg_html_set(&page->html, nav, "aria-label", "Sommaire");
  xmlNodePtr list = mlg_html_add(&page->html, nav, "ul");
  for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
    if (i != COMPARED || mlg_report_has_beside(page->portrait))
      add_link(page, mlg_html_add(&page->html, list, "li"), PARTS[i][0], PARTS[i][1]);
}

static void add_header(mlg_report_page *page) {
  mlg_html *html = &page->html;
  const mlg_project *project = page->portrait->project;
  add_link(page, html->body, "#contenu", "Aller au contenu");
  mlg_html_set(html, html->body->children, "class", "evitement");
  xmlNodePtr header = mlg_html_add(html, html->body, "header");
  mlg_html_text(html, header, "h1", mlg_french_spaces(page->arena, project->title));
  const char *author = project->author != NULL ? project->author : "";
  mlg_html_text(html, header, "p",
                mlg_arena_printf(page->arena, "%s · %s%s%s",
                                 mlg_wording_territory(page->arena, page->portrait),
                                 mlg_french_date(page->arena, project->date),
                                 *author != '\0' ? " · " : "", author));
  add_contents(page, header);
}

static void add_footer(mlg_report_page *page) {
  xmlNodePtr footer = mlg_html_add(&page->html, page->html.body, "footer");
  mlg_html_text(&page->html, footer, "p",
                mlg_arena_printf(page->arena,
                                 "Produit par Maillage " MLG_VERSION ", à partir du projet %s. "
                                 "Licence Ouverte 2.0, sous réserve des licences des données. "
                                 "Cette page se lit sans connexion et n'envoie rien. Carte à "
                                 "explorer" MLG_NBSP ": Leaflet (licence BSD à deux clauses, dont "
                                 "le texte est dans la page).",
                                 page->portrait->project->file));
}

static mlg_status add_body(mlg_report_page *page) {
  add_header(page);
  xmlNodePtr main = mlg_html_add(&page->html, page->html.body, "main");
  mlg_html_set(&page->html, main, "id", "contenu");
  mlg_html_set(&page->html, main, "tabindex", "-1");
  MLG_TRY(mlg_report_key_figures(page, main));
  mlg_report_beside(page, main);
  mlg_report_explorer(page, main);
  MLG_TRY(mlg_report_maps(page, main));
  mlg_report_levels(page, main);
  mlg_report_sites(page, main);
  mlg_report_method(page, main);
  mlg_report_sources(page, main);
  MLG_TRY(mlg_report_findings(page, main));
  add_footer(page);
  return add_scripts(page);
}

/* Help with procedures is what PORTREA is asked about first. */
static mlg_family family_of(const mlg_portrait *portrait) {
  const bool *recorded = portrait->coverage->recorded;
  if (recorded[MLG_AIDER]) return MLG_AIDER;
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (recorded[family]) return family;
  return MLG_AIDER;
}

static mlg_status write_page(mlg_report_page *page, const char *path) {
  if (page->html.failed)
    return mlg_report(page->findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  if (!mlg_document_is_explored(page->portrait->territory))
    MLG_TRY(mlg_report(page->findings,
                       (mlg_finding){.code = MLG_F_REPORT_ZONES_LEFT_OUT, .file = "rapport.html"}));
  MLG_TRY(add_head(page));
  MLG_TRY(add_body(page));
  return mlg_html_write(&page->html, path, page->findings);
}

mlg_status mlg_document_report(const mlg_portrait *portrait, const char *maps, const char *share,
                               const char *path, mlg_findings *findings) {
  mlg_arena arena = {0};
  mlg_report_page page = {.arena = &arena,
                          .portrait = portrait,
                          .maps = maps,
                          .share = share,
                          .findings = findings,
                          .html = mlg_html_begin(),
                          .family = family_of(portrait)};
  mlg_status status = write_page(&page, path);
  mlg_html_end(&page.html);
  mlg_arena_free(&arena);
  return status;
}
