/* SPDX-License-Identifier: Apache-2.0 */
#include "document/pptx_theme.h"

#include <maillage/palette.h>
#include <string.h>

/* Our own look, as little of it as a presentation must have. These texts hold nothing that a
 * user wrote. Lengths are in EMU: 914,400 an inch. */

#define SPACES                                                                                     \
  "xmlns:a=\"" PPTX_DRAWING "\" xmlns:r=\"" PPTX_LINKS "\" xmlns:p=\"" PPTX_PRESENTATION "\""
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define TREE                                                                                       \
  "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"               \
  "<p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" "         \
  "y=\"0\"/>"                                                                                      \
  "<a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>"
#define BOX(x, y, w, h)                                                                            \
  "<a:xfrm><a:off x=\"" x "\" y=\"" y "\"/><a:ext cx=\"" w "\" cy=\"" h "\"/></a:xfrm>"
#define RECTANGLE "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
#define PLACE(id, name, kind, box, body, text)                                                     \
  "<p:sp><p:nvSpPr><p:cNvPr id=\"" id "\" name=\"" name "\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>"  \
  "</p:cNvSpPr><p:nvPr><p:ph " kind "/></p:nvPr></p:nvSpPr><p:spPr>" box RECTANGLE                 \
  "</p:spPr><p:txBody>" body "<a:lstStyle/><a:p>" text "</a:p></p:txBody></p:sp>"
#define NUMBER_FIELD                                                                               \
  "<a:pPr algn=\"r\"/><a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" type=\"slidenum\">"     \
  "<a:rPr lang=\"fr-FR\" sz=\"1000\"/><a:t>‹N°›</a:t></a:fld>"
#define SAYS(text) "<a:r><a:rPr lang=\"fr-FR\"/><a:t>" text "</a:t></a:r>"
#define LEVEL(n, size, bold, font)                                                                 \
  "<a:lvl" n "pPr marL=\"0\" indent=\"0\" algn=\"l\"><a:lnSpc><a:spcPct val=\"95000\"/></a:lnSpc>" \
  "<a:spcBef><a:spcPts val=\"600\"/></a:spcBef><a:buNone/><a:defRPr sz=\"" size "\" b=\"" bold     \
  "\" kern=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin "                \
  "typeface=\"" font "\"/></a:defRPr></a:lvl" n "pPr>"

static const char MASTER[] = HEAD
    "<p:sldMaster " SPACES "><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/>"
    "</a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>" TREE PLACE(
        "2", "Titre", "type=\"title\"", BOX("457200", "274320", "11277600", "868680"),
        "<a:bodyPr lIns=\"0\" rIns=\"0\" anchor=\"t\"><a:normAutofit/></a:bodyPr>",
        SAYS("Titre")) PLACE("3", "Texte", "type=\"body\" idx=\"1\"",
                             BOX("457200", "1371600", "11277600", "4754880"),
                             "<a:bodyPr lIns=\"0\" rIns=\"0\"><a:normAutofit/></a:bodyPr>",
                             SAYS("Texte"))
        PLACE("4", "Numéro", "type=\"sldNum\" sz=\"quarter\" idx=\"4\"",
              BOX("11049000", "6492240", "685800", "228600"),
              "<a:bodyPr lIns=\"0\" rIns=\"0\" tIns=\"0\" bIns=\"0\" anchor=\"b\"/>",
              NUMBER_FIELD) "</p:spTree></p:cSld>"
                            "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" "
                            "accent1=\"accent1\" "
                            "accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" "
                            "accent5=\"accent5\" "
                            "accent6=\"accent6\" hlink=\"hlink\" "
                            "folHlink=\"folHlink\"/><p:sldLayoutIdLst>"
                            "<p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/><p:sldLayoutId "
                            "id=\"2147483650\" "
                            "r:id=\"rId2\"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle>" LEVEL(
                                "1", "2400", "1",
                                "+mj-lt") "</p:titleStyle><p:bodyStyle>" LEVEL("1", "1800", "0",
                                                                               "+mn-lt")
                                LEVEL("2", "1600", "0",
                                      "+mn-lt") "</"
                                                "p:bodyStyle><p:otherStyle>" LEVEL(
                                                    "1", "1800", "0", "+mn-lt") "</p:otherStyle></"
                                                                                "p:txStyles></"
                                                                                "p:sldMaster>";

#define LAYOUT(kind, name, places)                                                                 \
  HEAD "<p:sldLayout " SPACES " type=\"" kind "\" preserve=\"1\"><p:cSld name=\"" name             \
       "\"><p:spTree>" TREE places                                                                 \
       "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
/* Without a box of its own, a placeholder stands where the master's does. */
#define SAME_PLACE(id, name, kind, text)                                                           \
  "<p:sp><p:nvSpPr><p:cNvPr id=\"" id "\" name=\"" name "\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>"  \
  "</p:cNvSpPr><p:nvPr><p:ph " kind "/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>"         \
  "<a:lstStyle/><a:p>" text "</a:p></p:txBody></p:sp>"

static const char TITLE_LAYOUT[] = LAYOUT(
    "title", "Titre",
    "<p:sp><p:nvSpPr><p:cNvPr id=\"5\" name=\"Filet\"/><p:cNvSpPr/><p:nvPr userDrawn=\"1\"/>"
    "</p:nvSpPr><p:spPr>" BOX("457200", "2468880", "1371600", "54864") RECTANGLE
    "<a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill></p:spPr></p:sp>" PLACE(
        "2", "Titre", "type=\"ctrTitle\"", BOX("457200", "777240", "11277600", "1554480"),
        "<a:bodyPr lIns=\"0\" rIns=\"0\" anchor=\"b\"><a:normAutofit/></a:bodyPr>", SAYS("Titre"))
        PLACE("3", "Sous-titre", "type=\"subTitle\" idx=\"1\"",
              BOX("457200", "2651760", "11277600", "3566160"),
              "<a:bodyPr lIns=\"0\" rIns=\"0\"><a:normAutofit/></a:bodyPr>", SAYS("Sous-titre")));

static const char CONTENT_LAYOUT[] =
    LAYOUT("titleOnly", "Titre seul",
           SAME_PLACE("2", "Titre", "type=\"title\"", SAYS("Titre"))
               SAME_PLACE("3", "Numéro", "type=\"sldNum\" sz=\"quarter\" idx=\"4\"", NUMBER_FIELD));

static const char NOTES[] = HEAD
    "<p:notesMaster " SPACES "><p:cSld><p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/>"
    "</p:bgRef></p:bg><p:spTree>" TREE
    "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Image\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" "
    "noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/>"
    "</p:nvPr></p:nvSpPr><p:spPr>" BOX("685800", "1143000", "5486400", "3086100") RECTANGLE
    "</p:spPr></p:sp>" PLACE(
        "3", "Notes", "type=\"body\" sz=\"quarter\" idx=\"3\"",
        BOX("685800", "4400550", "5486400", "3600450"), "<a:bodyPr/>",
        SAYS(
            "Notes")) "</p:spTree></p:cSld>"
                      "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" "
                      "accent1=\"accent1\" "
                      "accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" "
                      "accent5=\"accent5\" "
                      "accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/></p:notesMaster>";

static const char MAIN[] = HEAD
    "<p:presentation " SPACES " saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId "
    "id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst><p:sldSz cx=\"12192000\" cy=\"6858000\"/>"
    "<p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>";

/* Three fills, lines and effects: a theme must have them, even all alike. */
#define FILL "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
#define LINE(w) "<a:ln w=\"" w "\">" FILL "</a:ln>"
#define NO_EFFECT "<a:effectStyle><a:effectLst/></a:effectStyle>"
#define FONT(kind)                                                                                 \
  "<a:" kind "Font><a:latin typeface=\"Open Sans\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>"    \
  "</a:" kind "Font>"
static const char THEME_END[] = "</a:clrScheme><a:fontScheme name=\"Maillage\">" FONT("major")
    FONT("minor") "</a:fontScheme><a:fmtScheme name=\"Maillage\"><a:fillStyleLst>" FILL FILL FILL
                  "</a:fillStyleLst><a:lnStyleLst>" LINE("6350") LINE("12700") LINE(
                      "19050") "</a:lnStyleLst><a:effectStyleLst>" NO_EFFECT NO_EFFECT NO_EFFECT
                               "</a:effectStyleLst><a:bgFillStyleLst>" FILL FILL FILL
                               "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>";

/* The colours of the maps, so that what is drawn on a slide goes with them. */
static char *theme(mlg_arena *arena) {
  const struct {
    const char *slot;
    mlg_rgb colour;
  } COLOURS[] = {{"dk1", MLG_INK},
                 {"lt1", MLG_WHITE},
                 {"dk2", MLG_SOFT_INK},
                 {"lt2", MLG_AROUND},
                 {"accent1", mlg_part_colour(MLG_SERVED)},
                 {"accent2", mlg_part_colour(MLG_ORIENTATION)},
                 {"accent3", mlg_part_colour(MLG_SATURATED)},
                 {"accent4", mlg_part_colour(MLG_OUT_OF_REACH)},
                 {"accent5", mlg_ramp_colour(mlg_ramp("fragilite"), 3, MLG_RAMP_COLOURS)},
                 {"accent6", mlg_ramp_colour(mlg_ramp("exposition"), 3, MLG_RAMP_COLOURS)},
                 {"hlink", mlg_part_colour(MLG_SERVED)},
                 {"folHlink", MLG_SOFT_INK}};
  char *text = mlg_arena_strdup(arena, HEAD "<a:theme xmlns:a=\"" PPTX_DRAWING
                                            "\" name=\"Maillage\"><a:themeElements>"
                                            "<a:clrScheme name=\"Maillage\">");
  for (size_t i = 0; text != NULL && i < sizeof COLOURS / sizeof *COLOURS; i++)
    text = mlg_arena_printf(arena, "%s<a:%s><a:srgbClr val=\"%06X\"/></a:%s>", text,
                            COLOURS[i].slot, (unsigned)COLOURS[i].colour, COLOURS[i].slot);
  return text == NULL ? NULL : mlg_arena_printf(arena, "%s%s", text, THEME_END);
}

static void put(pptx_package *package, const char *name, const char *type, const char *text) {
  package->failed |= text == NULL;
  if (package->failed) return;
  mlg_pptx_add_part(package,
                    (pptx_part){.name = name, .type = type, .bytes = text, .size = strlen(text)});
}

/* The relationships' numbers are those that the texts above name. */
void mlg_pptx_own_theme(pptx_package *package) {
  static const char MASTER_NAME[] = "ppt/slideMasters/slideMaster1.xml",
                    THEME_NAME[] = "ppt/theme/theme1.xml",
                    FIRST[] = "ppt/slideLayouts/slideLayout1.xml",
                    SECOND[] = "ppt/slideLayouts/slideLayout2.xml";
  put(package, PPTX_MAIN, PPTX_TYPE "presentation.main+xml", MAIN);
  put(package, MASTER_NAME, PPTX_TYPE "slideMaster+xml", MASTER);
  put(package, FIRST, PPTX_TYPE "slideLayout+xml", TITLE_LAYOUT);
  put(package, SECOND, PPTX_TYPE "slideLayout+xml", CONTENT_LAYOUT);
  put(package, THEME_NAME, PPTX_THEME_TYPE, theme(package->arena));
  mlg_pptx_link(package, PPTX_MAIN, PPTX_RELATION "slideMaster", MASTER_NAME);
  mlg_pptx_link(package, PPTX_MAIN, PPTX_RELATION "theme", THEME_NAME);
  mlg_pptx_link(package, MASTER_NAME, PPTX_RELATION "slideLayout", FIRST);
  mlg_pptx_link(package, MASTER_NAME, PPTX_RELATION "slideLayout", SECOND);
  mlg_pptx_link(package, MASTER_NAME, PPTX_RELATION "theme", THEME_NAME);
  mlg_pptx_link(package, FIRST, PPTX_RELATION "slideMaster", MASTER_NAME);
  mlg_pptx_link(package, SECOND, PPTX_RELATION "slideMaster", MASTER_NAME);
}

const char *mlg_pptx_own_notes(pptx_package *package, const char *main) {
  static const char NAME[] = "ppt/notesMasters/maillage.xml",
                    THEME_NAME[] = "ppt/theme/maillage-notes.xml";
  put(package, NAME, PPTX_TYPE "notesMaster+xml", NOTES);
  put(package, THEME_NAME, PPTX_THEME_TYPE, theme(package->arena));
  mlg_pptx_link(package, NAME, PPTX_RELATION "theme", THEME_NAME);
  mlg_pptx_link(package, main, PPTX_RELATION "notesMaster", NAME);
  return NAME;
}
