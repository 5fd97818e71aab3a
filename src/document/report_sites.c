/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report.h"

#include <maillage/text.h>

/* Lieux: every place that counts, and those of the territory that do not, with the reason. */

static char *families_of(mlg_report_page *page, const mlg_site *site) {
  const char *labels[MLG_FAMILY_COUNT];
  size_t n = 0;
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    if (site->families[family]) labels[n++] = MLG_FAMILIES[family].label;
  return mlg_wording_list(page->arena, labels, n);
}

static const char *commune_of(const mlg_report_page *page, const mlg_site *site) {
  const mlg_territory *territory = page->portrait->territory;
  if (site->zone == MLG_NO_ZONE) return site->commune != NULL ? site->commune : "";
  size_t commune = mlg_territory_above(territory, site->zone, MLG_COMMUNE);
  return commune != MLG_NO_ZONE ? territory->zones[MLG_COMMUNE][commune].name : "";
}

/* A national directory has thousands of places elsewhere, or about other things. */
static bool is_listed(const mlg_territory *territory, const mlg_site *site) {
  if (site->status == MLG_COUNTED) return true;
  if (site->status == MLG_OUT_OF_FIELD || site->status == MLG_REPEATED) return false;
  return site->zone != MLG_NO_ZONE ||
         (site->insee != NULL &&
          mlg_territory_find(territory, MLG_COMMUNE, site->insee) != MLG_NO_ZONE);
}

static const char *or_blank(const char *text) { return text != NULL ? text : ""; }

static void add_site(mlg_report_page *page, xmlNodePtr body, const mlg_site *site) {
  mlg_html *html = &page->html;
  xmlNodePtr row = mlg_html_add(html, body, "tr");
  mlg_html_set(html, mlg_html_text(html, row, "th", or_blank(site->name)), "scope", "row");
  mlg_report_cell(page, row, or_blank(site->address));
  mlg_report_cell(page, row, commune_of(page, site));
  mlg_report_cell(page, row, families_of(page, site));
  mlg_report_cell(page, row, mlg_report_hours(page->arena, site));
  mlg_report_cell(page, row, or_blank(site->updated));
  const char *reason = mlg_site_status_reason(site->status);
  mlg_report_cell(page, row, *reason != '\0' ? reason : "oui");
}

void mlg_report_sites(mlg_report_page *page, xmlNodePtr parent) {
  static const char *const COLUMNS[] = {"Lieu",     "Adresse",     "Commune", "Familles de besoin",
                                        "Horaires", "Mise à jour", "Compté"};
  const mlg_directory *directory = page->portrait->directory;
  size_t counted = 0, listed = 0;
  for (size_t i = 0; i < directory->n_sites; i++) {
    counted += directory->sites[i].status == MLG_COUNTED;
    listed += is_listed(page->portrait->territory, &directory->sites[i]);
  }
  xmlNodePtr section = mlg_report_section(page, parent, "lieux", "Lieux");
  mlg_html_text(
      &page->html, section, "p",
      "Seuls les lieux des annuaires du projet sont connus" MLG_NBSP
      ": une zone sans lieu recensé n'est pas forcément une zone sans aide. Ceux d'autres "
      "territoires, ou qui ne proposent rien de numérique, ne sont que dans "
      "classeur.xlsx.");
  xmlNodePtr body = mlg_report_table(
      page, section,
      mlg_arena_printf(page->arena, "Lieux" MLG_NBSP ": %zu, dont %zu comptés", listed, counted),
      COLUMNS, sizeof COLUMNS / sizeof *COLUMNS, "ttttttt");
  for (size_t i = 0; i < directory->n_sites; i++)
    if (is_listed(page->portrait->territory, &directory->sites[i]))
      add_site(page, body, &directory->sites[i]);
}
