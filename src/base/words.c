/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/words.h>

#include <string.h>

const mlg_word MLG_LEVELS[MLG_LEVEL_COUNT] = {
    [MLG_IRIS] =
        {"iris", "IRIS", "IRIS",
         "Quartier statistique de l'INSEE, environ 2 000 habitants ; une commune sans IRIS "
         "est prise entière."},
    [MLG_QUARTIER] = {"quartier", "quartier", "quartiers",
                      "Quartier de la ville ; ailleurs, la commune tient lieu de quartier."},
    [MLG_COMMUNE] = {"commune", "commune", "communes", ""},
    [MLG_EPCI] = {"epci", "EPCI", "EPCI", "Intercommunalité."},
    [MLG_DEPARTEMENT] = {"departement", "département", "départements", ""},
    [MLG_REGION] = {"region", "région", "régions", ""},
};

const mlg_word MLG_FAMILIES[MLG_FAMILY_COUNT] = {
    [MLG_INFORMER] = {"informer", "être informé et orienté", "être informés et orientés",
                      "Savoir à qui s'adresser."},
    [MLG_ACCEDER] = {"acceder", "accéder à un équipement", "accéder à un équipement",
                     "Trouver un ordinateur, une imprimante, une connexion."},
    [MLG_DEPANNER] = {"depanner", "s'équiper et dépanner", "s'équiper et dépanner",
                      "Faire réparer son matériel ou en acquérir à prix solidaire."},
    [MLG_AIDER] = {"aider", "être aidé dans ses démarches", "être aidés dans leurs démarches",
                   "Être aidé ou accompagné pour une démarche en ligne."},
    [MLG_APPRENDRE] = {"apprendre", "apprendre le numérique", "apprendre le numérique",
                       "Développer sa culture et son autonomie numériques."},
};

const mlg_word MLG_PARTS[MLG_PART_COUNT] = {
    [MLG_SERVED] = {"couvert", "couvert", "couverts", "Trouvent une place par leurs moyens."},
    [MLG_ORIENTATION] = {"orientation", "orientation", "orientation",
                         "Trouveraient une place si chacun était orienté au mieux."},
    [MLG_SATURATED] = {"sature", "saturé", "saturés",
                       "Ont une offre à portée, mais plus de place, même bien orientés."},
    [MLG_OUT_OF_REACH] = {"hors_portee", "hors de portée", "hors de portée",
                          "N'ont aucune offre recensée à portée."},
};

const mlg_word MLG_DECAYS[MLG_DECAY_COUNT] = {
    [MLG_STEP] = {"palier", "attrait constant", "", ""},
    [MLG_LINEAR] = {"lineaire", "attrait linéaire décroissant", "", ""},
    [MLG_GAUSSIAN] = {"gaussienne", "attrait gaussien", "", ""},
    [MLG_EXPONENTIAL] = {"exponentielle", "attrait exponentiel décroissant", "", ""},
    [MLG_DREES] = {"drees", "attrait par paliers de la DREES", "", ""},
};

const mlg_word MLG_MAP_KINDS[MLG_MAP_KIND_COUNT] = {
    [MLG_MAP_RATE] = {"taux", "taux", "taux", "Zones teintées selon un taux."},
    [MLG_MAP_COUNT] = {"effectif", "effectif", "effectifs", "Cercles : personnes d'un indicateur."},
    [MLG_MAP_COUNT_RATE] = {"effectif-taux", "effectif et taux", "effectifs et taux",
                            "Cercles : leur taille dit l'effectif, leur couleur le taux."},
    [MLG_MAP_NEED] = {"besoin", "besoin non couvert", "besoins non couverts",
                      "Cercles : personnes sans solution, par cause principale."},
    [MLG_MAP_NEED_OFFER] = {"besoin-offre", "besoin et offre", "besoins et offres",
                            "Part sans solution par zone, et lieux selon leur capacité."},
    [MLG_MAP_CROSSED] = {"croisement", "croisement du besoin et de l'offre", "croisements",
                         "Part sans solution et places à portée, en neuf cases."},
    [MLG_MAP_FAMILIES] = {"familles", "les cinq familles de besoin", "familles",
                          "Part sans solution de chaque famille, aux mêmes classes."},
    [MLG_MAP_DIFFERENCE] = {"ecart", "écart", "écarts", "Zones teintées selon un écart de taux."},
    [MLG_MAP_DISCONTINUITY] = {"discontinuites", "discontinuités", "discontinuités",
                               "Traits d'autant plus larges que deux voisins diffèrent."},
};

/* The label is what stands under a legend. */
const mlg_word MLG_CLASS_METHODS[MLG_CLASS_METHOD_COUNT] = {
    [MLG_CLASS_OWN] = {"auto", "bornes de l'indicateur", "", ""},
    [MLG_CLASS_QUANTILES] = {"quantiles", "quantiles arrondis", "", ""},
    [MLG_CLASS_EQUAL] = {"amplitudes", "amplitudes égales arrondies", "", ""},
    [MLG_CLASS_DEVIATION] = {"ecart-type", "moyenne et écart-type, bornes arrondies", "", ""},
    [MLG_CLASS_NATURAL] = {"ckmeans", "seuils naturels de Fisher arrondis", "", ""},
    [MLG_CLASS_Q6_WIDE] = {"q6", "quantiles q6 (extrêmes isolés) arrondis", "", ""},
    [MLG_CLASS_Q6] = {"Q6", "quantiles Q6 (extrêmes isolés) arrondis", "", ""},
    [MLG_CLASS_HEAD_TAIL] = {"tete-queue", "tête et queue, bornes arrondies", "", ""},
    [MLG_CLASS_GEOMETRIC] = {"geometrique", "progression géométrique arrondie", "", ""},
    [MLG_CLASS_GIVEN] = {"bornes", "bornes fixes", "", ""},
};

const mlg_word MLG_PAGES[MLG_PAGE_COUNT] = {
    [MLG_PAGE_SLIDE] = {"diapositive", "diapositive", "diapositives", "16:9"},
    [MLG_PAGE_A4_LANDSCAPE] = {"a4-paysage", "A4 paysage", "A4 paysage", "297 × 210 mm"},
    [MLG_PAGE_A4_PORTRAIT] = {"a4-portrait", "A4 portrait", "A4 portrait", "210 × 297 mm"},
};

const mlg_word MLG_CHARTS[MLG_CHART_COUNT] = {
    [MLG_CHART_RANKS] = {"rangs", "rangs et intervalles", "", ""},
    [MLG_CHART_PARTS] = {"parts", "quatre parts du besoin", "", ""},
    [MLG_CHART_CAPACITY] = {"capacites", "besoins et places", "", ""},
    [MLG_CHART_AGES] = {"ages", "structure par âge", "", ""},
};

size_t mlg_word_find(const mlg_word *words, size_t count, const char *code) {
  size_t i = 0;
  while (i < count && strcmp(words[i].code, code) != 0) i++;
  return i;
}
