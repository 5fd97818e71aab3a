/* SPDX-License-Identifier: Apache-2.0 */
#include "document/slides.h"

#include <maillage/document.h>
#include <maillage/text.h>
#include <string.h>

/* diapositives.pptx, from the first slide to the last. */

mlg_slides_place mlg_slides_first(const mlg_portrait *portrait) {
  mlg_slides_place first = {portrait->territory->level, 0};
  if (portrait->project->n_extents > 0)
    mlg_portrait_find(portrait, portrait->project->extents[0], &first.level, &first.zone);
  return first;
}

/* Help with procedures is what is asked about first. */
static mlg_family find_family(const mlg_portrait *portrait) {
  const bool *recorded = portrait->coverage->recorded;
  mlg_family family = MLG_AIDER;
  for (mlg_family i = 0; !recorded[family] && i < MLG_FAMILY_COUNT; i++)
    if (recorded[i]) family = i;
  return family;
}

pptx_slide mlg_slides_begin(mlg_slides_work *work, const char *title) {
  return mlg_slide_begin(&work->deck, work->deck.layout, "title", title);
}

pptx_box mlg_slides_foot(pptx_slide *slide, const char *text) {
  /* A sign is about half as wide as it is high; a line is a fifth higher than its signs. */
  enum { SIZE = 9, LEAST = 2, MOST = 4 };
  pptx_box left = slide->deck->body;
  long width = left.width * 92 / 100, signs = width * 19 / 10 / (SIZE * PPTX_POINT);
  long lines = text == NULL ? LEAST : 1 + (long)mlg_utf8_length(text) / signs;
  if (lines < LEAST) lines = LEAST;
  if (lines > MOST) lines = MOST;
  long high = (lines * SIZE * 6 / 5 + 4) * PPTX_POINT;
  left.height -= high;
  const pptx_box foot = {left.x, left.y + left.height, width, high};
  mlg_slide_paragraph(slide, mlg_slide_text(slide, "Sources", foot), text,
                      (pptx_font){.size = SIZE, .soft = true});
  return left;
}

char *mlg_slides_notes(mlg_slides_work *work, size_t indicator) {
  const char *sources = mlg_wording_sources(work->arena, work->portrait, indicator);
  const char *method = mlg_wording_method(work->arena, work->portrait, indicator);
  if (sources == NULL || method == NULL) return NULL;
  return mlg_arena_printf(work->arena, "%s\n%s", sources, method);
}

#define SUBJECT "Besoin d'aide au numérique et offre à portée"

/* What it is about, of where unless the title says, by whom, when. */
static char *subtitle(mlg_slides_work *work) {
  const mlg_project *project = work->portrait->project;
  const char *territory = work->portrait->territory->name;
  const char *date = mlg_french_date(work->arena, project->date);
  const char *cut =
      mlg_wording_cut(work->arena, work->portrait, work->portrait->territory->level, 0);
  const char *where = mlg_wording_territory(work->arena, work->portrait);
  if (date == NULL || cut == NULL || where == NULL) return NULL;
  /* A title that names the territory leaves what is missing of it to be said. */
  if (strstr(project->title, territory) != NULL) where = cut;
  return mlg_arena_printf(work->arena, SUBJECT " · %s%s%s · %s", where, *where != '\0' ? " · " : "",
                          project->author, date);
}

static mlg_status put_opening(mlg_slides_work *work) {
  const char *lines[3];
  MLG_TRY(mlg_wording_summary(work->arena, work->portrait, lines));
  pptx_slide slide = mlg_slide_begin(&work->deck, work->deck.title_layout, "ctrTitle",
                                     work->portrait->project->title);
  xmlNodePtr body = mlg_slide_placeholder(&slide, "Sous-titre", "subTitle");
  mlg_slide_paragraph(&slide, body, subtitle(work), (pptx_font){.size = 18, .inherits = true});
  for (size_t i = 0; i < 3; i++)
    mlg_slide_paragraph(&slide, body, lines[i], (pptx_font){.size = 16, .inherits = true});
  mlg_slide_end(&slide, mlg_slides_notes(work, MLG_NO_INDICATOR));
  return MLG_OK;
}

/* "Recensement 2019 (INSEE, 2019, Licence Ouverte 2.0)" */
static char *source_line(mlg_arena *arena, const mlg_dataset *dataset) {
  return mlg_arena_printf(arena, "%s (%s, %d, %s)", dataset->title, dataset->producer,
                          dataset->vintage, dataset->licence);
}

static void put_sources(mlg_slides_work *work) {
  const mlg_project *project = work->portrait->project;
  pptx_slide slide = mlg_slides_begin(work, "Méthode et sources");
  pptx_box box = work->deck.body;
  const int size = project->n_datasets > 14 ? 10 : 12;
  xmlNodePtr body = mlg_slide_text(&slide, "Méthode et sources", box);
  mlg_slide_paragraph(&slide, body,
                      mlg_wording_method(work->arena, work->portrait, MLG_NO_INDICATOR),
                      (pptx_font){.size = size});
  mlg_slide_paragraph(&slide, body,
                      "Entre crochets, l'intervalle dans lequel se tient le chiffre" MLG_NBSP
                      ": hypothèses, secret statistique, aléa de sondage. Seuls les lieux recensés "
                      "sont comptés" MLG_NBSP "; «" MLG_NBSP "n.d." MLG_NBSP
                      "» veut dire non disponible, jamais zéro.",
                      (pptx_font){.size = size});
  mlg_slide_paragraph(&slide, body, mlg_french_spaces(work->arena, MLG_ROUNDING_NOTE),
                      (pptx_font){.size = size});
  mlg_slide_paragraph(&slide, body, "Sources", (pptx_font){.size = size, .bold = true});
  for (size_t i = 0; i < project->n_datasets; i++)
    mlg_slide_paragraph(&slide, body, source_line(work->arena, &project->datasets[i]),
                        (pptx_font){.size = size - 1, .soft = true});
  mlg_slide_end(&slide, mlg_slides_notes(work, MLG_NO_INDICATOR));
}

static mlg_status put_all(mlg_slides_work *work, const char *path) {
  const mlg_project *project = work->portrait->project;
  const pptx_facts facts = {project->title, SUBJECT, project->author, project->date};
  MLG_TRY(mlg_deck_begin(&work->deck, work->arena, project->slides.path, project->slides.file,
                         work->findings));
  MLG_TRY(put_opening(work));
  MLG_TRY(mlg_slides_figures(work));
  MLG_TRY(mlg_slides_beside(work));
  MLG_TRY(mlg_slides_maps(work));
  MLG_TRY(mlg_slides_causes(work));
  MLG_TRY(mlg_slides_actions(work));
  put_sources(work);
  return mlg_deck_end(&work->deck, &facts, path, work->findings);
}

mlg_status mlg_document_slides(const mlg_portrait *portrait, const char *maps, const char *path,
                               mlg_findings *findings) {
  mlg_arena arena = {0};
  mlg_slides_work work = {.arena = &arena,
                          .portrait = portrait,
                          .maps = maps,
                          .findings = findings,
                          .family = find_family(portrait)};
  mlg_status status = put_all(&work, path);
  mlg_arena_free(&arena);
  if (status == MLG_FAILURE) mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  return status;
}
