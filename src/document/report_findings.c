/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report.h"

#include <maillage/publish.h>
#include <maillage/text.h>

/* Constats: how many, and the most serious ones. */

enum { MOST_SHOWN = 20 };

/* "2 avertissements", "aucune erreur" would each need its own grammar: a plain list does. */
static void add_tally(mlg_report_page *page, xmlNodePtr section) {
  const mlg_findings *all = page->portrait->findings;
  mlg_html_text(&page->html, section, "p",
                mlg_arena_printf(page->arena,
                                 "Ce qui est faux ou douteux dans les fichiers lus, et ce qui en "
                                 "a été fait. Erreurs" MLG_NBSP ": %zu ; avertissements" MLG_NBSP
                                 ": %zu ; informations" MLG_NBSP
                                 ": %zu. La liste entière est dans constats.csv.",
                                 mlg_findings_tally(all, MLG_ERROR),
                                 mlg_findings_tally(all, MLG_WARNING),
                                 mlg_findings_tally(all, MLG_INFO)));
}

static void add_finding(mlg_report_page *page, xmlNodePtr body, const mlg_finding_row *finding) {
  static const int SHOWN[] = {MLG_COLUMN_SEVERITY, MLG_COLUMN_MESSAGE, MLG_COLUMN_FILE,
                              MLG_COLUMN_LINE, MLG_COLUMN_ACTION};
  xmlNodePtr row = mlg_html_add(&page->html, body, "tr");
  for (size_t i = 0; i < sizeof SHOWN / sizeof *SHOWN; i++) {
    const char *text = finding->cells[SHOWN[i]];
    mlg_report_cell(page, row, text != NULL ? text : "");
  }
}

mlg_status mlg_report_findings(mlg_report_page *page, xmlNodePtr parent) {
  static const char *const COLUMNS[] = {"Gravité", "Constat", "Fichier", "Ligne",
                                        "Ce qui a été fait, ou reste à faire"};
  const mlg_findings *all = page->portrait->findings;
  mlg_finding_row *rows;
  MLG_TRY(mlg_publish_finding_rows(page->arena, all, &rows));
  xmlNodePtr section = mlg_report_section(page, parent, "constats", "Constats");
  add_tally(page, section);
  if (all->count == 0) return MLG_OK;
  size_t n = all->count < MOST_SHOWN ? all->count : MOST_SHOWN;
  char *caption = n < all->count
                      ? mlg_arena_printf(page->arena, "Les %zu constats les plus graves", n)
                      : mlg_arena_strdup(page->arena, "Tous les constats, les plus graves d'abord");
  xmlNodePtr body =
      mlg_report_table(page, section, caption, COLUMNS, sizeof COLUMNS / sizeof *COLUMNS, "tttnt");
  for (size_t i = 0; i < n; i++) add_finding(page, body, &rows[i]);
  return MLG_OK;
}
