/* SPDX-License-Identifier: Apache-2.0 */
#include "document/pptx_deck.h"

/* Native tables: lines under rows, no box, so that figures stand out. */

static const char *number(pptx_slide *slide, long value) {
  return mlg_pptx_number(&slide->xml, value);
}

/* Which cell: what it holds and how it looks. */
typedef struct {
  const char *text;
  pptx_side side;
  int size;
  bool head, bold;
} cell;

static void put_text(pptx_slide *slide, xmlNodePtr parent, const cell *c) {
  pptx_xml *xml = &slide->xml;
  xmlNodePtr body = PPTX_NODE(xml, parent, "a:txBody");
  PPTX_NODE(xml, body, "a:bodyPr");
  PPTX_NODE(xml, body, "a:lstStyle");
  mlg_slide_paragraph(slide, body, c->text,
                      (pptx_font){.size = c->size, .bold = c->head || c->bold});
  xmlNodePtr paragraph = mlg_pptx_child(body, "a:p");
  xmlNodePtr settings =
      PPTX_ADD(xml, paragraph, "a:pPr", "algn", c->side == PPTX_RIGHT ? "r" : "l");
  /* The schema wants settings first. */
  if (settings != NULL && paragraph->children != settings)
    xmlAddPrevSibling(paragraph->children, settings);
}

/* A thin line, or none, on one side of a cell. */
static void put_line(pptx_slide *slide, xmlNodePtr look, const char *side, bool shown) {
  pptx_xml *xml = &slide->xml;
  xmlNodePtr line = PPTX_ADD(xml, look, side, "w", shown ? "9525" : "0");
  if (shown)
    PPTX_ADD(xml, PPTX_NODE(xml, line, "a:solidFill"), "a:schemeClr", "val", "tx2");
  else
    PPTX_NODE(xml, line, "a:noFill");
}

static void put_cell(pptx_slide *slide, xmlNodePtr row, const cell *c) {
  pptx_xml *xml = &slide->xml;
  xmlNodePtr node = PPTX_NODE(xml, row, "a:tc");
  put_text(slide, node, c);
  xmlNodePtr look = PPTX_ADD(xml, node, "a:tcPr", "marL", "72000", "marR", "72000", "marT", "28800",
                             "marB", "28800", "anchor", c->head ? "b" : "ctr");
  put_line(slide, look, "a:lnL", false);
  put_line(slide, look, "a:lnR", false);
  put_line(slide, look, "a:lnT", false);
  put_line(slide, look, "a:lnB", true);
  /* A ground of its own, so that figures can be read on any template's. */
  PPTX_ADD(xml, PPTX_NODE(xml, look, "a:solidFill"), "a:schemeClr", "val",
           c->head || c->bold ? "bg2" : "bg1");
}

static void put_rows(pptx_slide *slide, xmlNodePtr table, const pptx_table *of, int font) {
  pptx_xml *xml = &slide->xml;
  const char *height = number(slide, font * PPTX_POINT * 17 / 10);
  for (size_t i = 0; i <= of->n_rows; i++) {
    xmlNodePtr row = PPTX_ADD(xml, table, "a:tr", "h", height);
    for (size_t k = 0; k < of->n_columns; k++)
      put_cell(
          slide, row,
          &(cell){.text = i == 0 ? of->columns[k].head : of->cells[(i - 1) * of->n_columns + k],
                  .side = of->columns[k].side,
                  .size = font,
                  .head = i == 0,
                  .bold = of->bold_last && i == of->n_rows});
  }
}

static void put_frame(pptx_slide *slide, xmlNodePtr frame, pptx_box box, const pptx_table *table) {
  pptx_xml *xml = &slide->xml;
  xmlNodePtr identity = PPTX_NODE(xml, frame, "p:nvGraphicFramePr");
  slide->ids++;
  PPTX_ADD(xml, identity, "p:cNvPr", "id", number(slide, slide->ids), "name", table->name, "descr",
           table->described);
  PPTX_ADD(xml, PPTX_NODE(xml, identity, "p:cNvGraphicFramePr"), "a:graphicFrameLocks", "noGrp",
           "1");
  PPTX_NODE(xml, identity, "p:nvPr");
  xmlNodePtr place = PPTX_NODE(xml, frame, "p:xfrm");
  PPTX_ADD(xml, place, "a:off", "x", number(slide, box.x), "y", number(slide, box.y));
  PPTX_ADD(xml, place, "a:ext", "cx", number(slide, box.width), "cy", number(slide, box.height));
}

/* The size of type for a narrower table, down to what can be read. */
static int fitted(int size, long width) {
  enum { LEAST = 9 };
  const long own = 11277600;
  int less = width < own ? (int)(size * width / own) : size;
  return less < LEAST ? LEAST : less;
}

void mlg_slide_table(pptx_slide *slide, pptx_box box, const pptx_table *table) {
  pptx_xml *xml = &slide->xml;
  xmlNodePtr frame = PPTX_NODE(xml, slide->tree, "p:graphicFrame");
  put_frame(slide, frame, box, table);
  xmlNodePtr data = PPTX_ADD(xml, PPTX_NODE(xml, frame, "a:graphic"), "a:graphicData", "uri",
                             "http://schemas.openxmlformats.org/drawingml/2006/table");
  xmlNodePtr node = PPTX_NODE(xml, data, "a:tbl");
  PPTX_ADD(xml, node, "a:tblPr", "firstRow", "1");
  xmlNodePtr grid = PPTX_NODE(xml, node, "a:tblGrid");
  for (size_t i = 0; i < table->n_columns; i++)
    PPTX_ADD(xml, grid, "a:gridCol", "w",
             number(slide, (long)((double)box.width * table->columns[i].share)));
  put_rows(slide, node, table, fitted(table->font, box.width));
}
