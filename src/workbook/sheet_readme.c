/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/book.h"
#include <maillage/text.h>
#include <maillage/version.h>

/* What this workbook is, how to read it, and what its signs mean. */

enum { TOPIC, BODY };
enum { TOPIC_WIDTH = 30, BODY_WIDTH = 120 };

typedef struct {
  wb_page *page;
  lxw_row_t row;
} readme_writer;

static void say(readme_writer *writer, const char *topic, const char *text) {
  size_t lines = text != NULL ? mlg_wrapped_lines(text, BODY_WIDTH) : 1;
  if (lines > 1) mlg_put_height(writer->page, writer->row, mlg_height_of(lines));
  mlg_put_text(writer->page, writer->row, TOPIC, topic, FORMAT_TOPIC);
  mlg_put_text(writer->page, writer->row++, BODY, text, FORMAT_WRAP);
}

static void section(readme_writer *writer, const char *title) {
  writer->row++;
  mlg_put_text(writer->page, writer->row++, TOPIC, title, FORMAT_SECTION);
}

static void say_what(readme_writer *writer, const mlg_portrait *portrait) {
  mlg_arena *arena = writer->page->book->arena;
  const mlg_project *project = portrait->project;
  say(writer, "Territoire", mlg_wording_territory(arena, portrait));
  say(writer, "Date", mlg_french_date(arena, project->date));
  say(writer, "Auteur", project->author);
  say(writer, "Produit par",
      mlg_arena_printf(arena, "Maillage %s, à partir du projet %s", MLG_VERSION, project->file));
  say(writer, "Licence",
      "Licence Ouverte 2.0, sous réserve des licences des données : feuille « Sources ».");
  say(writer, "Question",
      "Qui a besoin d'aide au numérique ici, quelle aide est à portée, combien de personnes "
      "restent sans solution, et pourquoi ?");
}

static void say_offer_sheets(readme_writer *writer) {
  if (writer->page->book->portrait->coverage->access != NULL)
    say(writer, "Parcours",
        "Ce que chacun trouve à portée, par famille : offres, intervenants, rendez-vous, soir, "
        "samedi, et les personnes qu'une meilleure orientation servirait.");
  say(writer, "Scénarios",
      "Le recours, le poids et la capacité, à changer : Excel recalcule le besoin et la part "
      "couverte. Dessous, les scénarios calculés.");
  say(writer, "Lieux", "Les lieux recensés, comptés ou non, et pourquoi.");
  say(writer, "Offres",
      "Une ligne par lieu et famille : capacité et son origine, heures, accès, prix, publics.");
  say(writer, "Socle commun",
      "Ce que chaque zone devrait offrir (wifi, ordinateurs, aide…), et qui appeler là où rien "
      "n'est dit.");
  if (writer->page->book->portrait->coverage->access != NULL)
    say(writer, "À vérifier",
        "Les lieux à appeler, là où le besoin non couvert est le plus fort d'abord.");
  say(writer, "Doublons fusionnés",
      "Les fiches réunies, ou presque : leur ressemblance, et ce que le lieu prend de chacune.");
}

static void say_sheets(readme_writer *writer, const mlg_territory *territory) {
  mlg_arena *arena = writer->page->book->arena;
  section(writer, "Feuilles");
  say(writer, "Limites",
      mlg_arena_printf(arena,
                       "%s lignes par feuille, et pas de colonnes repliées au-delà de %s cases. Ce "
                       "qui ne tient pas est dans portrait.gpkg et calcul.sqlite ; la feuille "
                       "« Constats » dit de quelles feuilles il s'agit.",
                       mlg_french_count(arena, MOST_ROWS), mlg_french_count(arena, MOST_CELLS)));
  say(writer, "Synthèse",
      "La réponse en un écran : cinq chiffres, cinq zones où agir d'abord et ce "
      "qu'il faut y faire, une carte ; dessous, toutes les zones classées.");
  if (mlg_has_epcis(writer->page->book->portrait))
    say(writer, "EPCI classés",
        "Par quel EPCI commencer : une ligne par EPCI, des personnes sans solution les plus "
        "nombreuses aux moins nombreuses, avec causes, places, fragilité, rangs et écarts ; "
        "dessous, les communes sans EPCI et les ensembles. Dans une série, le nom mène au classeur "
        "de l'EPCI.");
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    if (mlg_territory_has(territory, level))
      say(writer, mlg_wording_capital(arena, MLG_LEVELS[level].plural),
          mlg_arena_printf(arena, "Une ligne par zone (%zu). %s", territory->n_zones[level],
                           MLG_LEVELS[level].description));
  say(writer, "Besoins non couverts",
      "Une ligne par zone, famille de besoin recensée et scénario de recours ; seul le scénario de "
      "référence y est, quand tous ne tiennent pas.");
  if (mlg_territory_has(territory, MLG_QUARTIER))
    say(writer, "Quartiers comparés",
        "Une ligne par quartier et par taux : le taux du quartier, ceux des zones qui le "
        "contiennent, l'écart en points avec son intervalle, et le rang.");
  say_offer_sheets(writer);
  say(writer, "Dictionnaire",
      "Ce que veut dire chaque colonne, ici et dans portrait.gpkg. Les variantes et les "
      "indicateurs d'appui ne sont que dans portrait.gpkg, et un effectif sûr n'a ici ni min ni "
      "max.");
  say(writer, "Sources", "Les fichiers lus : producteur, millésime, licence, empreinte.");
  say(writer, "Constats",
      "Ce qui est faux ou douteux dans les fichiers lus, et ce qui en a été "
      "fait.");
}

/* A line of the key: the colour, and what it says. */
static void say_colour(readme_writer *writer, const char *name, book_format swatch,
                       const char *text) {
  mlg_put_text(writer->page, writer->row, TOPIC, name, swatch);
  mlg_put_text(writer->page, writer->row++, BODY, text, FORMAT_WRAP);
}

static void say_colours(readme_writer *writer) {
  section(writer, "Légende des couleurs");
  say_colour(writer, "Barres", FORMAT_SWATCH_BAR, "Leur longueur suit l'effectif, depuis zéro.");
  say_colour(
      writer, "Taux de fragilité", FORMAT_SWATCH_WARM,
      "Blanc : le taux le plus bas de la colonne, qui n'est pas zéro. Cette couleur : le plus "
      "élevé.");
  say_colour(
      writer, "Autres taux", FORMAT_SWATCH_COLD,
      "Blanc : le taux le plus bas de la colonne, qui n'est pas zéro. Cette couleur : le plus "
      "élevé.");
  say_colour(writer, "À changer", FORMAT_INPUT, "Hypothèse de la feuille « Scénarios ».");
}

static void say_families(readme_writer *writer, const mlg_coverage *coverage) {
  section(writer, "Familles de besoin (elles ne s'additionnent pas)");
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    say(writer, mlg_wording_capital(writer->page->book->arena, MLG_FAMILIES[family].label),
        coverage->recorded[family]
            ? MLG_FAMILIES[family].description
            : "Non recensé : aucun annuaire du projet ne décrit cette famille. Rien n'en est dit, "
              "ce qui ne veut pas dire que personne n'aide.");
}

static void say_parts(readme_writer *writer) {
  section(writer, "Besoin = couvert + orientation + saturé + hors de portée");
  for (int part = 0; part < MLG_PART_COUNT; part++)
    say(writer, mlg_wording_capital(writer->page->book->arena, MLG_PARTS[part].label),
        MLG_PARTS[part].description);
  say(writer, "Non couvert", "Orientation + saturé + hors de portée.");
}

/* The signs of every data sheet are explained here, since data sheets hold nothing but data. */
static void say_signs(readme_writer *writer) {
  wb_book *book = writer->page->book;
  bool sampled = mlg_portrait_is_sampled(book->arena, book->portrait, MLG_NO_INDICATOR);
  section(writer, "Lire les chiffres");
  say(writer, "min, max",
      mlg_arena_printf(book->arena,
                       "L'intervalle dans lequel se tient le chiffre : hypothèses%s. Les valeurs "
                       "s'additionnent d'une zone à l'autre, les intervalles non.",
                       sampled ? ", secret et aléa de sondage" : " et secret"));
  say(writer, "au moins, ≥",
      "Seule une partie du chiffre est connue : elle est dans la colonne min, et ce qu'il ne peut "
      "pas dépasser dans la colonne max.");
  say(writer, "Rang",
      "Du plus élevé au plus bas. « 2e à 4e » : l'intervalle de l'écart avec les voisins "
      "contient zéro, rien ne permet de les départager.");
  say(writer, "Arrondis",
      MLG_ROUNDING_NOTE " Les feuilles de zones gardent les valeurs non arrondies.");
  say(writer, "n.d.", "Chiffre non disponible. Ce n'est jamais zéro.");
  say(writer, "secret", "Chiffre masqué par son producteur. Ce n'est jamais zéro.");
  say(writer, "vide", "Personne n'habite la zone : pas de taux.");
  say(writer, "Italique",
      "Chiffre fragile : moins de 200 personnes concernées, ou aléa de sondage de plus de 20 % du "
      "chiffre ; à ne pas interpréter seul.");
  say(writer, "+ au-dessus des colonnes",
      "D'autres colonnes sont repliées : un clic sur + les montre, sur 1 ou 2 en haut à gauche, "
      "toutes.");
  say(writer, "Recensé",
      "Seuls les lieux des annuaires du projet sont connus : une zone sans lieu "
      "recensé n'est pas forcément une zone sans aide.");
}

mlg_status mlg_sheet_readme(wb_book *book) {
  wb_page page = mlg_book_page(book, "Lisez-moi");
  if (book->failed) return MLG_OK;
  readme_writer writer = {&page, 0};
  mlg_arena *arena = book->arena;
  worksheet_set_column(page.sheet, TOPIC, TOPIC, TOPIC_WIDTH, NULL);
  worksheet_set_column(page.sheet, BODY, BODY, BODY_WIDTH, NULL);
  worksheet_gridlines(page.sheet, LXW_HIDE_ALL_GRIDLINES);
  mlg_put_height(&page, writer.row, 24);
  mlg_put_text(&page, writer.row++, TOPIC, book->portrait->project->title, FORMAT_TITLE);
  say_what(&writer, book->portrait);
  say_sheets(&writer, book->portrait->territory);
  say_parts(&writer);
  say_families(&writer, book->portrait->coverage);
  say_signs(&writer);
  say_colours(&writer);
  writer.row++;
  say(&writer, "Hypothèses", mlg_wording_method(arena, book->portrait, MLG_NO_INDICATOR));
  mlg_page_print_setup(&page, "");
  worksheet_fit_to_pages(page.sheet, 1, 1);
  return MLG_OK;
}
