/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report.h"

#include <maillage/text.h>

/* Méthode et limites: what the words mean, what the figures rest on. */

static void define(mlg_report_page *page, xmlNodePtr list, const char *term, const char *text) {
  if (text == NULL || *text == '\0') return;
  mlg_html_text(&page->html, list, "dt", mlg_wording_capital(page->arena, term));
  mlg_html_text(&page->html, list, "dd", mlg_french_spaces(page->arena, text));
}

static xmlNodePtr add_list(mlg_report_page *page, xmlNodePtr section, const char *title) {
  mlg_html_text(&page->html, section, "h3", title);
  return mlg_html_add(&page->html, section, "dl");
}

static void add_parts(mlg_report_page *page, xmlNodePtr section) {
  xmlNodePtr list =
      add_list(page, section, "Besoin = couvert + orientation + saturé + hors de portée");
  for (int part = 0; part < MLG_PART_COUNT; part++)
    define(page, list, MLG_PARTS[part].label, MLG_PARTS[part].description);
  define(page, list, "non couvert", "Orientation + saturé + hors de portée.");
}

static void add_families(mlg_report_page *page, xmlNodePtr section) {
  xmlNodePtr list = add_list(page, section, "Familles de besoin (elles ne s'additionnent pas)");
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    define(page, list, MLG_FAMILIES[family].label,
           page->portrait->coverage->recorded[family]
               ? MLG_FAMILIES[family].description
               : "Non recensé : aucun annuaire du projet ne décrit cette famille. Rien n'en est "
                 "dit, ce qui ne veut pas dire que personne n'aide.");
}

static void add_scenarios(mlg_report_page *page, xmlNodePtr section) {
  const mlg_project *project = page->portrait->project;
  xmlNodePtr list = add_list(page, section, "Scénarios");
  for (size_t i = 0; i < project->n_scenarios; i++)
    define(page, list,
           i == project->reference
               ? mlg_arena_printf(page->arena, "%s (référence)", project->scenarios[i].label)
               : project->scenarios[i].label,
           project->scenarios[i].source);
}

static void add_signs(mlg_report_page *page, xmlNodePtr section) {
  bool sampled = mlg_portrait_is_sampled(page->arena, page->portrait, MLG_NO_INDICATOR);
  xmlNodePtr list = add_list(page, section, "Lire les chiffres");
  define(page, list, "entre crochets",
         sampled ? "L'intervalle dans lequel se tient le chiffre : hypothèses, secret et aléa de "
                   "sondage. Les valeurs s'additionnent d'une zone à l'autre, les intervalles non."
                 : "L'intervalle dans lequel se tient le chiffre : hypothèses et secret. Les "
                   "valeurs s'additionnent d'une zone à l'autre, les intervalles non.");
  define(page, list, "au moins, au plus", "Seule une partie du chiffre est connue.");
  define(page, list, "arrondis", MLG_ROUNDING_NOTE);
  define(page, list, "n.d.", "Chiffre non disponible. Ce n'est jamais zéro.");
  define(page, list, "fragile",
         "Moins de 200 personnes concernées, ou aléa de sondage de plus de 20 % du chiffre : à ne "
         "pas interpréter seul.");
}

/* One indicator: folded, since there are many and each is looked up by name. */
static void add_indicator(mlg_report_page *page, xmlNodePtr section, size_t i) {
  mlg_html *html = &page->html;
  const mlg_indicator *of = &page->portrait->project->indicators[i];
  xmlNodePtr details = mlg_html_add(html, section, "details");
  mlg_html_text(html, details, "summary", mlg_french_spaces(page->arena, of->label));
  xmlNodePtr list = mlg_html_add(html, details, "dl");
  define(page, list, "définition", of->definition);
  define(page, list, "formule", of->formula_text);
  define(page, list, "source", of->source);
  define(page, list, "référence", of->reference);
  define(page, list, "limites", of->limits);
}

void mlg_report_method(mlg_report_page *page, xmlNodePtr parent) {
  const mlg_portrait *portrait = page->portrait;
  xmlNodePtr section = mlg_report_section(page, parent, "methode", "Méthode et limites");
  mlg_html_text(&page->html, section, "p",
                mlg_wording_method(page->arena, portrait, MLG_NO_INDICATOR));
  add_parts(page, section);
  add_families(page, section);
  add_scenarios(page, section);
  add_signs(page, section);
  mlg_html_text(&page->html, section, "h3", "Indicateurs");
  for (size_t i = 0; i < portrait->project->n_indicators; i++)
    if (mlg_report_shows(portrait, i)) add_indicator(page, section, i);
}

void mlg_report_sources(mlg_report_page *page, xmlNodePtr parent) {
  static const char *const COLUMNS[] = {"Titre", "Producteur", "Millésime", "Licence", "Fichier"};
  const mlg_project *project = page->portrait->project;
  xmlNodePtr section = mlg_report_section(page, parent, "sources", "Sources");
  mlg_html_text(&page->html, section, "p",
                "L'empreinte (SHA-256) de chaque fichier lu est dans manifeste.json.");
  xmlNodePtr body = mlg_report_table(page, section, "Jeux de données lus", COLUMNS,
                                     sizeof COLUMNS / sizeof *COLUMNS, "ttttt");
  for (size_t i = 0; i < project->n_datasets; i++) {
    const mlg_dataset *dataset = &project->datasets[i];
    xmlNodePtr row = mlg_html_add(&page->html, body, "tr");
    mlg_html_set(&page->html, mlg_html_text(&page->html, row, "th", dataset->title), "scope",
                 "row");
    mlg_report_cell(page, row, dataset->producer);
    mlg_report_cell(page, row, mlg_arena_printf(page->arena, "%d", dataset->vintage));
    mlg_report_cell(page, row, dataset->licence);
    mlg_report_cell(page, row, dataset->file);
  }
}
