/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report.h"

#include <maillage/text.h>

/* Carte à explorer: the frame that the page's script fills. Without scripts it stays hidden, and
 * the drawn maps and the tables say the same. */

typedef struct {
  const char *id, *label;
} control;

static void add_control(mlg_report_page *page, xmlNodePtr parent, const control *of) {
  mlg_html *html = &page->html;
  xmlNodePtr line = mlg_html_add(html, parent, "p");
  mlg_html_set(html, mlg_html_text(html, line, "label", of->label), "for", of->id);
  mlg_html_set(html, mlg_html_add(html, line, "select"), "id", of->id);
}

static void add_switch(mlg_report_page *page, xmlNodePtr parent) {
  mlg_html *html = &page->html;
  xmlNodePtr line = mlg_html_add(html, parent, "p");
  mlg_html_set(html, line, "class", "case");
  xmlNodePtr box = mlg_html_add(html, line, "input");
  mlg_html_set(html, box, "type", "checkbox");
  mlg_html_set(html, box, "id", "choix-lieux");
  mlg_html_set(html, mlg_html_text(html, line, "label", "Lieux d'aide comptés"), "for",
               "choix-lieux");
}

static void add_controls(mlg_report_page *page, xmlNodePtr parent) {
  static const control CONTROLS[] = {{"choix-sujet", "Ce que montre la carte"},
                                     {"choix-scenario", "Scénario"},
                                     {"choix-niveau", "Niveau"},
                                     {"choix-zone", "Zone"}};
  mlg_html *html = &page->html;
  xmlNodePtr set = mlg_html_add(html, parent, "fieldset");
  mlg_html_set(html, mlg_html_text(html, set, "legend", "Choisir"), "class", "discret");
  for (size_t i = 0; i < sizeof CONTROLS / sizeof *CONTROLS; i++)
    add_control(page, set, &CONTROLS[i]);
  add_switch(page, set);
}

static void add_part(mlg_report_page *page, xmlNodePtr parent, const char *id, const char *label) {
  mlg_html *html = &page->html;
  xmlNodePtr part = mlg_html_add(html, parent, "div");
  mlg_html_set(html, part, "id", id);
  mlg_html_set(html, part, "role", "region");
  mlg_html_set(html, part, "aria-label", label);
}

static void add_explorer(mlg_report_page *page, xmlNodePtr section) {
  mlg_html *html = &page->html;
  mlg_html_set(html,
               mlg_html_text(html, section, "p",
                             "Cette carte demande JavaScript. Sans lui, les cartes et les "
                             "tableaux plus bas disent la même chose."),
               "id", "sans-script");
  xmlNodePtr frame = mlg_html_add(html, section, "div");
  mlg_html_set(html, frame, "id", "atelier");
  mlg_html_set(html, frame, "hidden", "hidden");
  mlg_html_text(
      html, frame, "p",
      mlg_french_spaces(page->arena,
                        "Cliquer sur une zone, ou la choisir dans la liste « Zone », donne son "
                        "portrait et dit d'où vient chaque chiffre."));
  add_controls(page, frame);
  /* Read aloud when a zone is chosen: the portrait itself would be too long. */
  xmlNodePtr said = mlg_html_add(html, frame, "p");
  mlg_html_set(html, said, "id", "annonce");
  mlg_html_set(html, said, "role", "status");
  mlg_html_set(html, said, "class", "discret");
  xmlNodePtr split = mlg_html_add(html, frame, "div");
  mlg_html_set(html, split, "class", "atelier");
  xmlNodePtr left = mlg_html_add(html, split, "div");
  add_part(page, left, "carte",
           "Carte des zones ; la liste « Zone » et les tableaux donnent les mêmes chiffres");
  add_part(page, left, "legende", "Légende de la carte");
  add_part(page, split, "portrait", "Portrait de la zone choisie");
}

void mlg_report_explorer(mlg_report_page *page, xmlNodePtr parent) {
  xmlNodePtr section = mlg_report_section(page, parent, "explorer", "Carte à explorer");
  if (mlg_document_is_explored(page->portrait->territory))
    add_explorer(page, section);
  else
    mlg_html_text(&page->html, section, "p",
                  mlg_arena_printf(page->arena,
                                   "Ce territoire a plus de %s zones" MLG_NBSP
                                   ": un navigateur ne les ouvrirait pas. Elles sont toutes dans "
                                   "portrait.gpkg, que QGIS ouvre par portrait.qgs.",
                                   mlg_french_count(page->arena, MLG_REPORT_ZONES)));
}
